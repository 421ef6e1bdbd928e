import { SqlFailure } from './implementation.ts';
import { PATH_METHODS } from './sql-json-path-tree.ts';
import type { Comparison, Operator, PathNode, Predicate, SqlJsonPath, SubscriptRange } from './sql-json-path-tree.ts';

const TOKEN =
  /\s*(?:([0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|"((?:[^"]|"")*)"|\$([a-zA-Z][a-zA-Z0-9_]*)|([a-zA-Z_][a-zA-Z0-9_]*)|(\.\.|==|<>|!=|<=|>=|&&|\|\||[-+*/%$@.[\](),?!<>]))/y;

type Token =
  | { readonly kind: 'number' | 'string' | 'variable' | 'name' | 'symbol'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '' };

interface Parsing {
  readonly path: string;
  readonly tokens: readonly Token[];
  readonly variables: Set<string>;
  at: number;
  depth: number;
}

const MAX_DEPTH = 200;

/** Reads a path of SQL/JSON; fails for what is not one, and by name for what is not known here. */
export function parseSqlJsonPath(path: string): SqlJsonPath {
  const parsing: Parsing = { path, tokens: tokensOf(path), variables: new Set(), at: 0, depth: 0 };
  const lax = takeName(parsing, 'lax');
  if (!lax && !takeName(parsing, 'strict')) throw invalid(parsing, "it starts with neither 'lax' nor 'strict'");
  const root = readSum(parsing);
  if (peek(parsing).kind !== 'end') throw unexpected(parsing);
  return { lax, root, variables: parsing.variables };
}

function tokensOf(path: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < path.trimEnd().length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(path);
    if (match === null)
      throw new SqlFailure(`Invalid JSON path '${path}': unexpected '${path.slice(at).trim().charAt(0)}'`);
    at = TOKEN.lastIndex;
    const [, number, string, variable, name, symbol = ''] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll('""', '"') });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'symbol', text: symbol });
  }
  return tokens;
}

function peek({ tokens, at }: Parsing): Token {
  return tokens[at] ?? { kind: 'end', text: '' };
}

function next(parsing: Parsing): Token {
  const token = peek(parsing);
  parsing.at++;
  return token;
}

function takeIf(parsing: Parsing, kind: 'name' | 'symbol', text: string): boolean {
  const token = peek(parsing);
  const stands = token.kind === kind && token.text === text;
  if (stands) parsing.at++;
  return stands;
}

function takeName(parsing: Parsing, text: string): boolean {
  return takeIf(parsing, 'name', text);
}

function takeSymbol(parsing: Parsing, text: string): boolean {
  return takeIf(parsing, 'symbol', text);
}

function expectSymbol(parsing: Parsing, text: string): void {
  if (!takeSymbol(parsing, text)) throw unexpected(parsing);
}

function invalid({ path }: Parsing, why: string): SqlFailure {
  return new SqlFailure(`Invalid JSON path '${path}': ${why}`);
}

function unexpected(parsing: Parsing): SqlFailure {
  const token = peek(parsing);
  return invalid(parsing, token.kind === 'end' ? 'it ends too early' : `unexpected '${token.text}'`);
}

function nested<T>(parsing: Parsing, read: () => T): T {
  if (++parsing.depth > MAX_DEPTH) throw invalid(parsing, `it has more than ${MAX_DEPTH} levels`);
  const result = read();
  parsing.depth--;
  return result;
}

function readSum(parsing: Parsing): PathNode {
  return readOperators(parsing, ['+', '-'], readProduct);
}

function readProduct(parsing: Parsing): PathNode {
  return readOperators(parsing, ['*', '/', '%'], readUnary);
}

function readOperators(parsing: Parsing, operators: readonly Operator[], read: (parsing: Parsing) => PathNode) {
  let left = read(parsing);
  for (;;) {
    const operator = operators.find((symbol) => takeSymbol(parsing, symbol));
    if (operator === undefined) return left;
    left = { kind: 'arithmetic', operator, left, right: read(parsing) };
  }
}

function readUnary(parsing: Parsing): PathNode {
  return nested(parsing, () => {
    if (takeSymbol(parsing, '-')) return { kind: 'negate', of: readUnary(parsing), sign: -1n };
    if (takeSymbol(parsing, '+')) return { kind: 'negate', of: readUnary(parsing), sign: 1n };
    let node = readPrimary(parsing);
    for (;;) {
      const accessed = readAccessor(parsing, node);
      if (accessed === undefined) return node;
      node = accessed;
    }
  });
}

