import { typeText } from '../types.ts';
import type { Plan, Typed } from './typed-tree.ts';

const INFIX: readonly string[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'is distinct from',
  '||',
  'like',
];

/** How a column of a plan is called. */
export type ColumnName = (plan: number, column: number) => string;

/** An expression with all its conversions, for people. Subqueries are shortened. */
export function typedText(typed: Typed, nameOf: ColumnName): string {
  const text = (value: Typed): string => typedText(value, nameOf);
  const texts = (values: readonly Typed[]): string => values.map(text).join(', ');
  switch (typed.kind) {
    case 'constant':
      return constantText(typed);
    case 'column':
      return nameOf(typed.plan, typed.column);
    case 'variable':
      return `v${typed.id}`;
    case 'let':
      return `(v${typed.id} := ${text(typed.value)}; ${text(typed.body)})`;
    case 'call': {
      const { name, arguments: values } = typed;
      const infix = INFIX.includes(name) && values.length === 2;
      return infix ? `(${values.map(text).join(` ${name.toUpperCase()} `)})` : `${name}(${texts(values)})`;
    }
    case 'cast':
      return `${typed.safe ? 'TRY_' : ''}CAST(${text(typed.value)} AS ${typeText(typed.type)})`;
    case 'logical':
      return `(${typed.terms.map(text).join(` ${typed.operator.toUpperCase()} `)})`;
    case 'not':
      return `(NOT ${text(typed.value)})`;
    case 'is null':
      return `(${text(typed.value)} IS NULL)`;
    case 'case':
      return `CASE ${typed.whens.map(({ when, then }) => `WHEN ${text(when)} THEN ${text(then)}`).join(' ')} ELSE ${text(typed.otherwise)} END`;
    case 'coalesce':
      return `coalesce(${texts(typed.values)})`;
    case 'nullif':
      return `nullif(v${typed.id} := ${text(typed.value)}; ${text(typed.equal)})`;
    case 'try':
      return `try(${text(typed.value)})`;
    case 'lambda':
      return `(${typed.parameters.map(({ id }) => `v${id}`).join(', ')}) -> ${text(typed.body)}`;
    case 'field':
      return `${text(typed.value)}.${fieldName(typed)}`;
    case 'scalar subquery':
      return '(subquery)';
    case 'exists':
      return 'EXISTS (subquery)';
    case 'in subquery':
      return `(${text(typed.value)} IN (subquery))`;
    case 'quantified':
      return `(${text(typed.value)} ${typed.operator} ${typed.quantifier.toUpperCase()} (subquery))`;
  }
}

function constantText({ value, type }: Extract<Typed, { kind: 'constant' }>): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'bigint' && type.kind === 'bigint') return String(value);
  return `${typeText(type)} constant`;
}

function fieldName({ value, index }: Extract<Typed, { kind: 'field' }>): string {
  const name = value.type.kind === 'row' ? value.type.fields[index]?.name : undefined;
  return name ?? `field${index}`;
}

/** The plans of the subqueries in an expression. */
export function subqueriesOf(value: unknown): readonly Plan[] {
  if (Array.isArray(value)) return value.flatMap(subqueriesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    // Only these nodes have a plan that is an object; that of a column is a number.
    key === 'plan' && typeof part === 'object'
      ? [part as Plan]
      : key === 'at' || key === 'type'
        ? []
        : subqueriesOf(part),
  );
}
