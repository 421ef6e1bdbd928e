import { TEXT_SIZE } from './marks.ts';

const NARROW = /[iIjl.,:;'|!()[\] -]/;
const WIDE = /[\p{Lu}mw@%&_—…]/u;
const FULL = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F000}-\u{3FFFF}]/u;

/** About how many pixels a text is wide in a common sans-serif typeface; rather too many than too few. */
export function textWidth(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (FULL.test(character)) ems += 1.05;
    else if (NARROW.test(character)) ems += 0.38;
    else ems += WIDE.test(character) ? 0.8 : 0.64;
  }
  return ems * TEXT_SIZE;
}

/** The text, cut with … to what fits into that many pixels. */
export function fitText(text: string, width: number): string {
  // No character is narrower than a third of an em.
  const characters = Array.from(text.slice(0, Math.ceil((width / TEXT_SIZE) * 3) + 2));
  if (characters.join('').length === text.length && textWidth(text) <= width) return text;
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
