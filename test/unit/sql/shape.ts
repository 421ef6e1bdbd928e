import { parseStatement } from '#core/sql/syntax/parse.ts';
import type { Call, Query } from '#core/sql/syntax/tree.ts';

/** A tree without places, for tests that look at its form. */
export function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'at')
      .map(([key, part]) => [key, withoutPlaces(part)]),
  );
}

export function parseQuery(sql: string): Query {
  const tree = parseStatement(sql);
  if (tree.kind !== 'query') throw new Error(`${sql} is no query`);
  return tree;
}

/** The first column of `SELECT sql`, each operator with its operands in brackets behind it. */
export function shapeOf(sql: string): unknown {
  const { body } = parseQuery(`SELECT ${sql}`);
  const item = body.kind === 'select' ? body.items[0] : undefined;
  if (item?.kind !== 'expression') throw new Error(`${sql} is no expression`);
  return shape(item.value);
}

const WORDS: Readonly<Record<string, string>> = { concatenation: '||', 'at time zone': 'at', sign: 'sign', row: 'row' };

function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (typeof node !== 'object' || node === null) return node;
  const { kind, at: _at, ...parts } = node as { kind?: string; at?: unknown; [part: string]: unknown };
  if (kind === 'name') return (parts['name'] as { name: string }).name;
  if (kind === 'literal') return parts['text'];
  if (kind === 'call') return callShape(node as Call);
  if (kind === undefined) return Object.values(parts).flatMap((part) => [shape(part)]);
  const { operator, ...operands } = parts;
  const head =
    operator === undefined ? (WORDS[kind] ?? kind) : kind === 'sign' ? `sign ${operator as string}` : operator;
  return [head, ...Object.values(operands).flatMap((part) => (Array.isArray(part) ? part.map(shape) : [shape(part)]))];
}

function callShape({ name, distinct, star, arguments: list }: Call): unknown {
  const words = [...(distinct ? ['DISTINCT'] : []), ...(star ? ['*'] : [])];
  return [name.map((part) => part.name).join('.'), ...words, ...list.map(shape)];
}
