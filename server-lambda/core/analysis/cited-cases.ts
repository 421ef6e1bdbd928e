/** Long enough to be the number of a case; years, counts and error codes are shorter. */
const NUMBER = /(?:(?<![\w-])|(?<=\bcase[-_#]))\d{8,}(?![\w-])/gi;

/** Every number in a text that is long enough to name a case. */
export function numbersIn(text: string): readonly string[] {
  return text.match(NUMBER) ?? [];
}

export interface CheckedText {
  readonly text: string;
  /** The numbers that were struck, each once. */
  readonly unknown: readonly string[];
}

/**
 * Strikes every long number in a model's answer that stands nowhere in what the model was given: a case that nobody
 * opened. `known` are the numbers that do.
 */
export function strikeUnknownCases(answer: string, known: ReadonlySet<string>): CheckedText {
  const unknown = new Set<string>();
  const text = answer.replaceAll(NUMBER, (number) => {
    if (known.has(number)) return number;
    unknown.add(number);
    return `~~${number}~~`;
  });
  return { text, unknown: [...unknown] };
}
