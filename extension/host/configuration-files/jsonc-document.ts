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
  if (root?.type !== 'object') throw new JsoncError('expected an object', text, root?.offset ?? 0);
  return { text, root };
}

/** The codes are jsonc-parser's ParseErrorCode, a const enum that single-file compilers cannot read. */
const PROBLEMS: Readonly<Record<number, string>> = {
  1: 'this is not a value',
  2: 'this is not a number',
  3: 'expected a name in double quotes',
  4: 'expected a value',
  5: 'expected a colon',
  6: 'expected a comma',
  7: 'expected a closing brace',
  8: 'expected a closing bracket',
  9: 'unexpected text after the last brace',
  11: 'a comment is not closed',
  12: 'a string is not closed',
  13: 'a number is incomplete',
  14: 'a \\u escape is incomplete',
  15: 'unknown escape sequence',
  16: 'this character is not allowed here',
};
