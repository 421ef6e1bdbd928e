import { fold, UNSPACED } from '../text/words.ts';
import { sql, type SqlFragment } from './sql.ts';

/** A text without white space around it, as `String.trim` knows it. */
export function trimmedSql(text: SqlFragment): SqlFragment {
  return sql`regexp_replace(${text}, '^[\\s\\p{Z}\\x{FEFF}]+|[\\s\\p{Z}\\x{FEFF}]+$', '')`;
}

/** What `fold` makes of a text. */
export function foldSql(text: SqlFragment): SqlFragment {
  const plain = sql`lower(regexp_replace(normalize(${text}, NFKD), '\\p{M}+', ''))`;
  return sql`regexp_replace(replace(${plain}, 'ς', 'σ'), '[\\s\\p{Z}\\x{FEFF}]+', ' ')`;
}

const IN_WORD = '[\\p{L}\\p{N}]';

/** Whether a term stands in a folded text as a whole word, as `occursIn` has it. The term is folded, too, and not empty. */
export function occursInSql(folded: SqlFragment, term: string): SqlFragment {
  const literal = term.replaceAll(/[^\p{L}\p{N}\p{M} ]/gu, (char) => `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  const characters = Array.from(term);
  const before = UNSPACED.test(characters[0] ?? '') ? '' : `(?<!${IN_WORD})`;
  const after = UNSPACED.test(characters.at(-1) ?? '') ? '' : `(?!${IN_WORD})`;
  return sql`regexp_like(${folded}, ${before + literal + after})`;
}

/** Where words of a case are looked for, as one folded text. */
export const CASE_TEXT = foldSql(sql`concat_ws(' | ', subject, case_summary, rca_reason)`);

/** The same of a case that is at hand. */
export function caseText(parts: readonly (string | null)[]): string {
  return fold(parts.filter((part) => part !== null).join(' | '));
}
