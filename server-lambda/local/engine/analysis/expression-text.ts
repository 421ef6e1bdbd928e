import type { Call, Expression, Frame, FrameBound, SortItem, TypeName, Window } from '#core/sql/syntax/tree.ts';

/** An expression as Trino repeats it in messages. Subqueries and JSON calls are shortened. */
export function expressionText(expression: Expression): string {
  const text = expressionText;
  switch (expression.kind) {
    case 'literal':
      return literalText(expression);
    case 'typed literal':
      return `${expression.type.toUpperCase()} ${quoted(expression.text)}`;
    case 'interval': {
      const to = expression.to === undefined ? '' : ` TO ${expression.to.toUpperCase()}`;
      const sign = expression.negative ? '-' : '';
      return `INTERVAL ${sign}${quoted(expression.text)} ${expression.from.toUpperCase()}${to}`;
    }
    case 'parameter':
      return '?';
    case 'name':
      return expression.name.name;
    case 'measure':
      return expression.name.name + overText(expression.over);
    case 'field':
      return `${text(expression.base)}.${expression.field.name}`;
    case 'niladic':
      return `${expression.name.toUpperCase()}${expression.precision === undefined ? '' : `(${expression.precision})`}`;
    case 'sign':
      return `${expression.operator}${text(expression.operand)}`;
    case 'not':
      return `(NOT ${text(expression.operand)})`;
    case 'logical':
      return `(${expression.terms.map(text).join(` ${expression.operator.toUpperCase()} `)})`;
    case 'arithmetic':
    case 'comparison':
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case 'concatenation':
      return expression.parts.map(text).reduce((left, right) => `concat(${left}, ${right})`);
    case 'between':
      return `(${text(expression.value)} ${not(expression)}BETWEEN ${text(expression.low)} AND ${text(expression.high)})`;
    case 'in':
      return `(${text(expression.value)} ${not(expression)}IN (${'kind' in expression.list ? '...' : texts(expression.list)}))`;
    case 'like':
      return `(${text(expression.value)} ${not(expression)}LIKE ${text(expression.pattern)})`;
    case 'is null':
      return `(${text(expression.value)} IS ${not(expression)}NULL)`;
    case 'is distinct from':
      return `(${text(expression.left)} IS ${not(expression)}DISTINCT FROM ${text(expression.right)})`;
    case 'quantified comparison':
      return `(${text(expression.left)} ${expression.operator} ${expression.quantifier.toUpperCase()} (...))`;
    case 'exists':
      return '(EXISTS (...))';
    case 'subquery':
      return '(...)';
    case 'case':
      return caseText(expression);
    case 'cast':
      return `${expression.safe ? 'TRY_' : ''}CAST(${text(expression.value)} AS ${typeNameText(expression.type)})`;
    case 'extract':
      return `EXTRACT(${expression.field.name.toUpperCase()} FROM ${text(expression.from)})`;
    case 'trim':
      return `trim(${text(expression.from)})`;
    case 'at time zone':
      return `${text(expression.value)} AT TIME ZONE ${text(expression.zone)}`;
    case 'array':
      return `ARRAY[${texts(expression.items)}]`;
    case 'row':
      return `ROW (${texts(expression.items)})`;
    case 'subscript':
      return `${text(expression.base)}[${text(expression.index)}]`;
    case 'lambda':
      return `(${expression.parameters.map(({ name }) => name).join(', ')}) -> ${text(expression.body)}`;
    case 'grouping':
      return `GROUPING (${expression.names.map((parts) => parts.map(({ name }) => name).join('.')).join(', ')})`;
    case 'call':
      return callText(expression);
    case 'json call':
      return `${expression.name.toUpperCase()}(...)`;
  }
}

function texts(expressions: readonly Expression[]): string {
  return expressions.map(expressionText).join(', ');
}

function not(expression: { readonly not: boolean }): string {
  return expression.not ? 'NOT ' : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function literalText({ type, text }: Extract<Expression, { kind: 'literal' }>): string {
  if (type === 'null') return 'null';
  if (type === 'binary') return `X${quoted(text)}`;
  return type === 'string' ? quoted(text) : text;
}

function caseText({ operand, whens, otherwise }: Extract<Expression, { kind: 'case' }>): string {
  return [
    operand === undefined ? '(CASE' : `(CASE ${expressionText(operand)}`,
    ...whens.map(({ when, then }) => `WHEN ${expressionText(when)} THEN ${expressionText(then)}`),
    ...(otherwise === undefined ? [] : [`ELSE ${expressionText(otherwise)}`]),
    'END)',
  ].join(' ');
}

function callText(call: Call): string {
  const name = call.name.map((part) => part.name).join('.');
  const values = call.star ? '*' : texts(call.arguments);
  const distinct = call.distinct ? 'DISTINCT ' : '';
  const filter = call.filter === undefined ? '' : ` FILTER (WHERE ${expressionText(call.filter)})`;
  const within = call.withinGroup === undefined ? '' : ` WITHIN GROUP (${orderText(call.withinGroup).trim()})`;
  return `${name}(${distinct}${values}${orderText(call.orderBy)})${within}${filter}${overText(call.over)}`;
}

function overText(over: Call['over']): string {
  if (over === undefined) return '';
  if (!('kind' in over)) return ` OVER ${over.name}`;
  return ` OVER (${windowText(over)})`;
}

function windowText({ base, partitionBy, orderBy, frame }: Window): string {
  const partition = partitionBy.length === 0 ? '' : ` PARTITION BY ${texts(partitionBy)}`;
  return `${base?.name ?? ''}${partition}${orderText(orderBy)}${frame === undefined ? '' : frameText(frame)}`.trim();
}

function frameText({ unit, start, end }: Frame): string {
  const bounds = end === undefined ? boundText(start) : `BETWEEN ${boundText(start)} AND ${boundText(end)}`;
  return ` ${unit.toUpperCase()} ${bounds}`;
}

function boundText(bound: FrameBound): string {
  const value = 'value' in bound ? `${expressionText(bound.value)} ` : '';
  return value + bound.kind.toUpperCase();
}

function orderText(items: readonly SortItem[]): string {
  if (items.length === 0) return '';
  const parts = items.map(({ value, descending }) => `${expressionText(value)} ${descending ? 'DESC' : 'ASC'}`);
  return ` ORDER BY ${parts.join(', ')}`;
}

function typeNameText(type: TypeName): string {
  if (type.kind === 'row type') return 'ROW(...)';
  const parameters = type.parameters.map((part) => (typeof part === 'number' ? String(part) : typeNameText(part)));
  return type.name + (parameters.length === 0 ? '' : `(${parameters.join(', ')})`);
}
