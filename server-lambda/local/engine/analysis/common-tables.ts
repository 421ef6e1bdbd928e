import type { CommonTable, Identifier, Query } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType, sameType } from './coercion.ts';
import { fieldNamed, withRelation, type CommonTableEntry, type Field, type QueryScope, type Rows } from './scope.ts';
import { converted } from './set-operations.ts';
import { planColumn } from './steps.ts';
import { isKind, walk } from './syntax-walk.ts';
import type { CommonTablePlan, Plan } from './typed-tree.ts';

/** A query with what WITH defines; each table is planned once, and read as often as it is named. */
export function withCommonTables(query: Query, scope: QueryScope, analyze: (inner: QueryScope) => Rows): Rows {
  if (query.with.length === 0) return analyze(scope);
  const names = new Set<string>();
  const defined: CommonTablePlan[] = [];
  const tables = new Map(scope.tables);
  for (const table of query.with) {
    const { name, at } = table.name;
    if (names.has(name)) throw new AnalysisFailure(`WITH query name '${name}' specified more than once`, at);
    names.add(name);
    const inner = { ...scope, tables: new Map(tables) };
    const { plan, entry } =
      query.recursive && mentions(table.query, name) ? recursive(table, inner) : once(table, inner);
    defined.push(plan);
    tables.set(name, entry);
  }
  const { plan, fields } = analyze({ ...scope, tables });
  const id = scope.statement.nextId();
  return { fields, plan: { kind: 'with', id, columns: plan.columns, tables: defined, input: plan } };
}

interface Defined {
  readonly plan: CommonTablePlan;
  readonly entry: CommonTableEntry;
}

function once({ name, columns, query }: CommonTable, scope: QueryScope): Defined {
  const rows = scope.statement.query(query, scope);
  const table = scope.statement.nextId();
  return {
    plan: { table, plan: rows.plan, at: name.at },
    entry: entryOf(table, renamed(rows.fields, columns, name), scope),
  };
}

function renamed(fields: readonly Field[], columns: readonly Identifier[], { at }: Identifier): readonly Field[] {
  if (columns.length === 0) return fields;
  if (columns.length !== fields.length)
    throw new AnalysisFailure(
      `Column alias list has ${columns.length} entries but relation has ${fields.length} columns`,
      columns[0]?.at ?? at,
    );
  return fields.map(({ type }, index) => fieldNamed(columns[index]?.name, type));
}

function entryOf(table: number, fields: readonly Field[], { statement }: QueryScope): CommonTableEntry {
  return {
    read(name) {
      const columns = fields.map((field) => planColumn(field.name, field.type));
      const plan: Plan = { kind: 'common table', id: statement.nextId(), columns, table };
      return { plan, fields: withRelation(fields, [name.name]) };
    },
  };
}

/** Whether a table of this name is read anywhere in the query. */
function mentions(root: object, name: string): boolean {
  return countMentions(root, name) > 0;
}

function countMentions(root: object, name: string): number {
  let count = 0;
  walk(root, (node) => {
    if ((isKind(node, 'table') || isKind(node, 'table query')) && 'name' in node) {
      // The name of a table is a list of identifiers.
      const [only, second] = node.name as readonly Identifier[];
      if (only?.name === name && second === undefined) count++;
    }
    return true;
  });
  return count;
}

/** `base UNION ALL step`, where the step reads the table itself once. */
function recursive({ name, columns, query }: CommonTable, scope: QueryScope): Defined {
  const { base, step, distinct } = partsOf(query, name);
  if (columns.length === 0) throw new AnalysisFailure('missing column aliases in recursive WITH query', name.at);
  const { statement } = scope;
  const table = statement.nextId();
  const first = statement.query(base, scope);
  const fields = renamed(first.fields, columns, name);
  const entry = entryOf(table, fields, scope);
  const next = statement.query(step, { ...scope, tables: new Map(scope.tables).set(name.name, entry) });
  checkStep(next, first, step);
  const types = fields.map(({ type }) => type);
  return {
    plan: { table, plan: first.plan, step: converted(next.plan, types, step.at, statement), at: name.at },
    entry: distinct ? distinctEntry(entry, scope) : entry,
  };
}

function partsOf(
  query: Query,
  name: Identifier,
): { readonly base: Query; readonly step: Query; readonly distinct: boolean } {
  const { body } = query;
  if (query.with.length > 0) throw new AnalysisFailure('immediate WITH clause in recursive query', query.at);
  const refused = new AnalysisFailure('recursive reference not allowed in this context', name.at);
  if (body.kind !== 'set operation' || body.operator !== 'union') throw refused;
  if (query.orderBy.length > 0) throw new AnalysisFailure('immediate ORDER BY clause in recursive query', query.at);
  if (query.offset !== undefined) throw new AnalysisFailure('immediate OFFSET clause in recursive query', query.at);
  if (query.limit !== undefined)
    throw new AnalysisFailure('immediate FETCH FIRST / LIMIT clause in recursive query', query.limit.at);
  if (mentions(body.left, name.name))
    throw new AnalysisFailure('WITH table name is referenced in the base relation of recursion', name.at);
  if (countMentions(body.right, name.name) > 1)
    throw new AnalysisFailure('multiple recursive references in the step relation of recursion', name.at);
  const queryOf = (part: Query['body']): Query =>
    part.kind === 'query' ? part : { kind: 'query', at: part.at, recursive: false, with: [], body: part, orderBy: [] };
  return { base: queryOf(body.left), step: queryOf(body.right), distinct: !body.all };
}

function checkStep(step: Rows, base: Rows, { at }: Query): void {
  if (step.fields.length !== base.fields.length)
    throw new AnalysisFailure(
      `base and step relations of recursion have different number of fields: ${base.fields.length}, ${step.fields.length}`,
      at,
    );
  base.fields.forEach(({ type }, index) => {
    const other = step.fields[index]?.type ?? type;
    const common = commonSuperType(type, other);
    if (common !== undefined && sameType(common, type)) return;
    throw new AnalysisFailure(
      `recursion step relation output type (${typeText(other)}) is not coercible to recursion base relation output type (${typeText(type)}) at column ${index + 1}`,
      at,
    );
  });
}

/** UNION without ALL: what was found more often counts once. */
function distinctEntry(entry: CommonTableEntry, { statement }: QueryScope): CommonTableEntry {
  return {
    read(name) {
      const { plan, fields } = entry.read(name);
      return { fields, plan: { kind: 'distinct', id: statement.nextId(), columns: plan.columns, input: plan } };
    },
  };
}
