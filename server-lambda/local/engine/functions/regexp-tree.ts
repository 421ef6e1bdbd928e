/** A regular expression of Trino's (Java's syntax as Joni reads it). */
export type RegexpNode =
  | { readonly kind: 'character'; readonly code: number; readonly folded: boolean }
  /** `set` is a class of JavaScript with the flag v. `also`: longer texts that it matches, without regard to case. */
  | { readonly kind: 'set'; readonly set: string; readonly also: readonly string[] }
  | { readonly kind: 'assertion'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexpNode[] }
  | { readonly kind: 'alternatives'; readonly branches: readonly RegexpNode[] }
  | { readonly kind: 'group'; readonly number: number; readonly body: RegexpNode }
  | { readonly kind: 'back reference'; readonly group: number }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: RegexpNode }
  | { readonly kind: 'atomic'; readonly body: RegexpNode }
  | {
      readonly kind: 'repeat';
      readonly min: number;
      /** Infinity without a bound. */
      readonly max: number;
      readonly mode: 'greedy' | 'lazy' | 'possessive';
      readonly body: RegexpNode;
    };

export interface ParsedRegexp {
  readonly tree: RegexpNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** The least and the greatest number of characters that a part matches. */
export function lengthRange(node: RegexpNode): readonly [number, number] {
  switch (node.kind) {
    case 'character':
    case 'set':
      return [1, 1];
    case 'assertion':
    case 'look':
      return [0, 0];
    case 'back reference':
      return [0, Infinity];
    case 'group':
    case 'atomic':
      return lengthRange(node.body);
    case 'sequence':
      return node.parts.map(lengthRange).reduce<readonly [number, number]>(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'alternatives': {
      const ranges = node.branches.map(lengthRange);
      return [Math.min(...ranges.map(([least]) => least)), Math.max(...ranges.map(([, greatest]) => greatest))];
    }
    case 'repeat': {
      const [least, greatest] = lengthRange(node.body);
      return [least * node.min, greatest === 0 ? 0 : greatest * node.max];
    }
  }
}

/** Whether a part tries everything else before it matches nothing. */
export function isEmptyLast(node: RegexpNode): boolean {
  if (lengthRange(node)[0] > 0) return true;
  switch (node.kind) {
    case 'group':
      return isEmptyLast(node.body);
    case 'sequence':
      return node.parts.every(isEmptyLast);
    case 'alternatives':
      return (
        node.branches.slice(0, -1).every((branch) => lengthRange(branch)[0] > 0) && node.branches.every(isEmptyLast)
      );
    case 'repeat':
      return node.mode === 'greedy' && isEmptyLast(node.body);
    default:
      return false;
  }
}
