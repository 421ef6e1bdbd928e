import { CASE_COLUMNS, CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { Cell } from '#core/ports/query-engine.ts';
import type { Place, QualifiedName, StatementTree } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { checkTable } from './relations.ts';
import { dotted } from './scope.ts';
import { functionRows, FUNCTION_COLUMNS } from './show-functions.ts';

/** What Athena answers from its catalogue, without running a query; or the query whose rows are the answer. */
export type MetadataAnswer =
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'query'; readonly sql: string };

type Show = Extract<StatementTree, { kind: 'show' }>;

/** SHOW …, in the shape of Athena's results. Throws AnalysisFailure for a table or database that is not there. */
export function answerShow(statement: Show, database: string): MetadataAnswer {
  const { what, name } = statement;
  switch (what) {
    case 'databases':
      checkCatalog(name);
      return list('database_name', [database], statement);
    case 'tables':
      checkDatabase(name, database);
      return list('tab_name', [CASE_TABLE], statement);
    case 'views':
      checkDatabase(name, database);
      return list('views', [], statement);
    case 'columns':
      checkNamed(statement, database);
      return list('field', CASE_COLUMNS, statement);
    case 'partitions':
      checkNamed(statement, database);
      return { kind: 'query', sql: PARTITIONS };
    case 'create table':
      checkNamed(statement, database);
      return oneColumn('createtab_stmt', createTable(database));
    case 'create view':
    case 'create materialized view':
      checkNamed(statement, database);
      throw new AnalysisFailure(
        `${dotted(name ?? [])} is a table, not a view`,
        statement.at,
        'SHOW CREATE TABLE shows it.',
      );
    case 'functions':
      return { kind: 'rows', columns: FUNCTION_COLUMNS, rows: functionRows(statement) };
    default:
      throw new AnalysisFailure(
        `The embedded engine can't answer SHOW ${what.toUpperCase()}`,
        statement.at,
        'It knows SHOW TABLES, DATABASES, COLUMNS, PARTITIONS, CREATE TABLE and FUNCTIONS.',
      );
  }
}

/** DESCRIBE, in the shape of Athena's results. Throws AnalysisFailure for another table. */
export function answerDescribe(
  statement: Extract<StatementTree, { kind: 'describe' }>,
  database: string,
): MetadataAnswer {
  checkNamed(statement, database);
  if (statement.part) throw new AnalysisFailure('The embedded engine describes whole tables only', statement.at);
  return {
    kind: 'rows',
    columns: ['col_name', 'data_type', 'comment'],
    rows: [
      ...DATA_COLUMNS.map((column) => [column, 'string', 'from deserializer']),
      ...PARTITION_KEYS.map((column) => [column, 'string', 'partition key']),
    ],
  };
}

const PARTITION_KEYS = CASE_COLUMNS.slice(-2);
const DATA_COLUMNS = CASE_COLUMNS.slice(0, -2);

const PARTITIONS = `SELECT DISTINCT ${PARTITION_KEYS.map(
  (key) => `'${key}=' || coalesce("${key}", '__HIVE_DEFAULT_PARTITION__')`,
).join(" || '/' || ")} AS "partition" FROM "${CASE_TABLE}" ORDER BY 1`;

function oneColumn(column: string, rows: readonly string[]): MetadataAnswer {
  return { kind: 'rows', columns: [column], rows: rows.map((row) => [row]) };
}

function list(column: string, names: readonly string[], { like }: Show): MetadataAnswer {
  return oneColumn(column, like === undefined ? names : names.filter(matcher(like)));
}

/** Hive's patterns: * and % are anything, | is or. */
function matcher(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/[.+?^${}()[\]\\]/g, '\\$&').replace(/[*%]/g, '.*');
  const expression = new RegExp(`^(${source})$`, 'i');
  return (name) => expression.test(name);
}

function createTable(database: string): readonly string[] {
  const column = (name: string) => `  \`${name}\` string`;
  return [
    `CREATE EXTERNAL TABLE \`${database}.${CASE_TABLE}\`(`,
    `${DATA_COLUMNS.map(column).join(', \n')})`,
    'PARTITIONED BY ( ',
    `${PARTITION_KEYS.map(column).join(', \n')})`,
    'ROW FORMAT SERDE ',
    "  'org.openx.data.jsonserde.JsonSerDe' ",
  ].flatMap((part) => part.split('\n'));
}

/** One pair of backquotes may hold the names of both database and table. */
function checkNamed({ name = [], at }: { readonly name?: QualifiedName; readonly at: Place }, database: string): void {
  const parts = name.flatMap((part) => part.name.split('.').map((text) => ({ name: text, at: part.at })));
  checkTable(parts, name[0]?.at ?? at, database);
}

function checkDatabase(name: QualifiedName | undefined, database: string): void {
  if (name === undefined) return;
  const known = [CATALOG, database.toLowerCase()];
  const parts = name.map((part) => part.name);
  if (parts.length <= 2 && known.slice(-parts.length).join('.') === parts.join('.')) return;
  throw new AnalysisFailure(`There is no database ${dotted(name)}`, name[0]?.at, `The database is ${database}.`);
}

function checkCatalog(name: QualifiedName | undefined): void {
  if (name === undefined || dotted(name) === CATALOG) return;
  throw new AnalysisFailure(`There is no catalog ${dotted(name)}`, name[0]?.at, `The catalog is ${CATALOG}.`);
}
