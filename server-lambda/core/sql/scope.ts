import type { Query, QueryBody, Relation, Select, SelectItem } from './syntax/tree.ts';

export interface NamedColumn {
  readonly name: string;
  /** Empty for a column that a query makes. */
  readonly meaning: string;
}

/** The table that there is. */
export interface SqlNames {
  readonly table: string;
  readonly columns: readonly NamedColumn[];
}

/** A table with a name, or with none where it is a subquery without an alias. */
interface NamedTable {
  readonly name: string;
  readonly columns: readonly NamedColumn[];
  /** The table that an alias stands for. */
  readonly meaning: string;
}

/** What WITH defines, from the innermost out. */
export interface Definitions {
  readonly table: NamedTable;
  readonly outer: Definitions | undefined;
}

/** What names mean at a place of a statement. */
export interface Scope {
  readonly definitions: Definitions | undefined;
  /** What stands in FROM, the innermost first. */
  readonly relations: readonly NamedTable[];
  /** Names that SELECT gives and ORDER BY may use. */
  readonly made: readonly NamedColumn[];
}

/** The scope of a query's body, and that of each table of its WITH. */
export function withDefinitions(
  query: Query,
  outer: Scope,
  names: SqlNames,
): { readonly scope: Scope; readonly ofTables: readonly Scope[] } {
  let scope: Scope = { ...outer, made: [] };
  const ofTables = query.with.map((table) => {
    const around = scope;
    const columns = renamed(columnsOfQuery(table.query, around, names), table.columns);
    const defined: NamedTable = { name: table.name.name, columns, meaning: '' };
    scope = { ...around, definitions: { table: defined, outer: around.definitions } };
    return around;
  });
  return { scope, ofTables };
}

/** What the ORDER BY of a query may name, given the scope of its body. */
export function withSorting({ body }: Query, scope: Scope, names: SqlNames): Scope {
  if (body.kind !== 'select') return scope;
  const made = body.items.flatMap((item) =>
    item.kind === 'expression' && item.alias !== undefined ? [column(item.alias.name)] : [],
  );
  return { ...withSelect(body, scope, names), made };
}

export function withSelect({ from }: Select, outer: Scope, names: SqlNames): Scope {
  const own = from.flatMap((relation) => tablesOf(relation, outer, names));
  return { ...outer, relations: [...own, ...outer.relations], made: [] };
}

/** Every table that WITH defines, the innermost first. */
export function definedTables({ definitions }: Scope): readonly NamedTable[] {
  const tables: NamedTable[] = [];
  for (let at = definitions; at !== undefined; at = at.outer) tables.push(at.table);
  return tables;
}

function column(name: string): NamedColumn {
  return { name, meaning: '' };
}

function renamed(columns: readonly NamedColumn[], given: readonly { readonly name: string }[]): readonly NamedColumn[] {
  return given.length === 0 ? columns : given.map(({ name }) => column(name));
}

function columnsOfQuery(query: Query, outer: Scope, names: SqlNames): readonly NamedColumn[] {
  return columnsOfBody(query.body, withDefinitions(query, outer, names).scope, names);
}

function columnsOfBody(body: QueryBody, scope: Scope, names: SqlNames): readonly NamedColumn[] {
  let first = body;
  while (first.kind === 'set operation') first = first.left;
  switch (first.kind) {
    case 'query':
      return columnsOfQuery(first, scope, names);
    case 'table query':
      return tableOf(first.name, scope, names).columns;
    case 'values':
      return [];
    case 'select': {
      const inner = withSelect(first, { ...scope, relations: [] }, names);
      return first.items.flatMap((item) => columnsOfItem(item, inner));
    }
  }
}

function columnsOfItem(item: SelectItem, { relations }: Scope): readonly NamedColumn[] {
  if (item.kind === 'all') {
    if (item.aliases.length > 0) return item.aliases.map(({ name }) => column(name));
    const of = item.of?.kind === 'name' ? item.of.name.name : undefined;
    return relations.filter(({ name }) => item.of === undefined || name === of).flatMap(({ columns }) => columns);
  }
  if (item.alias !== undefined) return [column(item.alias.name)];
  const { value } = item;
  if (value.kind === 'field') return [column(value.field.name)];
  if (value.kind !== 'name') return [];
  const { name } = value.name;
  const known = relations.flatMap(({ columns }) => columns).find((candidate) => candidate.name === name);
  return [known ?? column(name)];
}

/** The tables of a relation, from left to right. */
function tablesOf(relation: Relation, scope: Scope, names: SqlNames): readonly NamedTable[] {
  const tables: NamedTable[] = [];
  const pending = [relation];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'join') pending.push(next.right, next.left);
    else if (next.kind === 'sample' || next.kind === 'match recognize') pending.push(next.relation);
    else tables.push(singleTable(next, scope, names));
  }
  return tables;
}

type SingleRelation = Exclude<Relation, { kind: 'join' | 'sample' | 'match recognize' }>;

function singleTable(relation: SingleRelation, scope: Scope, names: SqlNames): NamedTable {
  switch (relation.kind) {
    case 'table':
      return tableOf(relation.name, scope, names);
    case 'derived table':
    case 'lateral':
      return { name: '', columns: columnsOfQuery(relation.query, scope, names), meaning: '' };
    case 'aliased': {
      const inner = tablesOf(relation.relation, scope, names);
      const columns = renamed(
        inner.flatMap((table) => table.columns),
        relation.columns,
      );
      return { name: relation.alias.name, columns, meaning: inner[0]?.name ?? '' };
    }
    case 'table function':
    case 'unnest':
    case 'json table':
      return { name: '', columns: [], meaning: '' };
  }
}

function tableOf(name: readonly { readonly name: string }[], { definitions }: Scope, names: SqlNames): NamedTable {
  const last = name.at(-1)?.name ?? '';
  if (name.length === 1)
    for (let at = definitions; at !== undefined; at = at.outer) if (at.table.name === last) return at.table;
  return { name: last, columns: last === names.table ? names.columns : [], meaning: '' };
}
