import type { Expression, Identifier, SelectItem } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { rowContext } from './expression-contexts.ts';
import { analyzeExpression } from './expressions.ts';
import { dotted, endsWith, type QueryScope, type Rows } from './scope.ts';
import { partsOf } from './names.ts';

/** One column of a SELECT. */
export type Item = { readonly name?: string } & (
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** A column of the rows that FROM and WHERE give, from `*`. */
  | { readonly kind: 'column'; readonly column: number }
  /** A field of a row, from `row.*`. */
  | { readonly kind: 'field'; readonly row: Expression; readonly index: number; readonly type: SqlType }
);

/** The columns that the items of a SELECT stand for. */
export function expandItems(
  items: readonly SelectItem[],
  source: Rows,
  hasFrom: boolean,
  scope: QueryScope,
): readonly Item[] {
  return items.flatMap((item): readonly Item[] => {
    if (item.kind === 'expression') return [{ kind: 'expression', expression: item.value, ...nameOf(item) }];
    const columns = item.of === undefined ? allColumns(item, source, hasFrom) : columnsOf(item, item.of, source, scope);
    return renamed(columns, item);
  });
}

function nameOf({ value, alias }: Extract<SelectItem, { kind: 'expression' }>): { readonly name?: string } {
  if (alias !== undefined) return { name: alias.name };
  return named(partsOf(value)?.at(-1)?.name);
}

type All = Extract<SelectItem, { kind: 'all' }>;

function allColumns({ at }: All, { fields }: Rows, hasFrom: boolean): readonly Item[] {
  if (!hasFrom) throw new AnalysisFailure('SELECT * not allowed in queries without FROM clause', at);
  return fields.map(({ name }, column) => ({ kind: 'column', column, ...named(name) }));
}

/** `t.*` or `row.*` */
function columnsOf({ at }: All, of: Expression, source: Rows, scope: QueryScope): readonly Item[] {
  const parts = partsOf(of);
  const relation = parts === undefined ? [] : relationColumns(parts, source);
  if (relation.length > 0) return relation;
  if (parts?.length === 1) throw new AnalysisFailure(`Unable to resolve reference ${dotted(parts)}`, at);
  const { type } = analyzeExpression(of, rowContext(source, 'SELECT of all fields', scope));
  if (type.kind !== 'row') throw new AnalysisFailure('Only a table or a row can stand before .*', at);
  return type.fields.map((field, index) => ({
    kind: 'field',
    row: of,
    index,
    type: field.type,
    ...named(field.name),
  }));
}

function relationColumns(parts: readonly Identifier[], { fields }: Rows): readonly Item[] {
  const names = parts.map(({ name }) => name);
  return fields.flatMap(({ name, relation = [] }, column) =>
    relation.length > 0 && endsWith(relation, names) ? [{ kind: 'column', column, ...named(name) }] : [],
  );
}

function renamed(columns: readonly Item[], { aliases, at }: All): readonly Item[] {
  if (aliases.length === 0) return columns;
  if (aliases.length !== columns.length)
    throw new AnalysisFailure(
      `Column alias list has ${aliases.length} entries but relation has ${columns.length} columns`,
      at,
    );
  return columns.map((column, index) => ({ ...column, ...named(aliases[index]?.name) }));
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
