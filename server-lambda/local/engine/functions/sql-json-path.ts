import { SqlFailure } from './implementation.ts';
import { PathFailure } from './sql-json-failure.ts';
import { arithmetic, asDouble, negated, numberMethod, pathNumber } from './sql-json-numbers.ts';
import { truthOf } from './sql-json-predicate.ts';
import { isKind, unwrapped } from './sql-json-scope.ts';
import { textToDouble } from './text-casts.ts';
import type { JsonNode, JsonNumber } from './json-values.ts';
import type { PathScope } from './sql-json-scope.ts';
import type { PathMethod, PathNode, SqlJsonPath, SubscriptRange } from './sql-json-path-tree.ts';

/** The items that a path finds. Throws PathFailure where ON ERROR counts. */
export function followPath(
  { lax, root }: SqlJsonPath,
  context: JsonNode,
  variables: ReadonlyMap<string, JsonNode>,
): readonly JsonNode[] {
  return itemsOf(root, { lax, context, variables });
}

function itemsOf(node: PathNode, scope: PathScope): readonly JsonNode[] {
  switch (node.kind) {
    case 'literal':
      return [node.value];
    case 'variable':
      return [scope.variables.get(node.name) ?? null];
    case 'context':
      return [scope.context];
    case 'current':
      return [scope.current ?? null];
    case 'last':
      return [lastOf(scope)];
    case 'negate':
      return unwrapped(itemsOf(node.of, scope), scope)
        .map(numberOf)
        .map((number) => (node.sign < 0n ? negated(number) : number));
    case 'arithmetic':
      return [arithmetic(operand(node.left, scope), operand(node.right, scope), node.operator)];
    case 'member':
      return unwrapped(itemsOf(node.of, scope), scope).flatMap((item) => memberOf(item, node.name, scope));
    case 'descendants':
      return itemsOf(node.of, scope).flatMap((item) => descendants(item, node.name));
    case 'members':
      return unwrapped(itemsOf(node.of, scope), scope).flatMap((item) => membersOf(item, scope));
    case 'elements':
      return itemsOf(node.of, scope).flatMap((item) => elementsOf(item, scope));
    case 'subscripts':
      return itemsOf(node.of, scope).flatMap((item) => subscripted(elementsOf(item, scope), node.ranges, scope));
    case 'filter':
      return unwrapped(itemsOf(node.of, scope), scope).filter(
        (item) => truthOf(node.predicate, { ...scope, current: item }, itemsOf) === true,
      );
    case 'method':
      return methodOf(node.name, itemsOf(node.of, scope), scope);
  }
}

function wrongKind(expected: string, item: JsonNode): PathFailure {
  return new PathFailure(`invalid item type. Expected: ${expected}, actual: ${kindOf(item).toUpperCase()}`);
}

function kindOf(item: JsonNode): string {
  if (item === null) return 'null';
  return typeof item === 'object' ? item.kind : typeof item;
}

function numberOf(item: JsonNode): JsonNumber {
  if (!isKind(item, 'number')) throw wrongKind('NUMBER', item);
  return item;
}

function operand(node: PathNode, scope: PathScope): JsonNumber {
  const [item, ...more] = unwrapped(itemsOf(node, scope), scope);
  if (item === undefined || more.length > 0)
    throw new PathFailure('arithmetic binary expression requires singleton operands');
  return numberOf(item);
}

function lastOf({ last }: PathScope): JsonNumber {
  if (last === undefined) throw new SqlFailure("Invalid JSON path: 'last' stands outside of a subscript");
  return { kind: 'number', text: String(last) };
}

function memberOf(item: JsonNode, name: string, { lax }: PathScope): readonly JsonNode[] {
  if (!isKind(item, 'object')) {
    if (lax) return [];
    throw wrongKind('OBJECT', item);
  }
  const value = new Map(item.members).get(name);
  if (value !== undefined) return [value];
  if (lax) return [];
  throw new PathFailure(`structural error: missing member '${name}' in JSON object`);
}

/** Its own member comes before those of what it holds. */
function descendants(item: JsonNode, name: string): readonly JsonNode[] {
  if (isKind(item, 'array')) return item.items.flatMap((element) => descendants(element, name));
  if (!isKind(item, 'object')) return [];
  const members = new Map(item.members);
  const own = members.get(name);
  return [...(own === undefined ? [] : [own]), ...[...members.values()].flatMap((value) => descendants(value, name))];
}

function membersOf(item: JsonNode, { lax }: PathScope): readonly JsonNode[] {
  if (isKind(item, 'object')) return [...new Map(item.members).values()];
  if (lax) return [];
  throw wrongKind('OBJECT', item);
}

/** In lax mode everything else is an array of one. */
function elementsOf(item: JsonNode, { lax }: PathScope): readonly JsonNode[] {
  if (isKind(item, 'array')) return item.items;
  if (lax) return [item];
  throw wrongKind('ARRAY', item);
}

function subscripted(
  elements: readonly JsonNode[],
  ranges: readonly SubscriptRange[],
  scope: PathScope,
): readonly JsonNode[] {
  const inside = { ...scope, last: elements.length - 1 };
  return ranges.flatMap((range) => {
    const from = subscript(range.from, inside);
    const to = range.to === undefined ? from : subscript(range.to, inside);
    if (!scope.lax && (from < 0 || from > to || to >= elements.length))
      throw new PathFailure(
        `structural error: invalid array subscript: [${from}, ${to}] for array of size ${elements.length}`,
      );
    return elements.slice(Math.max(0, from), Math.max(0, to + 1));
  });
}

function subscript(node: PathNode, scope: PathScope): number {
  const [item, ...more] = unwrapped(itemsOf(node, scope), scope);
  if (item === undefined || more.length > 0)
    throw new PathFailure('array subscript requires a singleton numeric value');
  const number = pathNumber(numberOf(item));
  if (number?.kind !== 'whole')
    throw new SqlFailure("The embedded engine's JSON paths have no subscript that is not a whole number");
  return asDouble(number);
}

function methodOf(name: PathMethod, items: readonly JsonNode[], scope: PathScope): readonly JsonNode[] {
  if (name === 'type') return items.map(kindOf);
  if (name === 'size') return items.map((item) => sizeOf(item, scope));
  const operands = unwrapped(items, scope);
  if (name === 'double') return operands.map(doubleOf);
  return operands.map((item) => numberMethod(numberOf(item), name));
}

function sizeOf(item: JsonNode, { lax }: PathScope): JsonNode {
  if (!lax && !isKind(item, 'array')) throw wrongKind('ARRAY', item);
  return { kind: 'number', text: String(isKind(item, 'array') ? item.items.length : 1) };
}

function doubleOf(item: JsonNode): JsonNode {
  if (typeof item !== 'string') return numberMethod(numberOf(item), 'double');
  try {
    return numberMethod({ kind: 'number', text: doubleLiteral(textToDouble(item)) }, 'double');
  } catch (error) {
    if (error instanceof SqlFailure) throw new PathFailure('');
    throw error;
  }
}

/** With an exponent, so that it is not a whole number. */
function doubleLiteral(value: number): string {
  return Number.isFinite(value) ? value.toExponential() : String(value);
}
