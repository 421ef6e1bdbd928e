/** At most `most` characters, an ellipsis where there were more; never half of a surrogate pair. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** What a line of the page has room for. */
export function cutLine(text: string): string {
  return cutText(text, 2_000);
}
