import { SqlLexError, type Token, tokenize } from './lexer.ts';

/** A statement with a word that ends at the caret: the one that was begun, and `_` behind it. */
export interface StatementAtCaret {
  /** What stands of the word before the caret, which may be nothing. */
  readonly begun: string;
  readonly tokens: readonly Token[];
  /** Index of the word in `tokens`. */
  readonly word: number;
}

/**
 * Reads the statement around the caret. Undefined where no word can be: within a text, a name in quotes, a comment or a
 * number.
 */
export function readAtCaret(sql: string, caret: number): StatementAtCaret | undefined {
  const before = `${sql.slice(0, caret)}_`;
  const read = lenientTokens(before);
  const last = read?.at(-1);
  if (read === undefined || last?.kind !== 'word' || last.end !== before.length || /^\d/.test(last.text))
    return undefined;
  const all = lenientTokens(before + sql.slice(caret).replace(/^\w+/, '')) ?? read;
  const word = read.length - 1;
  const start = read.findLastIndex(isSemicolon) + 1;
  const end = all.findIndex((token, index) => index > word && isSemicolon(token));
  return { begun: last.text.slice(0, -1), tokens: all.slice(start, end === -1 ? undefined : end), word: word - start };
}

function isSemicolon({ kind, text }: Token): boolean {
  return kind === 'symbol' && text === ';';
}

/** How many characters that SQL has not are looked over. */
const MAX_UNKNOWN = 20;

/** Tokens with blanks for characters that SQL has not; undefined where something never ends. */
function lenientTokens(sql: string): readonly Token[] | undefined {
  let text = sql;
  for (let unknown = 0; unknown < MAX_UNKNOWN; unknown++) {
    try {
      return tokenize(text);
    } catch (error) {
      if (!(error instanceof SqlLexError)) throw error;
      if (error.neverEnds) return undefined;
      text = `${text.slice(0, error.at)} ${text.slice(error.at + 1)}`;
    }
  }
  return undefined;
}
