import { CASE_COLUMNS, CASE_TABLE } from '#core/contract/case-record.ts';
import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { Plan } from '../analysis/typed-tree.ts';
import { isPlain, storageOf } from '../storage/storage.ts';
import { aggregateStep } from './aggregate.ts';
import { withStep, type TableNames } from './common-tables.ts';
import { isCorrelated } from '../analysis/plan-walk.ts';
import { alias, columnName, columnsOf, selectList, type Emission } from './emission.ts';
import { createExpressionEmitter } from './expression.ts';
import { filterStep } from './filter.ts';
import { joinStep } from './join.ts';
import { sortStep } from './sort.ts';
import type { Step, Steps } from './steps.ts';
import { unnestStep } from './unnest.ts';
import { windowStep } from './window.ts';

/** The SQL of a whole statement. Its columns are what functions of ours take, so that they are read alike. */
export function resultSql(plan: Plan, emission: Emission): string {
  const columns = columnsOf(plan).map((sql, at) => storageOf(plan.columns[at]?.type ?? UNKNOWN).argument(sql));
  const steps = createSteps(emission, new Map());
  const select = `SELECT ${selectList(columns)} FROM ${steps.table(plan)}`;
  return steps.tables.size === 0 ? select : `WITH ${[...steps.tables.values()].join(', ')} ${select}`;
}

/**
 * The SQL of a step of a recursion. Each step of a plan is a table with columns c0, c1 and so on, and an alias of its own, so that no
 * name of the statement stands in it. Throws AnalysisFailure for what DuckDB would not do as Trino.
 */
function planSql(plan: Plan, emission: Emission, tableNames: TableNames): string {
  return createSteps(emission, tableNames).query(plan);
}

function createSteps(emission: Emission, tableNames: TableNames): Steps {
  let correlated = false;
  // A step of a recursion is written down several times, each time with other tables.
  let local = tableNames.size > 0;
  const subquery = (plan: Plan) => {
    const around = correlated;
    correlated ||= isCorrelated(plan);
    const sql = steps.query(plan);
    correlated = around;
    return sql;
  };
  const steps: Steps = {
    emission,
    expressions: createExpressionEmitter(emission, subquery, (plan, sql) => {
      if (steps.isLocal() || isCorrelated(plan)) return sql;
      // DuckDB's time to plan subqueries in subqueries doubles with each.
      const name = `s${plan.id}`;
      steps.tables.set(name, `${name} AS MATERIALIZED ${sql}`);
      return `(SELECT ${columnName(0)} FROM ${name})`;
    }),
    query: (plan) => stepSql(plan, steps, tableNames),
    table: (plan) => `(${steps.query(plan)}) AS ${alias(plan.id)}`,
    tables: new Map(),
    locally: (translate) => {
      const around = local;
      local = true;
      const result = translate();
      local = around;
      return result;
    },
    isLocal: () => local || correlated,
    isCorrelated: () => correlated,
  };
  return steps;
}

function stepSql(plan: Plan, steps: Steps, tableNames: TableNames): string {
  const { expressions } = steps;
  switch (plan.kind) {
    case 'scan':
      return `SELECT ${selectList(CASE_COLUMNS.map((column) => `"${column}"`))} FROM ${CASE_TABLE}`;
    case 'values':
      return valuesStep(plan, steps);
    case 'project':
      return `SELECT ${selectList(plan.expressions.map(expressions.value))} FROM ${steps.table(plan.input)}`;
    case 'filter':
      return filterStep(plan, steps);
    case 'join':
      return joinStep(plan, steps);
    case 'unnest':
      return unnestStep(plan, steps);
    case 'aggregate':
      return aggregateStep(plan, steps);
    case 'window':
      return windowStep(plan, steps);
    case 'distinct':
      return distinctStep(plan, steps);
    case 'sort':
      return sortStep(plan, steps);
    case 'set operation':
      return setOperationStep(plan, steps);
    case 'sample':
      return `SELECT ${selectList(columnsOf(plan.input))} FROM ${steps.table(plan.input)} WHERE random() * 100 < ${plan.percentage}`;
    case 'with':
      return withStep(plan, steps, tableNames, (step, names) => planSql(step, steps.emission, names));
    case 'common table':
      return `SELECT ${selectList(plan.columns.map((_column, at) => columnName(at)))} FROM ${tableNames.get(plan.table) ?? `t${plan.table}`}`;
  }
}

function valuesStep(plan: Step<'values'>, { expressions }: Steps): string {
  const rows = plan.rows.map((row) => row.map(expressions.value));
  const [first = []] = rows;
  if (rows.length === 1 || first.length === 0)
    return rows.map((row) => `SELECT ${selectList(row)}`).join(' UNION ALL ');
  const names = first.map((_sql, at) => columnName(at)).join(', ');
  return `SELECT ${names} FROM (VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}) AS v(${names})`;
}

function distinctStep(plan: Step<'distinct'>, steps: Steps): string {
  const { input } = plan;
  const columns = columnsOf(input);
  if (input.columns.every(({ type }) => isPlain(type))) {
    return `SELECT DISTINCT ${selectList(columns)} FROM ${steps.table(input)}`;
  }
  const keys = input.columns.map(({ type }, column) =>
    steps.expressions.key({ kind: 'column', plan: input.id, column, type }),
  );
  const values = columns.map((sql, at) => (isPlain(input.columns[at]?.type ?? UNKNOWN) ? sql : `any_value(${sql})`));
  return `SELECT ${selectList(values)} FROM ${steps.table(input)} GROUP BY ${keys.join(', ')}`;
}

const UNKNOWN = { kind: 'unknown' } as const;

function setOperationStep(plan: Step<'set operation'>, steps: Steps): string {
  const { operator, all, left, right } = plan;
  if (plan.columns.some(({ type }) => !isPlain(type))) {
    if (operator !== 'union') throw notByKey(plan);
    if (!all) return distinctStep({ ...plan, kind: 'distinct', input: { ...plan, all: true } }, steps);
  }
  const side = (input: Plan) => `(SELECT ${selectList(columnsOf(input))} FROM ${steps.table(input)})`;
  // A long chain of them must not become a deep one.
  const chain = operator === 'union' && all && left.kind === 'set operation' && left.operator === 'union' && left.all;
  return `${chain ? steps.query(left) : side(left)} ${operator.toUpperCase()} ${all ? 'ALL ' : ''}${side(right)}`;
}

function notByKey({ operator }: Step<'set operation'>): AnalysisFailure {
  return new AnalysisFailure(
    `The embedded engine has no ${operator.toUpperCase()} of columns with arrays, maps, rows or time zones.`,
    undefined,
    'Convert these columns to varchar, or run the statement on Athena.',
  );
}
