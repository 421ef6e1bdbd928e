import type { Expression } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { StatementContext } from './scope.ts';

/** The share of rows that TABLESAMPLE asks for, 0 to 100. Throws AnalysisFailure for what is no number, or another one. */
export function samplePercentage(expression: Expression, statement: StatementContext): number {
  const percentage = numberOf(expression, statement);
  if (percentage === undefined)
    throw new AnalysisFailure('Sample percentage should be a number here', expression.at, 'Write it as digits.');
  if (percentage > 100) throw new AnalysisFailure('Sample percentage must be less than or equal to 100', expression.at);
  if (percentage < 0) throw new AnalysisFailure('Sample percentage must be greater than or equal to 0', expression.at);
  return percentage;
}

function numberOf(expression: Expression, statement: StatementContext): number | undefined {
  if (expression.kind === 'sign') {
    const value = numberOf(expression.operand, statement);
    return value === undefined || expression.operator === '+' ? value : -value;
  }
  if (expression.kind === 'parameter') {
    const value = statement.values[expression.index];
    return typeof value === 'number' ? value : undefined;
  }
  const numeric = expression.kind === 'literal' && ['integer', 'decimal', 'double'].includes(expression.type);
  return numeric ? Number(expression.text.replaceAll('_', '')) : undefined;
}
