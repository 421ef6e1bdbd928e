import { columnNames, isName, nameSql, tokenAt } from './names.ts';
import { numberSql } from './literals.ts';
import { Refusal } from './refusal.ts';
import type { Clause, Rewriting } from './rewriting.ts';
import { checkAliases } from './scopes.ts';
import { isParenthesis, splitAtCommas, symbolAt, wordAt, type Node } from './token-tree.ts';
import { unnest } from './unnest.ts';

/** What unnamed columns are called on the way; no name that a person writes. */
export const UNNAMED = '\u2061col';

/** A clause that is written anew as a whole. */
export function clauseAt(r: Rewriting, nodes: readonly Node[], at: number): Clause | undefined {
  const following = nodes[at + 1];
  switch (wordAt(nodes[at])) {
    case 'select':
      return selectItems(r, nodes, at);
    case 'with':
      return isName(following) || wordAt(following) === 'recursive' ? withClause(r, nodes, at) : undefined;
    case 'values':
      return valueRows(r, nodes, at);
    case 'unnest':
      return isParenthesis(following) ? unnest(r, nodes, at, following) : undefined;
    case 'table':
      if (isParenthesis(following))
        throw new Refusal('The embedded engine does not support table functions.', tokenAt(nodes, at));
      return undefined;
    case undefined:
    default:
      return undefined;
  }
}

function selectItems(r: Rewriting, nodes: readonly Node[], at: number): Clause {
  let from = at + 1;
  const quantifier = wordAt(nodes[from]);
  const quantified = quantifier === 'distinct' || quantifier === 'all';
  if (quantified) from++;
  if (wordAt(nodes[from]) === 'on') throw new Refusal("Athena's SQL has no DISTINCT ON.", tokenAt(nodes, from));
  checkAliases(nodes.slice(from - 1, endOfSelect(nodes, from)));
  let end = from;
  while (end < nodes.length && !endsSelectItems(nodes, end)) end++;
  const items = splitAtCommas(nodes.slice(from, end)).map((item) => selectItem(r, item));
  return { text: `SELECT ${quantified ? `${quantifier} ` : ''}${items.join(', ')}`, next: end, isValue: false };
}

function selectItem(r: Rewriting, item: readonly Node[]): string {
  const { text, aliased, only } = r.sequence(item);
  if (aliased || symbolAt(item.at(-1)) === '*') return text;
  if (only?.column !== undefined && only.next === item.length) return text;
  // Trino names `expression.field` after the field.
  const field = only?.next === item.length && symbolAt(item.at(-2)) === '.' ? item.at(-1) : undefined;
  return `${text} AS ${field === undefined ? `"${UNNAMED}"` : nameSql(field)}`;
}

function withClause(r: Rewriting, nodes: readonly Node[], at: number): Clause {
  let next = at + 1;
  let text = 'WITH';
  if (wordAt(nodes[next]) === 'recursive') {
    text += ' RECURSIVE';
    next++;
  }
  while (isName(nodes[next])) {
    text += ` ${nameSql(nodes[next])}`;
    next++;
    const columns = nodes[next];
    if (isParenthesis(columns)) {
      text += columnNames(columns);
      next++;
    }
    const body = nodes[next + 1];
    if (wordAt(nodes[next]) !== 'as' || !isParenthesis(body)) break;
    text += ` AS (${r.sql(body.children)})`;
    next += 2;
    if (symbolAt(nodes[next]) !== ',') break;
    text += ',';
    next++;
  }
  return { text, next, isValue: false };
}

/** Trino takes `VALUES 1, 2`; DuckDB wants every row in brackets. */
function valueRows(r: Rewriting, nodes: readonly Node[], at: number): Clause {
  let end = at + 1;
  while (end < nodes.length && !AFTER_VALUES.has(wordAt(nodes[end]) ?? '')) end++;
  const rows = splitAtCommas(nodes.slice(at + 1, end)).map((row) => {
    const [first, second] = row;
    if (row.length === 1 && isParenthesis(first)) return `(${r.sql(first.children)})`;
    if (row.length === 2 && wordAt(first) === 'row' && isParenthesis(second)) return `(${r.sql(second.children)})`;
    return `(${r.sql(row)})`;
  });
  return { text: `VALUES ${rows.join(', ')}`, next: end, isValue: true };
}

/** `TABLESAMPLE BERNOULLI (10)` */
export function tableSample(nodes: readonly Node[], at: number): Clause {
  const method = wordAt(nodes[at + 1]);
  const group = nodes[at + 2];
  const percent = isParenthesis(group) ? group.children[0] : undefined;
  if (
    (method !== 'bernoulli' && method !== 'system') ||
    !isParenthesis(group) ||
    group.children.length !== 1 ||
    percent?.kind !== 'leaf' ||
    percent.token.kind !== 'number'
  ) {
    throw new Refusal('TABLESAMPLE takes BERNOULLI or SYSTEM and a number of percent.', tokenAt(nodes, at));
  }
  return { text: `TABLESAMPLE ${method}(${numberSql(percent.token)} PERCENT)`, next: at + 3, isValue: true };
}

const AFTER_VALUES = new Set(['order', 'limit', 'offset', 'fetch', 'union', 'intersect', 'except']);

/** Words that end the items of SELECT, and FROM. */
export const AFTER_SELECT_ITEMS: ReadonlySet<string> = new Set([
  ...AFTER_VALUES,
  'from',
  'where',
  'group',
  'having',
  'window',
]);

function endsSelectItems(nodes: readonly Node[], at: number): boolean {
  const word = wordAt(nodes[at]);
  if (word === undefined || !AFTER_SELECT_ITEMS.has(word)) return false;
  const before = wordAt(nodes[at - 1]);
  return !(word === 'from' && before === 'distinct') && !(word === 'group' && before === 'within');
}

/** Where a set operation or the end follows. */
function endOfSelect(nodes: readonly Node[], from: number): number {
  const end = nodes.findIndex((node, at) => at > from && SET_OPERATIONS.has(wordAt(node) ?? ''));
  return end === -1 ? nodes.length : end;
}

const SET_OPERATIONS = new Set(['union', 'intersect', 'except']);
