/** Cuts to at most `most` characters, the last of which is then an ellipsis; never splits a surrogate pair. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Cuts to the limit of `Line`. */
export function cutLine(text: string): string {
  return cutText(text, 2_000);
}
