import type { Expression, Place, Query } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer } from './analyzer.ts';
import { bindOnce } from './bind-once.ts';
import { canCoerce, commonSuperType, sameType } from './coercion.ts';
import { convert, convertToOneType, type Placed } from './conversion.ts';
import { checkCorrelated, type SubqueryUse } from './correlated-subqueries.ts';
import { comparison } from './operators.ts';
import { isComparable, isOrderable } from './type-properties.ts';
import type { Plan, Typed } from './typed-tree.ts';

const BOOLEAN: SqlType = { kind: 'boolean' };
const VARCHAR: SqlType = { kind: 'varchar' };

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export function negated(not: boolean, value: Typed): Typed {
  return not ? { kind: 'not', type: BOOLEAN, value } : value;
}

function placed(expression: Expression, analyzer: Analyzer): Placed {
  return { value: analyzer.analyze(expression), at: expression.at };
}

export function between(expression: Of<'between'>, analyzer: Analyzer): Typed {
  const [value, low, high] = [expression.value, expression.low, expression.high].map((one) => placed(one, analyzer));
  if (value === undefined || low === undefined || high === undefined) throw new TypeError('three operands');
  const first = commonSuperType(value.value.type, low.value.type);
  const common = first && commonSuperType(first, high.value.type);
  if (common === undefined || !isOrderable(common)) {
    const [a = '', b = '', c = ''] = [value, low, high].map((one) => typeText(one.value.type));
    throw new AnalysisFailure(`Cannot check if ${a} is BETWEEN ${b} and ${c}`, expression.at);
  }
  const converted = { value: convert(value.value, common, value.at), at: value.at };
  const inside = bindOnce(converted, analyzer.context, (bound) => ({
    kind: 'logical',
    type: BOOLEAN,
    operator: 'and',
    terms: [comparison('>=', common, bound, low, expression.at), comparison('<=', common, bound, high, expression.at)],
  }));
  return negated(expression.not, inside);
}

export function inPredicate({ value, list, not, at }: Of<'in'>, analyzer: Analyzer): Typed {
  if (!Array.isArray(list)) return negated(not, inSubquery(placed(value, analyzer), list as Query, at, analyzer));
  const items = [value, ...(list as readonly Expression[])].map((item) => placed(item, analyzer));
  const { type, values } = convertToOneType(items, 'IN value and list items');
  if (!isComparable(type)) throw new AnalysisFailure(`${typeText(type)} is not comparable`, at);
  const [first, ...rest] = values;
  if (first === undefined) throw new TypeError('IN without a value');
  const any = bindOnce({ value: first, at: value.at }, analyzer.context, (bound) => {
    const terms = rest.map((item, index) =>
      comparison('=', type, bound, { value: item, at: items[index + 1]?.at ?? at }, at),
    );
    const [only] = terms;
    return only !== undefined && terms.length === 1 ? only : { kind: 'logical', type: BOOLEAN, operator: 'or', terms };
  });
  return negated(not, any);
}

export function like({ value, pattern, escape, not, at }: Of<'like'>, analyzer: Analyzer): Typed {
  const subject = analyzer.analyze(value);
  const text = subject.type.kind === 'char' ? subject : textOf(subject, 'Left side of LIKE expression', value);
  const operands = [text, textOf(analyzer.analyze(pattern), 'Pattern for LIKE expression', pattern)];
  if (escape !== undefined) operands.push(textOf(analyzer.analyze(escape), 'Escape for LIKE expression', escape));
  return negated(not, { kind: 'call', name: 'like', type: BOOLEAN, arguments: operands, at });
}

function textOf(value: Typed, what: string, { at }: Expression): Typed {
  if (value.type.kind === 'varchar') return value;
  if (canCoerce(value.type, VARCHAR)) return convert(value, VARCHAR, at);
  throw new AnalysisFailure(`${what} must evaluate to a varchar (actual: ${typeText(value.type)})`, at);
}

// Subqueries.

function planOf(query: Query, use: SubqueryUse, analyzer: Analyzer): Plan {
  if (analyzer.inLambda) throw new AnalysisFailure('Lambda expression cannot contain subqueries', query.at);
  const plan = analyzer.context.subquery(query);
  checkCorrelated(plan, use, query.at);
  return plan;
}

