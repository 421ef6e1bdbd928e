import { SqlLexError, type Token, tokenize } from '../lexer.ts';
import { refuse } from './refusal.ts';
import { HIVE_HEADS, readStatement } from './statement.ts';
import { TokenReader } from './token-reader.ts';
import { describeToken } from './token-text.ts';
import type { StatementTree } from './tree.ts';

/**
 * Reads a statement that only reads, with or without a semicolon at its end. Takes linear time. Throws
 * CaseInsightsError with code QUERY_REFUSED for anything else.
 */
export function parseStatement(text: string): StatementTree {
  const { tree, unreadable } = read(tokensOfOne(text));
  if (unreadable !== undefined)
    throw refuse("This U&'…' string has an escape that stands for no Unicode character", unreadable);
  return tree;
}

/** The tokens of the one statement in this text, without the semicolons that end it. Throws as parseStatement does. */
export function tokensOfOne(text: string): readonly Token[] {
  return withoutEnd(lex(text));
}

/**
 * Reads the tokens of one statement that only reads. Throws CaseInsightsError with code QUERY_REFUSED for anything
 * else, whatever tables it names. What a string holds is no matter: one with wrong escapes is empty here.
 */
export function parseTokens(tokens: readonly Token[]): StatementTree {
  return read(tokens).tree;
}

function read(tokens: readonly Token[]): { readonly tree: StatementTree; readonly unreadable: Token | undefined } {
  const reader = new TokenReader(tokens);
  const backquoted = tokens.find(({ kind }) => kind === 'backquoted');
  if (backquoted !== undefined && !HIVE_HEADS.includes(reader.key()))
    throw refuse('Queries use double quotes around names, not backticks', backquoted);
  const tree = readStatement(reader);
  if (!reader.atEnd()) reader.fail('the end');
  return { tree, unreadable: reader.unreadable() };
}

function lex(text: string): readonly Token[] {
  try {
    return tokenize(text);
  } catch (error) {
    if (error instanceof SqlLexError) throw refuse(`Invalid SQL: ${error.message}`, error);
    throw error;
  }
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (isSemicolon(tokens[end - 1])) end--;
  if (end === 0) throw refuse('The statement is empty');
  const semicolon = tokens.slice(0, end).findIndex(isSemicolon);
  const second = tokens.slice(semicolon).find((token) => !isSemicolon(token));
  if (semicolon !== -1 && second !== undefined)
    throw refuse(`Only one statement runs at a time, and another begins with ${describeToken(second)}`, second);
  return tokens.slice(0, end);
}

function isSemicolon(token: Token | undefined): boolean {
  return token?.kind === 'symbol' && token.text === ';';
}
