/** The text, cut to what the protocol lets a message have. */
export function clip(text: string | undefined, most = 4_096): string {
  if (text === undefined) return '';
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** A name as AWS has it. */
export function name(text: string | undefined): string {
  return clip(text, 256);
}
