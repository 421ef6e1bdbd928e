import type { SqlValue } from '#core/ports/query-engine.ts';
import type { Identifier, Query } from '#core/sql/syntax/tree.ts';
import type { Session } from '../functions/implementation.ts';
import type { SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Plan, Typed } from './typed-tree.ts';

/** What holds for a whole statement. */
export interface StatementContext {
  readonly database: string;
  readonly session: Session;
  /** The values of `?`, in the statement's order. */
  readonly values: readonly SqlValue[];
  /** A number that no plan, variable or table of the statement has yet. */
  nextId(): number;
  /** Gives a query within the statement names and types. */
  query(query: Query, scope: QueryScope): Rows;
}

/** What a query may name of what is around it. */
export interface QueryScope {
  readonly statement: StatementContext;
  readonly tables: ReadonlyMap<string, CommonTableEntry>;
  /** The column of a query around this one; undefined where none has the name. */
  outer(parts: readonly Identifier[]): Typed | undefined;
}

/** The scope at places where Trino takes no columns of the queries around. */
export function withoutOuter(scope: QueryScope): QueryScope {
  return {
    ...scope,
    outer(parts) {
      if (scope.outer(parts) === undefined) return undefined;
      throw new AnalysisFailure(
        `Given correlated subquery is not supported: '${dotted(parts)}' is a column of a query around it`,
        parts[0]?.at,
        'Compute the value in a subquery of FROM, and join it.',
      );
    },
  };
}

/** What WITH defines. */
export interface CommonTableEntry {
  /** A plan that reads the table, with an id of its own. */
  read(name: Identifier): Rows;
}

/** A column as names find it. */
export interface Field {
  readonly name?: string;
  /** What stands before the column's name: the table's name as it is written, or its alias. */
  readonly relation?: readonly string[];
  readonly type: SqlType;
}

/** A plan whose columns can be named; field n is column n. */
export interface Rows {
  readonly plan: Plan;
  readonly fields: readonly Field[];
}

export interface FoundColumn {
  readonly column: number;
  /** Fields of the row that the column holds, from the outside in. */
  readonly rest: readonly Identifier[];
}

/** Finds the column that `a`, `t.a` or `t.a.field` names; undefined without one. Throws AnalysisFailure for several. */
export type FindColumn = (parts: readonly Identifier[]) => FoundColumn | undefined;

export function columnFinder(fields: readonly Field[]): FindColumn {
  const byName = new Map<string, number[]>();
  fields.forEach(({ name }, column) => {
    if (name === undefined) return;
    const columns = byName.get(name);
    if (columns === undefined) byName.set(name, [column]);
    else columns.push(column);
  });
  return (parts) => {
    for (let length = parts.length; length > 0; length--) {
      const qualifier = parts.slice(0, length - 1).map(({ name }) => name);
      const named = byName.get(parts[length - 1]?.name ?? '') ?? [];
      const [column, second] = named.filter((index) => endsWith(fields[index]?.relation ?? [], qualifier));
      if (second !== undefined) throw new AnalysisFailure(`Column '${dotted(parts)}' is ambiguous`, parts[0]?.at);
      if (column !== undefined) return { column, rest: parts.slice(length) };
    }
    return undefined;
  };
}

/** `t` and `database.t` both mean `database.t`. */
export function endsWith(names: readonly string[], end: readonly string[]): boolean {
  const start = names.length - end.length;
  return start >= 0 && end.every((name, index) => names[start + index] === name);
}

export function dotted(parts: readonly Identifier[]): string {
  return parts.map(({ name }) => name).join('.');
}

export function columnOf(plan: Plan, column: number): Typed {
  return { kind: 'column', plan: plan.id, column, type: plan.columns[column]?.type ?? { kind: 'unknown' } };
}

/** The fields of a relation under an alias of its own. */
export function withRelation(fields: readonly Field[], relation: readonly string[]): readonly Field[] {
  return fields.map((field) => ({ ...field, relation }));
}

/** A field without a relation; also one without a name. */
export function fieldNamed(name: string | undefined, type: SqlType): Field {
  return name === undefined ? { type } : { name, type };
}
