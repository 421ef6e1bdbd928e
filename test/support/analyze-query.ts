import assert from 'node:assert/strict';
import { parseStatement } from '../../server-lambda/core/sql/syntax/parse.ts';
import { AnalysisFailure } from '../../server-lambda/local/engine/analysis/analysis-failure.ts';
import { analyzeStatement, type AnalyzedStatement } from '../../server-lambda/local/engine/analysis/analyze.ts';
import { answerStatement, type StatementAnswer } from '../../server-lambda/local/engine/analysis/answer-statement.ts';
import { typeText } from '../../server-lambda/local/engine/types.ts';
import { TEST_NOW } from './evaluate-function.ts';

function environmentOf(values: readonly (string | number)[]) {
  return { database: 'case_insights', session: { now: TEST_NOW }, values };
}

export function analyzeSql(sql: string, values: readonly (string | number)[] = []): AnalyzedStatement {
  const tree = parseStatement(sql);
  assert.ok(tree.kind === 'query');
  return analyzeStatement(tree, environmentOf(values));
}

export function answerSql(sql: string): StatementAnswer {
  return answerStatement(parseStatement(sql), environmentOf([]));
}

/** The columns of a query with their types, `a integer, b varchar`; or the sentence that refuses it, with its place. */
export function columnsOrFailure(sql: string, values: readonly (string | number)[] = []): string {
  try {
    const { plan, names } = analyzeSql(sql, values);
    return plan.columns.map(({ type }, index) => `${names[index] ?? '?'} ${typeText(type)}`).join(', ');
  } catch (error) {
    if (!(error instanceof AnalysisFailure)) throw error;
    return (error.at === undefined ? '' : `line ${error.at.line}:${error.at.column}: `) + error.message;
  }
}
