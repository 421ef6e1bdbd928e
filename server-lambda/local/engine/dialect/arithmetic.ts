import { joinable } from './functions.ts';
import { looksLikeInterval, looksTemporal } from './probes.ts';
import { isName } from './names.ts';
import { primary } from './primaries.ts';
import type { Rewriting, Value } from './rewriting.ts';
import { isParenthesis, splitAtCommas, symbolAt, wordAt, type Node } from './token-tree.ts';

/** `a + b || c`: everything that binds tighter than a comparison. */
export function valueAt(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  const first = sum(r, nodes, at);
  if (first === undefined) return undefined;
  if (symbolAt(nodes[first.next]) !== '||') {
    return looksTemporal(nodes.slice(at, first.next)) ? { ...first, isTemporal: true } : first;
  }
  let value: Value = { text: joinable(first.text), next: first.next };
  while (symbolAt(nodes[value.next]) === '||') {
    const right = sum(r, nodes, value.next + 1);
    if (right === undefined) break;
    value = { text: `${value.text} || ${joinable(right.text)}`, next: right.next };
  }
  return value;
}

function sum(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  let left = product(r, nodes, at);
  while (left !== undefined) {
    const operator = symbolAt(nodes[left.next]);
    if (operator !== '+' && operator !== '-') return left;
    const rightAt = left.next + 1;
    const right = product(r, nodes, rightAt);
    if (right === undefined) return left;
    const sides = { left: nodes.slice(at, left.next), right: nodes.slice(rightAt, right.next) };
    left = { text: plusOrMinus(r, operator, left.text, right.text, sides), next: right.next };
  }
  return left;
}

interface Sides {
  readonly left: readonly Node[];
  readonly right: readonly Node[];
}

/** DuckDB's date arithmetic gives other types than Trino's, and none at all with a time zone. */
function plusOrMinus(r: Rewriting, operator: '+' | '-', left: string, right: string, sides: Sides): string {
  const intervalLeft = looksLikeInterval(sides.left) && !sides.left.some((node) => looksTemporal([node]));
  const intervalRight = looksLikeInterval(sides.right) && !looksTemporal(sides.right);
  if (intervalRight && !intervalLeft) {
    const macro = hasTime(sides.right) ? 'athena_shift_time' : 'athena_shift';
    return `${macro}(${left}, ${operator === '-' ? '-' : ''}(${right}))`;
  }
  if (intervalLeft && !intervalRight && operator === '+') return `athena_shift(${right}, ${left})`;
  if (intervalLeft) return `${left} ${operator} ${right}`;
  const temporal = looksTemporal(sides.left) || looksTemporal(sides.right);
  const between = `(athena_utc(${left}) - athena_utc(${right}))`;
  if (temporal) return operator === '-' ? between : `athena_shift(${left}, ${right})`;
  if (operator === '-' && isOpaque(sides.left) && isOpaque(sides.right)) {
    return r.choose(2, 0) === 0 ? between : `${left} - ${right}`;
  }
  return `${left} ${operator} ${right}`;
}

function product(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  let left = signed(r, nodes, at);
  while (left !== undefined) {
    const operator = symbolAt(nodes[left.next]);
    if (operator !== '*' && operator !== '/' && operator !== '%') return left;
    const right = signed(r, nodes, left.next + 1);
    if (right === undefined) return left;
    const text =
      operator === '%' ? `athena_mod(${left.text}, ${right.text})` : `${left.text} ${operator} ${right.text}`;
    left = { text, next: right.next };
  }
  return left;
}

function signed(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  let from = at;
  let signs = '';
  for (let sign = symbolAt(nodes[from]); sign === '-' || sign === '+'; sign = symbolAt(nodes[++from]))
    signs += `${sign} `;
  const value = primary(r, nodes, from);
  return value === undefined || from === at ? value : { text: signs + value.text, next: value.next };
}

const OPAQUE_CALLS = new Set(['max', 'min', 'coalesce', 'lag', 'lead', 'first_value', 'last_value', 'any_value']);

/** A name, or a call whose type is its argument's: only the binder knows it. */
function isOpaque(nodes: readonly Node[]): boolean {
  const [first, second] = nodes;
  const word = wordAt(first);
  if (word !== undefined && isParenthesis(second)) {
    return OPAQUE_CALLS.has(word) && isOpaque(splitAtCommas(second.children)[0] ?? []);
  }
  return nodes.every((node, index) => (index % 2 === 0 ? isName(node) : symbolAt(node) === '.')) && nodes.length > 0;
}

function hasTime(nodes: readonly Node[]): boolean {
  return nodes.some((node) => ['hour', 'minute', 'second'].includes(wordAt(node) ?? ''));
}
