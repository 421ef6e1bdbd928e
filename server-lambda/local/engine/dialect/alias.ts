import { columnNames, isName, nameSql } from './names.ts';
import type { Clause } from './rewriting.ts';
import { isParenthesis, splitAtCommas, type Node } from './token-tree.ts';

/** A name after AS or after a value, with the names of its columns. */
export function alias(nodes: readonly Node[], at: number): (Clause & { readonly columns?: number }) | undefined {
  const node = nodes[at];
  if (!isName(node) || node === undefined) return undefined;
  const columns = nodes[at + 1];
  const name = `AS ${nameSql(node)}`;
  if (!isParenthesis(columns)) return { text: name, next: at + 1, isValue: true };
  return {
    text: name + columnNames(columns),
    next: at + 2,
    isValue: true,
    columns: splitAtCommas(columns.children).length,
  };
}
