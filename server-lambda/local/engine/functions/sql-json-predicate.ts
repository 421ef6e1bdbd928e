import { PathFailure } from './sql-json-failure.ts';
import { compared, compareNumbers } from './sql-json-numbers.ts';
import { unwrapped } from './sql-json-scope.ts';
import type { JsonNode } from './json-values.ts';
import type { Comparison, PathNode, Predicate } from './sql-json-path-tree.ts';
import type { PathScope } from './sql-json-scope.ts';

/** Undefined is unknown. */
type Truth = boolean | undefined;

/** What a path finds. Throws PathFailure. */
type Follow = (path: PathNode, scope: PathScope) => readonly JsonNode[];

export function truthOf(predicate: Predicate, scope: PathScope, follow: Follow): Truth {
  const truth = (part: Predicate) => truthOf(part, scope, follow);
  const items = (path: PathNode) => itemsOrFailure(() => follow(path, scope));
  switch (predicate.kind) {
    case 'and':
      return conjunction(truth(predicate.left), () => truth(predicate.right));
    case 'or':
      return not(conjunction(not(truth(predicate.left)), () => not(truth(predicate.right))));
    case 'not':
      return not(truth(predicate.of));
    case 'is unknown':
      return truth(predicate.of) === undefined;
    case 'exists': {
      const found = items(predicate.path);
      return found === undefined ? undefined : found.length > 0;
    }
    case 'comparison':
      return anyPair(items(predicate.left), items(predicate.right), scope, (a, b) =>
        comparedItems(a, b, predicate.operator),
      );
    case 'starts with':
      return anyPair(items(predicate.whole), items(predicate.start), scope, (whole, start) =>
        typeof whole === 'string' && typeof start === 'string' ? whole.startsWith(start) : undefined,
      );
  }
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function conjunction(left: Truth, right: () => Truth): Truth {
  if (left === false) return false;
  const other = right();
  return other === false ? false : left === true ? other : undefined;
}

/** Undefined where the path cannot be followed. */
function itemsOrFailure(follow: () => readonly JsonNode[]): readonly JsonNode[] | undefined {
  try {
    return follow();
  } catch (error) {
    if (error instanceof PathFailure) return undefined;
    throw error;
  }
}

/** In lax mode the first pair that is true or unknown decides; in strict mode, one that is unknown. */
function anyPair(
  lefts: readonly JsonNode[] | undefined,
  rights: readonly JsonNode[] | undefined,
  scope: PathScope,
  test: (left: JsonNode, right: JsonNode) => Truth,
): Truth {
  if (lefts === undefined || rights === undefined) return undefined;
  let found = false;
  for (const one of unwrapped(lefts, scope)) {
    for (const other of unwrapped(rights, scope)) {
      const truth = test(one, other);
      if (truth === undefined) return undefined;
      if (truth && scope.lax) return true;
      found ||= truth;
    }
  }
  return found;
}

/** Undefined for items that do not compare. */
function comparedItems(a: JsonNode, b: JsonNode, operator: Comparison): Truth {
  if (isStructure(a) || isStructure(b)) return undefined;
  if (a === null || b === null) {
    const same = a === b;
    return operator === '==' ? same : operator === '<>' && !same;
  }
  if (typeof a === 'object' && typeof b === 'object') return compareNumbers(a, b, operator);
  if (typeof a === 'string' && typeof b === 'string') return compared(comparable(a), comparable(b), operator);
  return typeof a === 'boolean' && typeof b === 'boolean' ? compared(a, b, operator) : undefined;
}

function isStructure(item: JsonNode): item is Extract<JsonNode, { kind: 'array' | 'object' }> {
  return typeof item === 'object' && item !== null && item.kind !== 'number';
}

/** JavaScript compares units; this has the order of code points. */
function comparable(text: string): string {
  return text.replace(/[\ue000-\uffff]|[\ud800-\udbff][\udc00-\udfff]/g, (letter) =>
    letter.length === 2 ? `\uffff${letter}` : `\ue000${letter}`,
  );
}
