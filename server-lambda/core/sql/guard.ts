import { CaseInsightsError } from '../errors.ts';
import type { Token } from './lexer.ts';
import { parseTokens, tokensOfOne } from './syntax/parse.ts';
import { refuse } from './syntax/refusal.ts';
import { type Subject, subjectsOf } from './syntax/subjects.ts';
import type { Place, StatementTree } from './syntax/tree.ts';

/** The only tables that a statement may read: these, in this database of this catalog. Names compare in lower case. */
export interface AllowedTables {
  readonly catalog: string;
  readonly database: string;
  readonly tables: readonly string[];
  /** True where a caller may not even learn what else there is: how these tables are made, or which others exist. */
  readonly nothingElse?: boolean;
}

/** Athena's limit on a statement's length, in bytes of UTF-8. */
const MAX_BYTES = 262_144;

/**
 * Lets a statement pass that only reads the allowed tables, and returns it ready to run: alone, without a trailing
 * semicolon, its comments blanked out (engines disagree on where they end). Line and column of every token stay.
 *
 * Throws CaseInsightsError QUERY_REFUSED unless it is one statement that only reads (SELECT, WITH, VALUES, TABLE,
 * SHOW, DESCRIBE, EXPLAIN) in Trino's grammar; WITH FUNCTION and WITH SESSION are refused, too. Only then
 * TABLE_NOT_ALLOWED if it reads another table, catalog or database, a metadata table or a table function.
 */
export function checkReadOnly(sql: string, allowed: AllowedTables): string {
  if (sql.length > MAX_BYTES || new TextEncoder().encode(sql).length > MAX_BYTES)
    throw refuse(`The statement is longer than Athena's limit of ${MAX_BYTES} bytes`);
  if (sql.includes('\0')) throw refuse('Invalid SQL: it contains a NUL character');
  const text = withoutOuterSpace(sql);
  const tokens = tokensOfOne(text);
  const tree = parseTokens(tokens);
  if (allowed.nothingElse === true) checkNothingElse(tree, allowed);
  for (const subject of subjectsOf(tree)) checkSubject(subject, allowed);
  return withoutComments(text, tokens);
}

/** Byte order marks and exotic spaces around a pasted statement mean nothing; inside, they are refused. */
function withoutOuterSpace(sql: string): string {
  const text = sql.startsWith('\uFEFF') ? sql.slice(1) : sql;
  const space = text.length - text.trimStart().length;
  return (space === 0 ? text : text.slice(0, space).replace(/[^\r\n]/g, ' ') + text.slice(space)).trimEnd();
}

function withoutComments(text: string, tokens: readonly Token[]): string {
  let clean = '';
  let at = 0;
  for (const token of tokens) {
    const gap = text.slice(at, token.start);
    clean += gap.includes('--') || gap.includes('/*') ? gap.replace(/[^\r\n]/g, ' ') : gap;
    clean += token.text;
    at = token.end;
  }
  return clean;
}

/** Lists, plans and definitions name what is behind the tables or beside them. */
function checkNothingElse(tree: StatementTree, { tables }: AllowedTables): void {
  const harmless =
    tree.kind === 'show' ? tree.what === 'columns' : tree.kind === 'describe' ? !tree.extended : tree.kind === 'query';
  if (harmless) return;
  const words =
    tree.kind === 'show'
      ? `SHOW ${tree.what.toUpperCase()}`
      : tree.kind === 'explain'
        ? 'EXPLAIN'
        : 'DESCRIBE EXTENDED or FORMATTED';
  throw new CaseInsightsError(
    'TABLE_NOT_ALLOWED',
    `${words} can show more than the cases that your role sees, so it is refused (line ${tree.at.line}, column ${tree.at.column}).`,
    `Query ${tables.join(', ')} instead; DESCRIBE and SHOW COLUMNS describe it.`,
  );
}

function checkSubject({ kind, parts, at }: Subject, allowed: AllowedTables): void {
  const name = parts.join('.').slice(0, 100);
  switch (kind) {
    case 'table':
      if (isAllowedTable(parts, allowed)) return;
      if (parts.some((part) => isAllowedTable(part.split('.'), allowed))) throw quotedTogether(name, at);
      throw notAllowed(`The statement reads ${name}`, at, allowed);
    case 'table function':
      throw notAllowed(`The statement reads from the table function ${name}`, at, allowed);
    case 'database':
      if (matches(parts, [allowed.database], allowed)) return;
      throw notAllowed(`The statement asks about the database ${name}`, at, allowed);
    case 'catalog':
      if (matches(parts, [allowed.catalog])) return;
      throw notAllowed(`The statement asks about the catalog ${name}`, at, allowed);
    case 'anything':
      throw notAllowed('The statement asks about more than tables', at, allowed);
  }
}

/** `"db.table"` is one name, of a table that Athena does not find. */
function quotedTogether(name: string, { line, column }: Place): CaseInsightsError {
  const apart = name.split('.').map((part) => `"${part}"`);
  return new CaseInsightsError(
    'TABLE_NOT_ALLOWED',
    `The quotes around "${name}" make it one name, and there is no such table (line ${line}, column ${column}).`,
    `Quote each part alone: ${apart.join('.')}.`,
  );
}

function isAllowedTable(parts: readonly string[], allowed: AllowedTables): boolean {
  return allowed.tables.some((table) => matches(parts, [allowed.database, table], allowed) || matches(parts, [table]));
}

/** Whether `parts` are these names, or these names after the allowed catalog where one is given. */
function matches(parts: readonly string[], names: readonly string[], under?: AllowedTables): boolean {
  const wanted = under === undefined || parts.length === names.length ? names : [under.catalog, ...names];
  return parts.length === wanted.length && wanted.every((name, index) => name.toLowerCase() === parts[index]);
}

function notAllowed(sentence: string, { line, column }: Place, allowed: AllowedTables): CaseInsightsError {
  const { database, tables, nothingElse = false } = allowed;
  const describing = nothingElse ? 'DESCRIBE and SHOW COLUMNS' : 'DESCRIBE, SHOW COLUMNS and SHOW PARTITIONS';
  return new CaseInsightsError(
    'TABLE_NOT_ALLOWED',
    `${sentence}, which queries may not do (line ${line}, column ${column}).`,
    `Read ${tables.map((table) => `${database}.${table}`).join(', ')} instead; ${describing} describe it.`,
  );
}
