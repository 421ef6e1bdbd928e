import type { Expression, Place } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { Typed } from './typed-tree.ts';

/** An expression with names and types. Throws AnalysisFailure in Trino's words. */
export function analyzeExpression(expression: Expression, _context: ExpressionContext): Typed {
  throw new AnalysisFailure(`The embedded engine does not know ${expression.kind}`, expression.at);
}

/** A condition, named as Trino's sentence does: `WHERE clause`. Throws AnalysisFailure unless it is a boolean. */
export function analyzeCondition(expression: Expression, _clause: string, context: ExpressionContext): Typed {
  return analyzeExpression(expression, context);
}

/** A field of a row by its name. Throws AnalysisFailure for a value that is no row, and for a row without the field. */
export function fieldOf(_base: Typed, field: { readonly name: string; readonly at: Place }): Typed {
  throw new AnalysisFailure(`Column '${field.name}' cannot be resolved`, field.at);
}