export function exists({ query }: Of<'exists'>, analyzer: Analyzer): Typed {
  return { kind: 'exists', type: BOOLEAN, plan: planOf(query, 'exists', analyzer) };
}

/** A query as a value: several columns are a row. */
export function scalarSubquery({ query }: Of<'subquery'>, analyzer: Analyzer): Typed {
  const plan = oneColumn(planOf(query, 'value', analyzer), query, analyzer);
  return { kind: 'scalar subquery', type: columnType(plan), plan };
}

function inSubquery(value: Placed, query: Query, at: Place, analyzer: Analyzer): Typed {
  return { kind: 'in subquery', type: BOOLEAN, ...bothSides(value, query, 'in', at, analyzer).sides };
}

export function quantified(expression: Of<'quantified comparison'>, analyzer: Analyzer): Typed {
  const { operator, quantifier, query, at } = expression;
  const { type, sides } = bothSides(placed(expression.left, analyzer), query, 'quantified', at, analyzer);
  const isEquality = operator === '=' || operator === '<>';
  if (!(isEquality ? isComparable(type) : isOrderable(type))) {
    const needed = isEquality ? 'comparable' : 'orderable';
    throw new AnalysisFailure(
      `Type [${typeText(type)}] must be ${needed} in order to be used in quantified comparison`,
      at,
    );
  }
  return { kind: 'quantified', type: BOOLEAN, operator, quantifier, ...sides };
}

/** A value and a query of one column that has the same type. */
function bothSides(value: Placed, query: Query, use: 'in' | 'quantified', at: Place, analyzer: Analyzer) {
  const plan = planOf(query, use, analyzer);
  const columns = rowType(plan);
  // Trino compares rows here, so that a value alone is a row of one field.
  const { type: given } = value.value;
  const row: SqlType =
    given.kind === 'row' || given.kind === 'unknown' ? given : { kind: 'row', fields: [{ type: given }] };
  const common = commonSuperType(row, columns);
  const fields = common?.kind === 'row' ? common.fields : [];
  const [only] = fields;
  if (common === undefined || only === undefined) {
    const types = `${typeText(row)} vs ${typeText(columns)}`;
    throw new AnalysisFailure(`Value expression and result of subquery must be of the same type: ${types}`, at);
  }
  // A row of one field, on either side, stands for its field.
  const single = fields.length === 1;
  const type = single ? only.type : common;
  const left =
    single && given.kind === 'row'
      ? ({ kind: 'field', type: given.fields[0]?.type ?? only.type, value: value.value, index: 0 } as const)
      : value.value;
  const narrowed = convertPlan(oneColumn(plan, query, analyzer), type, query, analyzer);
  return { type, sides: { value: convert(left, type, value.at), plan: narrowed } };
}

function rowType({ columns }: Plan): SqlType {
  return {
    kind: 'row',
    fields: columns.map(({ name, type }) => (name === undefined ? { type } : { name, type })),
  };
}

function columnType({ columns }: Plan): SqlType {
  return columns[0]?.type ?? { kind: 'unknown' };
}

function oneColumn(plan: Plan, query: Query, analyzer: Analyzer): Plan {
  if (plan.columns.length === 1) return plan;
  const fields = plan.columns.map(({ type }, column): Typed => ({ kind: 'column', type, plan: plan.id, column }));
  const row: Typed = { kind: 'call', name: 'row', type: rowType(plan), arguments: fields, at: query.at };
  return project(plan, row, analyzer);
}

function convertPlan(plan: Plan, type: SqlType, query: Query, analyzer: Analyzer): Plan {
  const from = columnType(plan);
  if (sameType(from, type)) return plan;
  return project(plan, convert({ kind: 'column', type: from, plan: plan.id, column: 0 }, type, query.at), analyzer);
}

function project(input: Plan, expression: Typed, analyzer: Analyzer): Plan {
  const columns = [{ type: expression.type }];
  return { id: analyzer.context.nextId(), columns, kind: 'project', input, expressions: [expression] };
}
