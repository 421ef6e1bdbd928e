import { alias } from './alias.ts';
import { looksLikeArray, looksLikeMap } from './probes.ts';
import type { Clause, Rewriting } from './rewriting.ts';
import { splitAtCommas, wordAt, type Group, type Node } from './token-tree.ts';

/** `UNNEST (…) [WITH ORDINALITY] [AS t (a, b)]`, as a subquery with one row for each element. */
export function unnest(r: Rewriting, nodes: readonly Node[], at: number, group: Group): Clause {
  let next = at + 2;
  const ordinality = wordAt(nodes[next]) === 'with' && wordAt(nodes[next + 1]) === 'ordinality';
  if (ordinality) next += 2;
  const named = alias(nodes, wordAt(nodes[next]) === 'as' ? next + 1 : next);
  const args = splitAtCommas(group.children);
  const width = named?.columns === undefined ? undefined : named.columns - (ordinality ? 1 : 0);
  const lists = args.length === 1 ? listsOf(r, args[0] ?? [], width) : args.map((arg) => r.sql(arg));
  const items = lists.map((list) => `unnest(${list})`);
  if (ordinality) {
    const lengths = lists.map((list) => `coalesce(len(${list}), 0)`).join(', ');
    items.push(`unnest(range(1, 1 + greatest(${lengths})))`);
  }
  const lateral = wordAt(nodes[at - 1]) === 'from' ? '' : 'LATERAL ';
  const text = `${lateral}(SELECT ${items.join(', ')})`;
  if (named === undefined) return { text, next, isValue: true };
  return { text: `${text} ${named.text}`, next: named.next, isValue: true };
}

/** The lists that one argument of UNNEST falls into: an array's elements, a map's keys and values, a row's fields. */
function listsOf(r: Rewriting, arg: readonly Node[], width: number | undefined): readonly string[] {
  const value = r.sql(arg);
  const entries = [`map_keys(${value})`, `map_values(${value})`];
  if (width === undefined || width === 1) return looksLikeMap(arg) ? entries : [value];
  const fields = Array.from({ length: width }, (_none, index) => {
    return `list_transform(${value}, lambda e: struct_extract_at(e, ${index + 1}))`;
  });
  if (width !== 2) return fields;
  return r.choose(2, looksLikeArray(arg) ? 1 : 0) === 0 ? entries : fields;
}
