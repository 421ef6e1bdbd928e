import type { Token } from '#core/sql/lexer.ts';
import { KEYWORDS } from './keywords.ts';
import { Refusal } from './refusal.ts';
import { firstToken, splitAtCommas, wordAt, type Group, type Node } from './token-tree.ts';

/** A name that is no keyword. */
export function isName(node: Node | undefined): boolean {
  if (node?.kind !== 'leaf') return false;
  if (node.token.kind === 'quoted') return true;
  return node.token.kind === 'word' && !KEYWORDS.has(node.token.text.toLowerCase());
}

/** After a dot any word is a name. */
export function isAnyWord(node: Node | undefined): boolean {
  return node?.kind === 'leaf' && (node.token.kind === 'quoted' || node.token.kind === 'word');
}

/** Every name is quoted, so that none of DuckDB's own keywords can be meant. */
export function nameSql(node: Node | undefined): string {
  if (node?.kind !== 'leaf') throw new Refusal('A name is missing.', node === undefined ? undefined : firstToken(node));
  return node.token.kind === 'quoted' ? node.token.text : `"${node.token.text.toLowerCase()}"`;
}

export function columnName(node: Node): string {
  return nameSql(node).slice(1, -1).toLowerCase();
}

export function columnNames(group: Group): string {
  return `(${splitAtCommas(group.children)
    .map((part) => nameSql(part[0]))
    .join(', ')})`;
}

/** Names that the statement gives to something; they may hide a column of the table. */
export function aliasesIn(nodes: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (level: readonly Node[]) =>
    level.forEach((node, index) => {
      const following = level[index + 1];
      if (wordAt(node) === 'as' && following !== undefined && isName(following)) found.add(columnName(following));
      if (node.kind === 'group') visit(node.children);
    });
  visit(nodes);
  return found;
}

export function tokenAt(nodes: readonly Node[], at: number): Token {
  const node = nodes[at];
  if (node === undefined) throw new RangeError(`no token at ${at}`);
  return firstToken(node);
}
