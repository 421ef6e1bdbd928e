import { alias } from './alias.ts';
import { valueAt } from './arithmetic.ts';
import { AFTER_SELECT_ITEMS, clauseAt, tableSample } from './clauses.ts';
import { comparisonAt, COMPARISONS, refuseMixed } from './comparisons.ts';
import { isName, nameSql, tokenAt } from './names.ts';
import { Refusal } from './refusal.ts';
import type { Clause, Rewriting, Sequence, Value } from './rewriting.ts';
import { checkTableName } from './scopes.ts';
import { firstToken, isParenthesis, splitAtCommas, symbolAt, wordAt, type Node } from './token-tree.ts';

/** Anything from a whole statement to one expression. */
export function sequence(r: Rewriting, nodes: readonly Node[]): Sequence {
  if (symbolAt(nodes[1]) === '->') return { text: lambda(r, nodes), aliased: false, values: 0 };
  const out: string[] = [];
  let at = 0;
  let afterValue = false;
  let aliased = false;
  let values = 0;
  let last: Value | undefined;
  let comparison: string | undefined;
  let inFrom = false;

  while (at < nodes.length) {
    const node = nodes[at];
    if (node === undefined) break;
    const word = wordAt(node);
    const clause: Clause | undefined = afterValue && word !== 'values' ? undefined : clauseAt(r, nodes, at);
    if (clause !== undefined) {
      out.push(clause.text);
      at = clause.next;
      afterValue = clause.isValue;
      continue;
    }
    if (word === 'tablesample') {
      const sample = tableSample(nodes, at);
      out.push(sample.text);
      at = sample.next;
      continue;
    }
    if (word === 'as' || (afterValue && isName(node) && !isRank(nodes, at))) {
      const named = alias(nodes, word === 'as' ? at + 1 : at);
      if (named !== undefined) {
        out.push(named.text);
        at = named.next;
        aliased = true;
        afterValue = true;
        continue;
      }
    }
    const value = afterValue || isRank(nodes, at) ? undefined : valueAt(r, nodes, at);
    if (value !== undefined) {
      if (comparison !== undefined) refuseMixed(r, last, comparison, value);
      if (value.column !== undefined && isTablePlace(nodes, at, inFrom)) {
        checkTableName(nodes.slice(at, value.next), r.commonTables);
      }
      out.push(value.text);
      at = value.next;
      last = value;
      values++;
      aliased = false;
      afterValue = true;
      continue;
    }
    out.push(plain(node, nodes[at + 1]));
    comparison = comparisonAt(node);
    if (word === 'from') inFrom = true;
    else if (AFTER_SELECT_ITEMS.has(word ?? '')) inFrom = false;
    // A comparison takes what stands right before it, but for NOT.
    if (comparison === undefined && word !== 'not') last = undefined;
    if (word === 'by' && wordAt(nodes[at + 1]) === 'all') at += checkByAll(nodes, at);
    afterValue = false;
    at++;
  }
  return { text: out.join(' '), aliased, values, ...(values === 1 && last !== undefined ? { only: last } : {}) };
}

function lambda(r: Rewriting, nodes: readonly Node[]): string {
  const [head] = nodes;
  const parameters = isParenthesis(head) ? splitAtCommas(head.children).map((part) => part[0]) : [head];
  return `lambda ${parameters.map(nameSql).join(', ')}: (${r.sql(nodes.slice(2))})`;
}

/** Whether what stands here names a table. */
function isTablePlace(nodes: readonly Node[], at: number, inFrom: boolean): boolean {
  const before = nodes[at - 1];
  const word = wordAt(before);
  if (word === 'join' || word === 'table') return true;
  if (word === 'from') return wordAt(nodes[at - 2]) !== 'distinct';
  return inFrom && symbolAt(before) === ',';
}

/** `GROUP BY ALL a, b` is GROUP BY; ALL by itself is DuckDB's. Returns how many tokens to leave out. */
function checkByAll(nodes: readonly Node[], at: number): number {
  const following = nodes[at + 2];
  const word = wordAt(following);
  if (following !== undefined && word !== 'asc' && word !== 'desc' && !AFTER_SELECT_ITEMS.has(word ?? '')) return 1;
  throw new Refusal("Athena's SQL has no BY ALL.", tokenAt(nodes, at + 1), 'Name the columns.');
}

/** FIRST and LAST are keywords after NULLS and FETCH, and names elsewhere. */
function isRank(nodes: readonly Node[], at: number): boolean {
  const word = wordAt(nodes[at]);
  const before = wordAt(nodes[at - 1]);
  return (word === 'first' || word === 'last') && (before === 'nulls' || before === 'fetch');
}

/** A keyword or a symbol as it is. */
function plain(node: Node, following: Node | undefined): string {
  const token = firstToken(node);
  if (token.kind === 'symbol' && !PLAIN_SYMBOLS.has(token.text)) {
    throw new Refusal(`Athena's SQL has no ${token.text} here.`, token);
  }
  if (wordAt(node) === 'by' && wordAt(following) === 'distinct') {
    throw new Refusal('The embedded engine does not support GROUP BY DISTINCT.', token);
  }
  if (wordAt(node) === 'with' && wordAt(following) === 'ties') {
    throw new Refusal('The embedded engine does not support FETCH … WITH TIES.', token);
  }
  return node.kind === 'leaf' ? token.text : `${node.open.text} ${node.close.text}`;
}

const PLAIN_SYMBOLS = new Set([...COMPARISONS, ',', '+', '-', '*', '/', '%', '||', '(', ')']);
