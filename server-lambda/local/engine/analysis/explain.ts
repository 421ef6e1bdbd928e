import { typeText } from '../types.ts';
import { inputsOf } from './plan-walk.ts';
import { subqueriesOf, typedText, type ColumnName } from './typed-text.ts';
import type { AggregateCall, Plan, PlanColumn, SortKey, Typed, WindowCall } from './typed-tree.ts';

/** A plan as lines of text: each step, then what it reads, further in. */
export function explainPlan(plan: Plan, names: readonly string[]): readonly string[] {
  const columns = new Map<number, readonly PlanColumn[]>();
  const nameOf: ColumnName = (id, column) => columns.get(id)?.[column]?.name ?? `$${id}.${column}`;
  const output = plan.columns.map(({ type }, index) => `${names[index] ?? ''}:${typeText(type)}`).join(', ');

  const lines = (step: Plan): readonly string[] => {
    const below = inputsOf(step).map(lines);
    columns.set(step.id, step.columns);
    const subqueries = subqueriesOf(expressionsOf(step)).flatMap((part) => ['Subquery', ...indented(lines(part))]);
    return [stepText(step, nameOf), ...indented([...below.flat(), ...subqueries])];
  };
  return [`Output [${output}]`, ...indented(lines(plan))];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${line}`);
}

/** What of a step is no plan that it reads. */
function expressionsOf(step: Plan): unknown {
  const {
    left: _left,
    right: _right,
    input: _input,
    tables: _tables,
    ...rest
  } = step as Plan & Readonly<Record<string, unknown>>;
  return rest;
}

function stepText(step: Plan, nameOf: ColumnName): string {
  const text = (value: Typed) => typedText(value, nameOf);
  switch (step.kind) {
    case 'scan':
      return 'TableScan [case_summary]';
    case 'values':
      return `Values [${step.rows.length} rows]`;
    case 'project':
      return `Project [${step.expressions.map(text).join(', ')}]`;
    case 'filter':
      return `Filter [${text(step.condition)}]`;
    case 'join': {
      const condition = step.condition === undefined ? '' : ` [${text(step.condition)}]`;
      return `${title(step.type)}Join${step.lateral ? ' lateral' : ''}${condition}`;
    }
    case 'unnest':
      return `Unnest [${step.arguments.map(text).join(', ')}]${step.ordinality ? ' with ordinality' : ''}${step.outer ? ' outer' : ''}`;
    case 'aggregate': {
      const keys = step.keys.map(text);
      const sets =
        step.sets.length === 1
          ? keys.join(', ')
          : step.sets.map((set) => `(${set.map((key) => keys[key]).join(', ')})`).join(', ');
      return `Aggregate [${sets}] [${step.calls.map((call) => callText(call, nameOf)).join(', ')}]`;
    }
    case 'window':
      return `Window [${step.calls.map((call) => windowText(call, nameOf)).join(', ')}]`;
    case 'distinct':
      return 'Distinct';
    case 'sort':
      return sortText(step, nameOf);
    case 'set operation':
      return `${title(step.operator)}${step.all ? ' all' : ''}`;
    case 'sample':
      return `Sample [${step.percentage} %]`;
    case 'with':
      return `With [${step.tables.map(({ table, step: next }) => `t${table}${next === undefined ? '' : ' recursive'}`).join(', ')}]`;
    case 'common table':
      return `CommonTable [t${step.table}]`;
  }
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function callText({ name, arguments: values, distinct, orderBy, filter }: AggregateCall, nameOf: ColumnName): string {
  const listed = values.map((value) => typedText(value, nameOf)).join(', ');
  const order = orderBy.length === 0 ? '' : ` ORDER BY ${keysText(orderBy, nameOf)}`;
  const where = filter === undefined ? '' : ` FILTER (WHERE ${typedText(filter, nameOf)})`;
  return `${name}(${distinct ? 'DISTINCT ' : ''}${listed}${order})${where}`;
}

function windowText(call: WindowCall, nameOf: ColumnName): string {
  const partition = call.partitionBy.map((value) => typedText(value, nameOf)).join(', ');
  const parts = [
    partition === '' ? '' : `PARTITION BY ${partition}`,
    call.windowOrder.length === 0 ? '' : `ORDER BY ${keysText(call.windowOrder, nameOf)}`,
    call.frame === undefined ? '' : `${call.frame.unit.toUpperCase()} frame`,
  ];
  return `${callText(call, nameOf)} OVER (${parts.filter((part) => part !== '').join(' ')})`;
}

function keysText(keys: readonly SortKey[], nameOf: ColumnName): string {
  return keys
    .map(
      ({ value, descending, nullsFirst }) =>
        `${typedText(value, nameOf)} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`,
    )
    .join(', ');
}

function sortText({ items, offset, limit, withTies }: Extract<Plan, { kind: 'sort' }>, nameOf: ColumnName): string {
  return [
    items.length === 0 ? 'Limit' : `Sort [${keysText(items, nameOf)}]`,
    ...(offset === undefined ? [] : [`offset ${offset}`]),
    ...(limit === undefined ? [] : [`limit ${limit}${withTies ? ' with ties' : ''}`]),
  ].join(' ');
}
