import type { SqlValue } from '#core/ports/query-engine.ts';
import type { Query } from '#core/sql/syntax/tree.ts';
import type { Session } from '../functions/implementation.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { analyzeQuery } from './query.ts';
import type { StatementContext } from './scope.ts';
import { isKind, walk } from './syntax-walk.ts';
import type { Plan } from './typed-tree.ts';

export interface Environment {
  /** The database of the table of cases. */
  readonly database: string;
  readonly session: Session;
  /** The values of `?`, in the statement's order. */
  readonly values: readonly SqlValue[];
}

export interface AnalyzedStatement {
  readonly plan: Plan;
  /** The columns of the result, as QueryResult names them. */
  readonly names: readonly string[];
}

/** Gives a query names and types. Throws AnalysisFailure for what Trino refuses, and for what this engine cannot do. */
export function analyzeStatement(tree: Query, environment: Environment): AnalyzedStatement {
  checkParameters(tree, environment.values);
  let ids = 0;
  const statement: StatementContext = { ...environment, nextId: () => ids++, query: analyzeQuery };
  const { plan } = within(() => analyzeQuery(tree, { statement, tables: new Map(), outer: () => undefined }));
  return { plan, names: columnNames(plan) };
}

function checkParameters(tree: Query, values: readonly SqlValue[]): void {
  let count = 0;
  walk(tree, (node) => {
    if (isKind(node, 'parameter')) count++;
    return true;
  });
  if (count !== values.length)
    throw new AnalysisFailure(`The statement has ${count} parameters, but ${values.length} values were given`);
}

/** A statement that is nested beyond the stack is refused. */
function within<Result>(analyze: () => Result): Result {
  try {
    return analyze();
  } catch (error) {
    if (error instanceof RangeError) throw new AnalysisFailure('The statement is nested too deeply');
    throw error;
  }
}

/** A column without a name, or with one that is taken, is called after its place. */
function columnNames({ columns }: Plan): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }, index) => {
    const given = name === undefined || taken.has(name) ? `_col${index}` : name;
    taken.add(given);
    return given;
  });
}
