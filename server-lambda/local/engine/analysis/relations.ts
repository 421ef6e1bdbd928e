import { CASE_COLUMNS, CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { Identifier, Place, QualifiedName, Relation } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { checkCorrelated } from './correlated-subqueries.ts';
import { columnFound, joinContext } from './expression-contexts.ts';
import { analyzeCondition } from './expressions.ts';
import { samplePercentage } from './sample-percentage.ts';
import { columnFinder, dotted, endsWith, withRelation, type Field, type QueryScope, type Rows } from './scope.ts';
import { joinColumns, oneRow } from './steps.ts';
import type { Plan } from './typed-tree.ts';
import { unnest } from './unnest.ts';
import { joinUsing } from './join-using.ts';

/** The rows of a FROM clause: relations with commas between them are cross joined. */
export function analyzeFrom(relations: readonly Relation[], scope: QueryScope): Rows {
  const rows = relations.reduce<Rows | undefined>(
    (left, relation) => (left === undefined ? analyzeRelation(relation, scope) : crossJoin(left, relation, scope)),
    undefined,
  );
  return rows ?? { plan: oneRow(scope.statement.nextId()), fields: [] };
}

function analyzeRelation(relation: Relation, scope: QueryScope): Rows {
  switch (relation.kind) {
    case 'table':
      return analyzeTable(relation, scope);
    case 'derived table':
    case 'lateral':
      return scope.statement.query(relation.query, scope);
    case 'unnest':
      return unnest(relation, undefined, false, scope);
    case 'join':
      return analyzeJoin(relation, scope);
    case 'aliased': {
      const rows = analyzeRelation(relation.relation, scope);
      return { ...rows, fields: aliased(rows.fields, relation) };
    }
    case 'sample': {
      const { plan, fields } = analyzeRelation(relation.relation, scope);
      const percentage = samplePercentage(relation.percentage, scope.statement);
      const id = scope.statement.nextId();
      return { plan: { kind: 'sample', id, columns: plan.columns, input: plan, percentage }, fields };
    }
    case 'table function':
      throw new AnalysisFailure(`The embedded engine has no function ${dotted(relation.name)}`, relation.at);
    case 'json table':
      throw new AnalysisFailure(
        'The embedded engine has no JSON_TABLE',
        relation.at,
        'Cast the JSON to an array of rows and UNNEST it.',
      );
    case 'match recognize':
      throw new AnalysisFailure('The embedded engine has no MATCH_RECOGNIZE', relation.at);
  }
}

function analyzeTable({ name, at, asOf }: Extract<Relation, { kind: 'table' }>, scope: QueryScope): Rows {
  if (asOf !== undefined)
    throw new AnalysisFailure(
      `FOR ${asOf.unit.toUpperCase()} AS OF is not supported: the table has no versions`,
      asOf.at,
    );
  const [only] = name;
  const table = name.length === 1 && only !== undefined ? scope.tables.get(only.name) : undefined;
  if (table !== undefined && only !== undefined) return table.read(only);
  checkTable(name, at, scope.statement.database);
  const columns = CASE_COLUMNS.map((column) => ({ name: column, type: VARCHAR }));
  const relation = name.map((part) => part.name);
  return { plan: { kind: 'scan', id: scope.statement.nextId(), columns }, fields: withRelation(columns, relation) };
}

const VARCHAR: SqlType = { kind: 'varchar' };

/** Throws AnalysisFailure unless the name is that of the table of cases. */
export function checkTable(name: QualifiedName, at: Place, database: string): void {
  const parts = name.map((part) => part.name);
  if (endsWith([CATALOG, database.toLowerCase(), CASE_TABLE], parts)) return;
  throw new AnalysisFailure(
    `There is no table ${parts.join('.')}`,
    at,
    `The table is ${CASE_TABLE}, in database ${database}.`,
  );
}

function aliased(
  fields: readonly Field[],
  { alias, columns, at }: { readonly alias: Identifier; readonly columns: readonly Identifier[]; readonly at: Place },
): readonly Field[] {
  const relation = [alias.name];
  if (columns.length === 0) return withRelation(fields, relation);
  if (columns.length !== fields.length)
    throw new AnalysisFailure(
      `Column alias list has ${columns.length} entries but '${alias.name}' has ${fields.length} columns available`,
      at,
    );
  return fields.map(({ type }, index) => ({ name: columns[index]?.name ?? '', relation, type }));
}

type Join = Extract<Relation, { kind: 'join' }>;

function analyzeJoin(join: Join, scope: QueryScope): Rows {
  if (join.natural) {
    throw new AnalysisFailure('Natural join not supported', join.at, 'Name the columns with USING (…) or ON.');
  }
  const left = analyzeRelation(join.left, scope);
  if (dependsOnLeft(join.right)) return dependentJoin(left, join, scope);
  const right = analyzeRelation(join.right, scope);
  if (join.using !== undefined) return joinUsing(left, right, { type: join.type, using: join.using }, scope);
  return plainJoin(left, right, { ...join, at: join.right.at }, scope);
}

function crossJoin(left: Rows, relation: Relation, scope: QueryScope): Rows {
  if (dependsOnLeft(relation)) return joinDependent(left, relation, false, scope);
  return plainJoin(left, analyzeRelation(relation, scope), { type: 'cross', at: relation.at }, scope);
}

function plainJoin(
  left: Rows,
  right: Rows,
  { type, on, at }: Pick<Join, 'type' | 'on' | 'at'>,
  scope: QueryScope,
): Rows {
  checkAliases(left.fields, right.fields, at);
  const context = joinContext(left, right, type !== 'inner' && type !== 'cross', scope);
  const condition = on === undefined ? {} : { condition: analyzeCondition(on, 'JOIN ON clause', context) };
  const plan: Plan = {
    kind: 'join',
    id: scope.statement.nextId(),
    columns: joinColumns(left.plan, right.plan),
    type,
    lateral: false,
    left: left.plan,
    right: right.plan,
    ...condition,
  };
  return { plan, fields: [...left.fields, ...right.fields] };
}

/** Every column of two relations with one name is ambiguous. */
function checkAliases(left: readonly Field[], right: readonly Field[], at: Place): void {
  const names = (fields: readonly Field[]) => new Set(fields.map(({ relation }) => relation?.join('.')));
  const taken = names(left);
  for (const name of names(right)) {
    if (name !== undefined && taken.has(name))
      throw new AnalysisFailure(
        `Table name or alias '${name}' is ambiguous`,
        at,
        'Give each table an alias of its own.',
      );
  }
}

/** Whether a relation may name columns of what stands before it. */
function dependsOnLeft(relation: Relation): boolean {
  if (relation.kind === 'aliased') return dependsOnLeft(relation.relation);
  return relation.kind === 'unnest' || relation.kind === 'lateral';
}

function dependentJoin(left: Rows, { right, type, on, using, at }: Join, scope: QueryScope): Rows {
  const kind = type.toUpperCase();
  if (type === 'right' || type === 'full')
    throw new AnalysisFailure(`LATERAL reference not allowed in ${kind} JOIN`, at);
  const always = on?.kind === 'literal' && on.type === 'boolean' && on.text === 'true';
  if (using !== undefined || (on !== undefined && !always)) {
    const what = innermost(right).kind === 'unnest' ? 'UNNEST' : 'LATERAL';
    throw new AnalysisFailure(`${kind} JOIN involving ${what} is only supported with condition ON TRUE`, on?.at ?? at);
  }
  return joinDependent(left, right, type === 'left', scope);
}

function innermost(relation: Relation): Relation {
  return relation.kind === 'aliased' ? innermost(relation.relation) : relation;
}

function joinDependent(left: Rows, relation: Relation, outer: boolean, scope: QueryScope): Rows {
  const rows = dependentRows(left, relation, outer, scope);
  const own = rows.fields.slice(left.fields.length);
  checkAliases(left.fields, own, relation.at);
  return rows;
}

/** The columns of the left side, then those of the relation. */
function dependentRows(left: Rows, relation: Relation, outer: boolean, scope: QueryScope): Rows {
  if (relation.kind === 'aliased') {
    const { plan, fields } = dependentRows(left, relation.relation, outer, scope);
    return { plan, fields: [...left.fields, ...aliased(fields.slice(left.fields.length), relation)] };
  }
  if (relation.kind === 'unnest') {
    const { plan, fields } = unnest(relation, left, outer, scope);
    return { plan, fields: [...left.fields, ...fields] };
  }
  const find = columnFinder(left.fields);
  const right = analyzeRelation(relation, {
    ...scope,
    outer: (parts) => columnFound(left.plan, find(parts)) ?? scope.outer(parts),
  });
  checkCorrelated(right.plan, 'lateral', relation.at);
  const plan: Plan = {
    kind: 'join',
    id: scope.statement.nextId(),
    columns: joinColumns(left.plan, right.plan),
    type: outer ? 'left' : 'cross',
    lateral: true,
    left: left.plan,
    right: right.plan,
  };
  return { plan, fields: [...left.fields, ...right.fields] };
}
