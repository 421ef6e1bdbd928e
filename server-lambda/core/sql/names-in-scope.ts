import { CaseInsightsError } from '../errors.ts';
import type { StatementAtCaret } from './caret.ts';
import type { Token } from './lexer.ts';
import {
  type NamedColumn,
  type Scope,
  type SqlNames,
  definedTables,
  withDefinitions,
  withSelect,
  withSorting,
} from './scope.ts';
import { parseTokens } from './syntax/parse.ts';
import type { Expression, Query, Select, StatementTree } from './syntax/tree.ts';

export interface NamesInScope {
  /** What the word at the caret is: a table, a column of the table before the dot, or part of an expression. */
  readonly place: 'table' | 'field' | 'value';
  readonly columns: readonly NamedColumn[];
  readonly tables: readonly { readonly text: string; readonly kind: 'table'; readonly meaning: string }[];
}

/** What can be named at the caret. Where the statement cannot be read, the table and its columns. */
export function namesInScope(read: StatementAtCaret, names: SqlNames): NamesInScope {
  const found = find(read, names);
  const known = { name: names.table, columns: names.columns, meaning: '' };
  const defined = found === undefined ? [] : definedTables(found.scope);
  const relations = found?.scope.relations ?? [];
  const tables = [known, ...defined.filter(({ name }) => name !== names.table)];
  if (found?.place === 'table') return { place: 'table', columns: [], tables: tables.map(tableSuggestion) };
  if (found?.place === 'field') {
    const of = relations.filter(({ name }) => name === found.qualifier);
    return { place: 'field', columns: distinct(of.flatMap(({ columns }) => columns)), tables: [] };
  }
  const aliases = relations.filter(({ name }) => name !== '' && tables.every((table) => table.name !== name));
  const columns = [...(found?.scope.made ?? []), ...relations.flatMap((relation) => relation.columns)];
  return {
    place: 'value',
    columns: distinct(columns.length === 0 ? names.columns : columns),
    tables: [...aliases, ...tables].map(tableSuggestion),
  };
}

function tableSuggestion({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return { text: name, kind: 'table', meaning } as const;
}

function distinct(columns: readonly NamedColumn[]): readonly NamedColumn[] {
  const seen = new Set<string>();
  return columns.filter(({ name }) => !seen.has(name) && seen.add(name));
}

interface Found {
  readonly place: NamesInScope['place'];
  readonly qualifier: string | undefined;
  readonly scope: Scope;
}

function find(read: StatementAtCaret, names: SqlNames): Found | undefined {
  const marker = read.tokens[read.word];
  const tree = readable(read);
  return marker === undefined || tree === undefined ? undefined : search(tree, marker, names);
}

/** How many of the last tokens may be left out, so that the rest is a statement. */
const MAX_LEFT_OUT = 8;

/** The statement around the caret, without what is not yet written to its end. */
function readable({ tokens, word }: StatementAtCaret): StatementTree | undefined {
  const shortest = Math.max(word + 1, tokens.length - MAX_LEFT_OUT);
  for (let end = tokens.length; end >= shortest; end--) {
    const tree = parsed(closed(tokens.slice(0, end)));
    if (tree !== undefined) return tree;
  }
  return parsed(closed(tokens.slice(0, word + 1)));
}

function parsed(tokens: readonly Token[]): StatementTree | undefined {
  try {
    return parseTokens(tokens);
  } catch (error) {
    if (error instanceof CaseInsightsError) return undefined;
    throw error;
  }
}

/** The same with the parentheses that are open at its end closed. */
function closed(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  let open = 0;
  for (const { kind, text } of tokens) if (kind === 'symbol') open += text === '(' ? 1 : text === ')' ? -1 : 0;
  if (last === undefined || open <= 0) return tokens;
  const close: Token = { ...last, kind: 'symbol', text: ')', start: last.end, end: last.end };
  return [...tokens, ...Array<Token>(open).fill(close)];
}

interface Pending {
  readonly node: unknown;
  readonly scope: Scope;
  /** The nearest node around it that has a kind. */
  readonly owner: { readonly kind: string } | undefined;
}

/** Finds the name that stands where the marker does, and what is in scope there. Without recursion, as chains are long. */
function search(tree: StatementTree, marker: Token, names: SqlNames): Found | undefined {
  const pending: Pending[] = [
    { node: tree, scope: { definitions: undefined, relations: [], made: [] }, owner: undefined },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, scope, owner } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (isMarker(node, marker)) return { ...placeOf(owner), scope };
    if (isQuery(node)) pending.push(...partsOfQuery(node, scope, names));
    else {
      const inner = isSelect(node) ? withSelect(node, scope, names) : scope;
      const holder = 'kind' in node ? (node as { kind: string }) : owner;
      for (const part of Object.values(node)) pending.push({ node: part, scope: inner, owner: holder });
    }
  }
  return undefined;
}

/** A column of JSON_TABLE is of kind `query`, too. */
function isQuery(node: object): node is Query {
  return 'kind' in node && node.kind === 'query' && 'body' in node;
}

function isSelect(node: object): node is Select {
  return 'kind' in node && node.kind === 'select';
}

function isMarker(node: object, { start, end }: Token): boolean {
  if (!('name' in node) || typeof node.name !== 'string' || !('at' in node) || 'kind' in node) return false;
  const at = node.at as { readonly start: number; readonly end: number };
  return at.start === start && at.end === end;
}

function placeOf(owner: Pending['owner']): Pick<Found, 'place' | 'qualifier'> {
  if (owner?.kind === 'table' || owner?.kind === 'table query') return { place: 'table', qualifier: undefined };
  if (owner?.kind !== 'field') return { place: 'value', qualifier: undefined };
  const { base } = owner as Extract<Expression, { kind: 'field' }>;
  return { place: 'field', qualifier: base.kind === 'name' ? base.name.name : undefined };
}

function partsOfQuery(query: Query, outer: Scope, names: SqlNames): readonly Pending[] {
  const { scope, ofTables } = withDefinitions(query, outer, names);
  return [
    ...query.with.map((table, index) => ({ node: table, scope: ofTables[index] ?? outer, owner: undefined })),
    { node: query.body, scope, owner: undefined },
    { node: query.orderBy, scope: withSorting(query, scope, names), owner: undefined },
  ];
}
