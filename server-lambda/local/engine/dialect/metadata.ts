import { CASE_COLUMNS, CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { Token } from '#core/sql/lexer.ts';
import type { Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

/** What Athena answers from its catalogue: at once, or through a query and a last touch. */
export interface MetadataAnswer {
  readonly candidates: readonly string[];
  finish(answer: Answer): Answer;
}

/**
 * SHOW … and DESCRIBE …, in the shape of Athena's results. Undefined for any other statement; throws Refusal for a
 * table that is not there.
 */
export function answerMetadata(tokens: readonly Token[], database: string): MetadataAnswer | undefined {
  const reader = createReader(tokens, database);
  if (reader.take('describe') || reader.take('desc')) return describe(reader);
  if (!reader.take('show')) return undefined;
  if (reader.take('databases') || reader.take('schemas')) {
    return constant(['database_name'], [database].filter(reader.pattern()));
  }
  if (reader.take('tables')) {
    if (reader.take('in') || reader.take('from')) reader.database();
    return constant(['tab_name'], [CASE_TABLE].filter(reader.pattern()));
  }
  if (reader.take('views')) return constant(['views'], []);
  if (reader.take('columns')) {
    if (!reader.take('in')) reader.take('from');
    reader.table();
    return constant(['field'], CASE_COLUMNS);
  }
  if (reader.take('partitions')) {
    reader.table();
    return partitions();
  }
  if (reader.take('create') && reader.take('table')) {
    reader.table();
    return constant(['createtab_stmt'], createTable(database));
  }
  throw new Refusal(
    "The embedded engine can't answer this SHOW statement.",
    tokens[1],
    'It knows SHOW TABLES, DATABASES, COLUMNS, PARTITIONS and CREATE TABLE.',
  );
}

const PARTITION_KEYS = CASE_COLUMNS.slice(-2);
const DATA_COLUMNS = CASE_COLUMNS.slice(0, -2);

function describe(reader: Reader): MetadataAnswer {
  if (!reader.take('extended')) reader.take('formatted');
  reader.table();
  return {
    candidates: [],
    finish: () => ({
      columns: ['col_name', 'data_type', 'comment'],
      rows: [
        ...DATA_COLUMNS.map((column) => [column, 'string', 'from deserializer']),
        ...PARTITION_KEYS.map((column) => [column, 'string', 'partition key']),
      ],
    }),
  };
}

function constant(columns: readonly string[], rows: readonly string[]): MetadataAnswer {
  return { candidates: [], finish: () => ({ columns, rows: rows.map((row) => [row]) }) };
}

function partitions(): MetadataAnswer {
  const path = PARTITION_KEYS.map((key) => `'${key}=' || coalesce("${key}", '__HIVE_DEFAULT_PARTITION__')`);
  return {
    candidates: [`SELECT DISTINCT ${path.join(" || '/' || ")} AS "partition" FROM "${CASE_TABLE}" ORDER BY 1`],
    finish: (answer) => answer,
  };
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

interface Reader {
  /** Goes past the word when it stands next. */
  take(word: string): boolean;
  /** Goes past a table's name; throws unless it is the one there is. */
  table(): void;
  database(): void;
  /** What LIKE 'pattern', or a pattern alone, lets through. */
  pattern(): (name: string) => boolean;
}

function createReader(tokens: readonly Token[], database: string): Reader {
  let at = 0;
  const name = (): { readonly text: string; readonly token: Token | undefined } => {
    const token = tokens[at];
    at++;
    const quoted = token?.kind === 'quoted' || token?.kind === 'backquoted';
    return { text: (quoted ? token.text.slice(1, -1) : (token?.text ?? '')).toLowerCase(), token };
  };
  return {
    take(word) {
      if (tokens[at]?.text.toLowerCase() !== word) return false;
      at++;
      return true;
    },
    table() {
      const first = name();
      // One pair of backquotes may hold both names.
      const parts = first.text.split('.');
      while (tokens[at]?.text === '.') {
        at++;
        parts.push(name().text);
      }
      if (parts.at(-1) !== CASE_TABLE || (parts.length > 1 && parts.at(-2) !== database.toLowerCase())) {
        throw new Refusal(
          `There is no table ${parts.join('.')}.`,
          first.token,
          `The table is ${CASE_TABLE}, in database ${database}.`,
        );
      }
    },
    database() {
      const { token, ...first } = name();
      let { text } = first;
      if (text === CATALOG && tokens[at]?.text === '.') {
        at++;
        text = name().text;
      }
      if (text !== database.toLowerCase()) {
        throw new Refusal(`There is no database ${text}.`, token, `The database is ${database}.`);
      }
    },
    pattern() {
      if (tokens[at]?.text.toLowerCase() === 'like') at++;
      const token = tokens[at];
      if (token?.kind !== 'string') return () => true;
      // Hive's patterns: * and % are anything, | is or.
      const source = token.text
        .slice(1, -1)
        .replace(/[.+?^${}()[\]\\]/g, '\\$&')
        .replace(/[*%]/g, '.*');
      const expression = new RegExp(`^(${source})$`, 'i');
      return (candidate) => expression.test(candidate);
    },
  };
}