function readPrimary(parsing: Parsing): PathNode {
  const token = next(parsing);
  switch (token.kind) {
    case 'number': {
      const exact = !/[eE]/.test(token.text) && token.text.includes('.');
      const text = exact ? token.text.replace(/^\./, '0.').replace(/\.$/, '') : token.text;
      return { kind: 'literal', value: { kind: 'number', text, ...(exact && { exact }) } };
    }
    case 'string':
      return { kind: 'literal', value: token.text };
    case 'variable':
      parsing.variables.add(token.text);
      return { kind: 'variable', name: token.text };
    case 'symbol':
      if (token.text === '$') return { kind: 'context' };
      if (token.text === '@') return { kind: 'current' };
      if (token.text !== '(') break;
      return inParentheses(parsing, readSum);
    case 'name':
      if (token.text === 'last') return { kind: 'last' };
      if (WORDS.has(token.text)) return { kind: 'literal', value: WORDS.get(token.text) ?? null };
      break;
    case 'end':
      break;
  }
  parsing.at--;
  throw unexpected(parsing);
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function inParentheses<T>(parsing: Parsing, read: (parsing: Parsing) => T): T {
  const result = read(parsing);
  expectSymbol(parsing, ')');
  return result;
}

function readAccessor(parsing: Parsing, of: PathNode): PathNode | undefined {
  if (takeSymbol(parsing, '..')) return { kind: 'descendants', of, name: readKey(parsing) };
  if (takeSymbol(parsing, '?')) {
    expectSymbol(parsing, '(');
    return { kind: 'filter', of, predicate: inParentheses(parsing, readPredicate) };
  }
  if (takeSymbol(parsing, '[')) return readSubscripts(parsing, of);
  if (!takeSymbol(parsing, '.')) return undefined;
  if (takeSymbol(parsing, '*')) return { kind: 'members', of };
  const name = readKey(parsing);
  return takeSymbol(parsing, '(') ? readMethod(parsing, of, name) : { kind: 'member', of, name };
}

function readKey(parsing: Parsing): string {
  const { kind, text } = next(parsing);
  if (kind === 'name' || kind === 'string') return text;
  parsing.at--;
  throw unexpected(parsing);
}

function readMethod(parsing: Parsing, of: PathNode, name: string): PathNode {
  const method = PATH_METHODS.find((known) => known === name);
  if (method === undefined) throw new SqlFailure(`The embedded engine's JSON paths have no method ${name}()`);
  expectSymbol(parsing, ')');
  return { kind: 'method', of, name: method };
}

function readSubscripts(parsing: Parsing, of: PathNode): PathNode {
  if (takeSymbol(parsing, '*')) {
    expectSymbol(parsing, ']');
    return { kind: 'elements', of };
  }
  const ranges: SubscriptRange[] = [];
  do {
    const from = readSum(parsing);
    ranges.push(takeName(parsing, 'to') ? { from, to: readSum(parsing) } : { from });
  } while (takeSymbol(parsing, ','));
  expectSymbol(parsing, ']');
  return { kind: 'subscripts', of, ranges };
}

function readPredicate(parsing: Parsing): Predicate {
  let left = readConjunction(parsing);
  while (takeSymbol(parsing, '||')) left = { kind: 'or', left, right: readConjunction(parsing) };
  return left;
}

function readConjunction(parsing: Parsing): Predicate {
  let left = readNegation(parsing);
  while (takeSymbol(parsing, '&&')) left = { kind: 'and', left, right: readNegation(parsing) };
  return left;
}

function readNegation(parsing: Parsing): Predicate {
  return nested(parsing, () => {
    if (!takeSymbol(parsing, '!')) return readTest(parsing);
    const { kind, text } = peek(parsing);
    if (!(kind === 'symbol' && text === '(') && !(kind === 'name' && text === 'exists')) throw unexpected(parsing);
    return { kind: 'not', of: readTest(parsing) };
  });
}

function readTest(parsing: Parsing): Predicate {
  if (takeName(parsing, 'exists')) {
    expectSymbol(parsing, '(');
    return { kind: 'exists', path: inParentheses(parsing, readSum) };
  }
  const inside = readInside(parsing);
  if (inside === undefined) return readComparison(parsing);
  if (!takeName(parsing, 'is')) return inside;
  if (!takeName(parsing, 'unknown')) throw unexpected(parsing);
  return { kind: 'is unknown', of: inside };
}

/** A predicate in parentheses; undefined where the parentheses belong to a path: `(@.a + 1) * 2 > 3`. */
function readInside(parsing: Parsing): Predicate | undefined {
  const { at, depth } = parsing;
  if (!takeSymbol(parsing, '(') || !holdsPredicate(parsing)) {
    parsing.at = at;
    parsing.depth = depth;
    return undefined;
  }
  return inParentheses(parsing, readPredicate);
}

/** Whether something that only predicates have stands before the parenthesis that closes, outside filters. */
function holdsPredicate({ tokens, at }: Parsing): boolean {
  let level = 0;
  let filter = Infinity;
  for (const { kind, text } of tokens.slice(at)) {
    if (text === ')' && kind === 'symbol' && --level < 0) return false;
    if (filter !== Infinity && level < filter && text !== '(') filter = Infinity;
    if (filter === Infinity && isOfPredicate(kind, text)) return true;
    if (kind === 'symbol' && text === '?') filter = Math.min(filter, level + 1);
    if (kind === 'symbol' && text === '(') level++;
  }
  return false;
}

function isOfPredicate(kind: Token['kind'], text: string): boolean {
  return kind === 'symbol' ? PREDICATE_SYMBOLS.has(text) : kind === 'name' && (text === 'starts' || text === 'exists');
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['==', '=='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

const PREDICATE_SYMBOLS = new Set([...COMPARISONS.keys(), '&&', '||', '!']);

function readComparison(parsing: Parsing): Predicate {
  const left = readSum(parsing);
  if (takeName(parsing, 'starts')) {
    if (!takeName(parsing, 'with')) throw unexpected(parsing);
    return { kind: 'starts with', whole: left, start: readSum(parsing) };
  }
  if (takeName(parsing, 'like_regex')) throw new SqlFailure('like_regex predicate in JSON path is not yet supported');
  const operator = COMPARISONS.get(peek(parsing).text);
  if (operator === undefined || peek(parsing).kind !== 'symbol') throw unexpected(parsing);
  parsing.at++;
  return { kind: 'comparison', operator, left, right: readSum(parsing) };
}
