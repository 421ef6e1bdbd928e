import { parseTree, type Node, type ParseError } from 'jsonc-parser';

/** A JSON object in a configuration file, which may have comments and trailing commas. */
export interface JsoncDocument {
  /** Without a byte order mark; offsets of nodes count from here. */
  readonly text: string;
  readonly root: Node;
}

/** Where and why a text is not such an object. Lines and columns count from 1. */
export class JsoncError extends Error {
  override readonly name = 'JsoncError';
  readonly line: number;
  readonly column: number;

  constructor(problem: string, text: string, offset: number) {
    super(problem);
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    this.line = lines.length;
    this.column = (lines.at(-1) ?? '').length + 1;
  }
}

/** Throws a JsoncError whose message ends a sentence, such as "a comma is missing". */
export function parseJsonc(text: string): JsoncDocument {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) throw new JsoncError(PROBLEMS[first.error] ?? 'this is not JSON', text, first.offset);
  if (root?.type !== 'object') throw new JsoncError('an object is expected here', text, root?.offset ?? 0);
  return { text, root };
}

/** The codes are jsonc-parser's ParseErrorCode, a const enum that single-file compilers cannot read. */
const PROBLEMS: Readonly<Record<number, string>> = {
  1: 'this is no value',
  2: 'this is no number',
  3: 'a name in double quotes is missing',
  4: 'a value is missing',
  5: 'a colon is missing',
  6: 'a comma is missing',
  7: 'a closing brace is missing',
  8: 'a closing bracket is missing',
  9: 'nothing may follow the last brace',
  11: 'a comment is not closed',
  12: 'a string is not closed',
  13: 'a number is not complete',
  14: 'a \\u escape is not complete',
  15: 'this escape does not exist',
  16: 'this character is not allowed here',
};
