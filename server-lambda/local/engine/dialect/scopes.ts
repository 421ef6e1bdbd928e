import { CASE_COLUMNS, CASE_TABLE } from '#core/contract/case-record.ts';
import type { Token } from '#core/sql/lexer.ts';
import { Refusal } from './refusal.ts';
import { firstToken, isParenthesis, splitAtCommas, symbolAt, wordAt, type Node } from './token-tree.ts';

// DuckDB looks names up more kindly than Athena: an alias of SELECT may stand in WHERE, GROUP BY, HAVING and other
// items, and there are tables of its own. These checks refuse what Athena would not find.

/** The names that WITH gives, anywhere in the statement, lower case. */
export function commonTableNames(tree: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  visit(tree, (level, at) => {
    const name = nameAt(level[at]);
    const body = wordAt(level[at + 1]) === 'as' ? level[at + 2] : level[at + 3];
    const before = wordAt(level[at - 1]) ?? symbolAt(level[at - 1]);
    if (name === undefined || !isParenthesis(body)) return;
    if (before === 'with' || before === 'recursive' || before === ',') found.add(name);
  });
  return found;
}

/** Throws Refusal for a table other than the one there is and those that WITH names. */
export function checkTableName(chain: readonly Node[], known: ReadonlySet<string>): void {
  const names = chain.flatMap((node) => nameAt(node) ?? []);
  const last = names.at(-1);
  const [first] = chain;
  if (first === undefined || last === undefined || last === CASE_TABLE) return;
  if (names.length === 1 && known.has(last)) return;
  throw new Refusal(`There is no table ${names.join('.')}.`, firstToken(first), `The table is ${CASE_TABLE}.`);
}

/** Throws Refusal where a SELECT over the cases' table alone uses one of its own aliases as if it were a column. */
export function checkAliases(select: readonly Node[]): void {
  const from = indexOfClause(select, 'from');
  if (from === -1) return;
  const end = nextClause(select, from + 1);
  if (!readsCasesOnly(select.slice(from + 1, end))) return;
  const items = splitAtCommas(select.slice(1, from));
  const aliases = new Set(items.flatMap((item) => aliasOf(item) ?? []).filter((name) => !COLUMNS.has(name)));
  if (aliases.size === 0) return;
  const last = indexOfClause(select, 'order');
  const tail = select.slice(end, last === -1 ? undefined : last);
  const refuse = (token: Token, name: string) => {
    throw new Refusal(
      `Column '${name}' cannot be resolved: an alias of SELECT can stand in ORDER BY only.`,
      token,
      'Repeat the expression, give its number in GROUP BY, or put the SELECT into a subquery.',
    );
  };
  for (const nodes of [...items, tail]) usedNames(nodes, aliases, refuse);
}

const COLUMNS: ReadonlySet<string> = new Set(CASE_COLUMNS);
const CLAUSES = new Set('where group having window order limit offset fetch union intersect except'.split(' '));

function indexOfClause(nodes: readonly Node[], word: string): number {
  return nodes.findIndex((node, at) => wordAt(node) === word && !isInsideExpression(nodes, at));
}

function nextClause(nodes: readonly Node[], from: number): number {
  const end = nodes.findIndex((node, at) => at >= from && CLAUSES.has(wordAt(node) ?? ''));
  return end === -1 ? nodes.length : end;
}

/** `IS DISTINCT FROM` and `WITHIN GROUP` are no clauses. */
function isInsideExpression(nodes: readonly Node[], at: number): boolean {
  const before = wordAt(nodes[at - 1]);
  return before === 'distinct' || before === 'within';
}

/** `case_summary c JOIN case_summary d ON …`, without subqueries. */
function readsCasesOnly(from: readonly Node[]): boolean {
  const starts = from.filter((_node, at) => {
    const before = at === 0 ? ',' : (wordAt(from[at - 1]) ?? symbolAt(from[at - 1]));
    return before === ',' || before === 'join';
  });
  const [first] = starts;
  return starts.length === 1 && first !== undefined && nameAt(from[lastOfChain(from)]) === CASE_TABLE;
}

function lastOfChain(nodes: readonly Node[]): number {
  let at = 0;
  while (symbolAt(nodes[at + 1]) === '.') at += 2;
  return at;
}

/** The name after AS, at the end of a SELECT item. */
function aliasOf(item: readonly Node[]): string | undefined {
  return wordAt(item.at(-2)) === 'as' ? nameAt(item.at(-1)) : undefined;
}

function usedNames(
  nodes: readonly Node[],
  names: ReadonlySet<string>,
  found: (token: Token, name: string) => void,
  parameters: ReadonlySet<string> = new Set(),
): void {
  nodes.forEach((node, at) => {
    if (node.kind === 'group') {
      if (!SUBQUERIES.has(wordAt(node.children[0]) ?? '')) {
        const inner = new Set([...parameters, ...lambdaParameters(node.children)]);
        usedNames(node.children, names, found, inner);
      }
      return;
    }
    const name = nameAt(node);
    if (name === undefined || !names.has(name) || parameters.has(name)) return;
    const before = nodes[at - 1];
    const after = nodes[at + 1];
    const isColumn =
      wordAt(before) !== 'as' &&
      symbolAt(before) !== '.' &&
      symbolAt(after) !== '.' &&
      symbolAt(after) !== '->' &&
      !isParenthesis(after) &&
      // DATE '…', INTERVAL '1' DAY, EXTRACT(YEAR FROM …)
      !isString(after) &&
      !isString(before) &&
      wordAt(after) !== 'from';
    if (isColumn) found(node.token, name);
  });
}

const SUBQUERIES = new Set(['select', 'with', 'values', 'table']);

function lambdaParameters(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node, at) => {
    if (symbolAt(nodes[at + 1]) !== '->') return [];
    const heads = isParenthesis(node) ? splitAtCommas(node.children).map((part) => part[0]) : [node];
    return heads.flatMap((head) => nameAt(head) ?? []);
  });
}

function isString(node: Node | undefined): boolean {
  return node?.kind === 'leaf' && node.token.kind === 'string';
}

function nameAt(node: Node | undefined): string | undefined {
  if (node?.kind !== 'leaf') return undefined;
  if (node.token.kind === 'word') return node.token.text.toLowerCase();
  return node.token.kind === 'quoted' ? node.token.text.slice(1, -1).replaceAll('""', '"').toLowerCase() : undefined;
}

function visit(nodes: readonly Node[], look: (level: readonly Node[], at: number) => void): void {
  nodes.forEach((node, at) => {
    look(nodes, at);
    if (node.kind === 'group') visit(node.children, look);
  });
}
