import type { Grammar } from './grammar.ts';
import { refuse } from './refusal.ts';
import type { TokenReader } from './token-reader.ts';
import type { QualifiedName, StatementTree } from './tree.ts';

type Show = Extract<StatementTree, { kind: 'show' }>;
type ShowParts = Omit<Show, 'kind' | 'at'>;

/** Trino's SHOW statements, and those that Athena runs as Hive does; SHOW itself is taken. */
export function readShow(grammar: Grammar, start: number): Show {
  const parts = readParts(grammar);
  return { kind: 'show', at: grammar.reader.placeFrom(start), ...parts };
}

const LISTS = {
  TABLES: 'tables',
  VIEWS: 'views',
  DATABASES: 'databases',
  SCHEMAS: 'databases',
  FUNCTIONS: 'functions',
  CATALOGS: 'catalogs',
  SESSION: 'session',
} as const;

function readParts(grammar: Grammar): ShowParts {
  const { reader } = grammar;
  const list = reader.acceptOneOf('TABLES', 'VIEWS', 'DATABASES', 'SCHEMAS', 'FUNCTIONS', 'CATALOGS', 'SESSION');
  if (list !== undefined) {
    const unnamed = list === 'CATALOGS' || list === 'SESSION';
    return { what: LISTS[list], ...(unnamed ? {} : readFrom(reader)), ...readPattern(reader) };
  }
  if (reader.accept('COLUMNS')) return readColumns(reader);
  if (reader.accept('PARTITIONS')) return { what: 'partitions', name: reader.qualifiedName() };
  if (reader.accept('TBLPROPERTIES')) {
    const name = reader.qualifiedName();
    if (reader.at('(')) reader.parentheses(() => readPlainString(reader));
    return { what: 'table properties', name };
  }
  if (reader.accept('CREATE')) return readCreate(reader);
  if (reader.accept('STATS')) {
    reader.expect('FOR');
    if (!reader.at('(')) return { what: 'stats', name: reader.qualifiedName() };
    return { what: 'stats', query: reader.parentheses(grammar.query) };
  }
  return readGrants(reader);
}

function readFrom(reader: TokenReader): { readonly name?: QualifiedName } {
  return reader.acceptOneOf('FROM', 'IN') === undefined ? {} : { name: reader.qualifiedName() };
}

function readColumns(reader: TokenReader): ShowParts {
  reader.expectOneOf('FROM', 'IN');
  const table = reader.qualifiedName();
  const { name: database = [] } = readFrom(reader);
  return { what: 'columns', name: [...database, ...table], ...readPattern(reader) };
}

function readCreate(reader: TokenReader): ShowParts {
  if (reader.acceptOneOf('SCHEMA', 'DATABASE') !== undefined)
    return { what: 'create database', name: reader.qualifiedName() };
  if (reader.accept('MATERIALIZED', 'VIEW')) return { what: 'create materialized view', name: reader.qualifiedName() };
  const what = reader.expectOneOf('TABLE', 'VIEW') === 'TABLE' ? 'create table' : 'create view';
  return { what, name: reader.qualifiedName() };
}

function readGrants(reader: TokenReader): ShowParts {
  if (reader.accept('GRANTS')) {
    if (!reader.accept('ON')) return { what: 'grants' };
    reader.accept('TABLE');
    return { what: 'grants', name: reader.qualifiedName() };
  }
  if (reader.accept('ROLE', 'GRANTS') || reader.accept('ROLES') || reader.accept('CURRENT', 'ROLES'))
    return { what: 'roles', ...readFrom(reader) };
  return reader.fail('TABLES, VIEWS, COLUMNS, PARTITIONS, CREATE TABLE, DATABASES or FUNCTIONS');
}

export function readDescribe(reader: TokenReader, start: number): StatementTree {
  if ((reader.at('INPUT') || reader.at('OUTPUT')) && reader.atIdentifier(1))
    throw refuse('Prepared statements are not allowed here', reader.token());
  const option = reader.atIdentifier(1) ? reader.acceptOneOf('EXTENDED', 'FORMATTED', 'VIEW') : undefined;
  const name = reader.qualifiedName();
  const end = reader.position();
  if (reader.accept('PARTITION')) reader.parentheses(() => reader.list(() => readPartition(reader)));
  if (reader.atIdentifier()) readColumnPath(reader);
  const part = reader.position() > end;
  return {
    kind: 'describe',
    at: reader.placeFrom(start),
    name,
    extended: option === 'EXTENDED' || option === 'FORMATTED',
    part,
  };
}

function readPartition(reader: TokenReader): void {
  reader.identifier();
  reader.expect('=');
  if (reader.atString()) readPlainString(reader);
  else reader.integer();
}

function readColumnPath(reader: TokenReader): void {
  reader.identifier();
  while (reader.accept('.')) {
    if (reader.atString()) readPlainString(reader);
    else reader.identifier();
  }
}

function readPattern(reader: TokenReader): { readonly like?: string; readonly escape?: string } {
  if (reader.accept('LIKE')) {
    const like = readPlainString(reader);
    return reader.accept('ESCAPE') ? { like, escape: readPlainString(reader) } : { like };
  }
  return reader.atString() ? { like: readPlainString(reader) } : {};
}

/** Hive takes a backslash for an escape where Trino does not, so the two may disagree on where a string ends. */
function readPlainString(reader: TokenReader): string {
  const token = reader.token();
  if (token?.text.includes('\\') === true) throw refuse("This pattern can't contain a backslash", token);
  return reader.string();
}
