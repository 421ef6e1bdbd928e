import type { CommonTable, Place, QualifiedName, Query, QueryBody, Relation, StatementTree } from './tree.ts';

/** What a statement reads or asks about. `anything` is what no table or database bounds, such as SHOW ROLES. */
export interface Subject {
  readonly kind: 'table' | 'table function' | 'database' | 'catalog' | 'anything';
  /** Unquoted and in lower case. */
  readonly parts: readonly string[];
  readonly at: Place;
}

/**
 * Every table and table function that a statement reads, and what SHOW and DESCRIBE ask about, in order. Names that a
 * WITH defines count as tables only where they are out of scope.
 */
export function subjectsOf(tree: StatementTree): readonly Subject[] {
  switch (tree.kind) {
    case 'query':
      return sourcesOf(tree);
    case 'explain':
      return subjectsOf(tree.statement);
    case 'describe':
      return [subject('table', tree.name)];
    case 'show':
      return tree.query === undefined ? shown(tree) : sourcesOf(tree.query);
  }
}

const DATABASE_LISTS: readonly string[] = ['tables', 'views', 'functions', 'create database'];

function shown({ what, name, at }: Extract<StatementTree, { kind: 'show' }>): readonly Subject[] {
  if (what === 'roles' || (what === 'grants' && name === undefined)) return [{ kind: 'anything', parts: [], at }];
  if (name === undefined) return [];
  const kind = DATABASE_LISTS.includes(what) ? 'database' : what === 'databases' ? 'catalog' : 'table';
  return [subject(kind, name)];
}

function subject(kind: Subject['kind'], name: QualifiedName): Subject {
  const [first] = name;
  if (first === undefined) throw new RangeError('a name has at least one part');
  return { kind, parts: name.map((part) => part.name), at: first.at };
}

/** The first `count` names that a WITH defines, and those around it. */
interface Scope {
  /** Where each name stands in the list, from 0. */
  readonly names: ReadonlyMap<string, number>;
  readonly count: number;
  readonly outer: Scope | undefined;
}

type Source = Extract<Relation | QueryBody, { kind: 'table' | 'table query' | 'table function' }>;

function isSource(node: object): node is Source {
  return 'kind' in node && (node.kind === 'table' || node.kind === 'table query' || node.kind === 'table function');
}

/** A column of JSON_TABLE is of kind `query`, too. */
function isQuery(node: object): node is Query {
  return 'kind' in node && node.kind === 'query' && 'body' in node;
}

function isDefined({ kind, name }: Source, scope: Scope | undefined): boolean {
  const [only, ...others] = name;
  if (kind === 'table function' || only === undefined || others.length > 0) return false;
  for (let at = scope; at !== undefined; at = at.outer)
    if ((at.names.get(only.name) ?? Infinity) < at.count) return true;
  return false;
}

/** What is still to be walked, the next last: a chain of operators may be as long as a statement. */
type Pending = { readonly node: unknown; readonly scope: Scope | undefined }[];

function sourcesOf(query: Query): readonly Subject[] {
  const sources: Subject[] = [];
  const pending: Pending = [{ node: query, scope: undefined }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, scope } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (isQuery(node)) pushQuery(pending, node, scope);
    else pushParts(pending, node, scope);
    if (isSource(node) && !isDefined(node, scope))
      sources.push(subject(node.kind === 'table function' ? 'table function' : 'table', node.name));
  }
  return sources.sort((one, other) => one.at.start - other.at.start);
}

function pushParts(pending: Pending, node: object, scope: Scope | undefined): void {
  for (const part of Object.values(node)) if (typeof part === 'object') pending.push({ node: part, scope });
}

/** `self` is the table that WITH RECURSIVE defines by this query. */
function pushQuery(pending: Pending, query: Query, outer: Scope | undefined, self?: CommonTable): void {
  const { recursive, with: tables, body, orderBy } = query;
  const names = new Map<string, number>();
  for (const [index, table] of tables.entries()) {
    pushQuery(pending, table.query, { names, count: index, outer }, recursive ? table : undefined);
    if (!names.has(table.name.name)) names.set(table.name.name, index);
  }
  const scope = tables.length === 0 ? outer : { names, count: tables.length, outer };
  if (self === undefined) pending.push({ node: body, scope });
  else pushRecursive(pending, body, scope, { names: new Map([[self.name.name, 0]]), count: 1, outer: scope });
  pending.push({ node: orderBy, scope });
}

/** A recursive query sees itself after its UNION only; before that, the name is another table's. */
function pushRecursive(pending: Pending, body: QueryBody, scope: Scope | undefined, inStep: Scope): void {
  let left = body;
  const seen: { readonly node: QueryBody; readonly union: boolean }[] = [];
  while (left.kind === 'set operation') {
    seen.push({ node: left.right, union: left.operator === 'union' });
    left = left.left;
  }
  pending.push({ node: left, scope });
  let unions = false;
  for (const { node, union } of seen.reverse()) {
    unions ||= union;
    pending.push({ node, scope: unions ? inStep : scope });
  }
}
