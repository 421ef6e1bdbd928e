const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter, index) => [
    letter,
    Array.from('åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ')[index] ?? letter,
  ]),
);

/** The text with other letters and in brackets, as a language that nobody speaks: `Save {0}` becomes `[Šåṽé {0}]`. */
export function pseudo(text: string): string {
  return `[${text.replaceAll(/\{\d+\}|\$\([\w~-]+\)|./gsu, (part) => LETTERS[part] ?? part)}]`;
}
