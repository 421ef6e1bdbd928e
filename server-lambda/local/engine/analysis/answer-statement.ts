import type { Cell } from '#core/ports/query-engine.ts';
import { parseStatement } from '#core/sql/syntax/parse.ts';
import type { StatementTree } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { analyzeStatement, type AnalyzedStatement, type Environment } from './analyze.ts';
import { explainPlan } from './explain.ts';
import { answerDescribe, answerShow, type MetadataAnswer } from './metadata.ts';

/** The plan that answers a statement, or the answer itself. */
export type StatementAnswer =
  | ({ readonly kind: 'plan' } & AnalyzedStatement)
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/** Any statement that reads: a query, SHOW, DESCRIBE or EXPLAIN. Throws AnalysisFailure. */
export function answerStatement(tree: StatementTree, environment: Environment): StatementAnswer {
  switch (tree.kind) {
    case 'query':
      return { kind: 'plan', ...analyzeStatement(tree, environment) };
    case 'show':
      return fromCatalogue(answerShow(tree, environment.database), environment);
    case 'describe':
      return fromCatalogue(answerDescribe(tree, environment.database), environment);
    case 'explain':
      return explain(tree, environment);
  }
}

function fromCatalogue(answer: MetadataAnswer, environment: Environment): StatementAnswer {
  if (answer.kind === 'rows') return answer;
  return answerStatement(parseStatement(answer.sql), { ...environment, values: [] });
}

/** The plan of ours, whatever is asked of ANALYZE: nothing runs. */
function explain(
  { statement, options, at }: Extract<StatementTree, { kind: 'explain' }>,
  environment: Environment,
): StatementAnswer {
  if (statement.kind !== 'query') throw new AnalysisFailure('The embedded engine explains queries only', at);
  const other = options.find((option) => !TEXT_OPTIONS.includes(option));
  if (other !== undefined)
    throw new AnalysisFailure(
      `The embedded engine has no EXPLAIN of the kind ${other.toUpperCase()}`,
      at,
      'Write EXPLAIN before the query, without options.',
    );
  const { plan, names } = analyzeStatement(statement, environment);
  if (options.includes('validate')) return { kind: 'rows', columns: ['valid'], rows: [[true]] };
  return { kind: 'rows', columns: ['query plan'], rows: explainPlan(plan, names).map((line) => [line]) };
}

const TEXT_OPTIONS: readonly string[] = ['text', 'logical', 'distributed', 'validate'];
