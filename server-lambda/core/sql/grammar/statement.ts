import type { Token } from '../lexer.ts';
import { readQuery, type Source } from './query.ts';
import { readTokens, refuse, type TokenReader } from './token-reader.ts';

/** What a statement reads or asks about. `anything` is what no table or database bounds, such as SHOW ROLES. */
export interface Subject {
  readonly kind: Source['kind'] | 'database' | 'catalog' | 'anything';
  /** Unquoted and in lower case. */
  readonly parts: readonly string[];
  readonly token: Token;
}

/**
 * Judges that these tokens are one statement that only reads, and returns what it reads. Throws CaseInsightsError
 * with code QUERY_REFUSED for anything else, whatever tables it names.
 */
export function readStatement(tokens: readonly Token[]): readonly Subject[] {
  const reader = readTokens(tokens);
  const backquoted = tokens.find(({ kind }) => kind === 'backquoted');
  if (backquoted !== undefined && !HIVE_HEADS.includes(reader.key()))
    throw refuse('Queries use double quotes around names, not backticks', backquoted);
  const subjects = statement(reader);
  if (!reader.atEnd()) reader.fail('the end');
  return subjects;
}

/** Athena runs these as Hive does, and Hive quotes names with backticks. */
const HIVE_HEADS: readonly string[] = ['SHOW', 'DESCRIBE', 'DESC'];

function statement(reader: TokenReader): readonly Subject[] {
  const head = reader.token();
  if (head === undefined) return reader.fail('a statement');
  switch (reader.key()) {
    case 'SELECT':
    case 'WITH':
    case 'VALUES':
    case 'TABLE':
    case '(':
      return readQuery(reader);
    case 'EXPLAIN':
      reader.skip();
      return reader.nested(() => explained(reader));
    case 'SHOW':
      reader.skip();
      return shown(reader, head);
    case 'DESCRIBE':
    case 'DESC':
      reader.skip();
      return described(reader);
    default:
      throw refuse(
        head.kind === 'word'
          ? `Only read-only statements may run, and this one begins with ${reader.key().slice(0, 60)}`
          : 'Invalid SQL: it does not begin with a keyword',
        head,
      );
  }
}

function explained(reader: TokenReader): readonly Subject[] {
  if (reader.accept('ANALYZE')) reader.accept('VERBOSE');
  else if (reader.at('(') && (reader.at('FORMAT', 1) || reader.at('TYPE', 1)))
    reader.parentheses(() => {
      reader.list(() => {
        if (reader.accept('TYPE')) reader.expectOneOf('LOGICAL', 'DISTRIBUTED', 'VALIDATE', 'IO');
        else {
          reader.expect('FORMAT');
          reader.expectOneOf('TEXT', 'GRAPHVIZ', 'JSON');
        }
      });
    });
  return statement(reader);
}

/** Trino's SHOW statements, and those that Athena runs as Hive does. */
function shown(reader: TokenReader, head: Token): readonly Subject[] {
  const one = (kind: Subject['kind']): readonly Subject[] => [named(reader, kind)];
  const optional = (kind: Subject['kind']): readonly Subject[] => (reader.acceptOneOf('FROM', 'IN') ? one(kind) : []);
  const anything: readonly Subject[] = [{ kind: 'anything', parts: [], token: head }];
  let subjects: readonly Subject[] = [];

  if (reader.acceptOneOf('TABLES', 'VIEWS')) {
    subjects = optional('database');
    pattern(reader);
  } else if (reader.acceptOneOf('DATABASES', 'SCHEMAS')) {
    subjects = optional('catalog');
    pattern(reader);
  } else if (reader.accept('FUNCTIONS')) {
    subjects = optional('database');
    pattern(reader);
  } else if (reader.acceptOneOf('CATALOGS', 'SESSION')) pattern(reader);
  else if (reader.accept('COLUMNS')) {
    reader.expectOneOf('FROM', 'IN');
    const table = named(reader, 'table');
    const database = optional('database')[0];
    subjects = [database === undefined ? table : { ...table, parts: [...database.parts, ...table.parts] }];
    pattern(reader);
  } else if (reader.accept('PARTITIONS')) subjects = one('table');
  else if (reader.accept('TBLPROPERTIES')) {
    subjects = one('table');
    if (reader.at('(')) reader.parentheses(() => string(reader));
  } else if (reader.accept('CREATE')) {
    if (reader.acceptOneOf('SCHEMA', 'DATABASE')) subjects = one('database');
    else {
      if (!reader.accept('MATERIALIZED', 'VIEW')) reader.expectOneOf('TABLE', 'VIEW');
      subjects = one('table');
    }
  } else if (reader.accept('STATS')) {
    reader.expect('FOR');
    if (reader.at('('))
      reader.parentheses(() => {
        subjects = readQuery(reader);
      });
    else subjects = one('table');
  } else if (reader.accept('GRANTS')) {
    if (reader.accept('ON')) {
      reader.accept('TABLE');
      subjects = one('table');
    } else subjects = anything;
  } else if (reader.accept('ROLE', 'GRANTS') || reader.accept('ROLES') || reader.accept('CURRENT', 'ROLES')) {
    optional('catalog');
    subjects = anything;
  } else reader.fail('TABLES, VIEWS, COLUMNS, PARTITIONS, CREATE TABLE, DATABASES or FUNCTIONS');
  return subjects;
}

function described(reader: TokenReader): readonly Subject[] {
  if ((reader.at('INPUT') || reader.at('OUTPUT')) && reader.atIdentifier(1))
    throw refuse('Prepared statements are not allowed here', reader.token());
  if (['EXTENDED', 'FORMATTED', 'VIEW'].includes(reader.key()) && reader.atIdentifier(1)) reader.skip();
  const table = named(reader, 'table');
  if (reader.accept('PARTITION'))
    reader.parentheses(() => {
      reader.list(() => {
        reader.identifier();
        reader.expect('=');
        if (reader.atString()) string(reader);
        else reader.integer();
      });
    });
  if (reader.atIdentifier()) {
    reader.identifier();
    while (reader.accept('.')) {
      if (reader.atString()) string(reader);
      else reader.identifier();
    }
  }
  return [table];
}

function named(reader: TokenReader, kind: Subject['kind']): Subject {
  const token = reader.token();
  const parts = reader.qualifiedName();
  if (token === undefined) return reader.fail('a name');
  return { kind, parts, token };
}

function pattern(reader: TokenReader): void {
  if (reader.accept('LIKE')) {
    string(reader);
    if (reader.accept('ESCAPE')) string(reader);
  } else if (reader.atString()) string(reader);
}

/** Hive takes a backslash for an escape where Trino does not, so the two may disagree on where a string ends. */
function string(reader: TokenReader): void {
  const token = reader.token();
  if (token?.text.includes('\\') === true) throw refuse("This pattern can't contain a backslash", token);
  reader.string();
}
