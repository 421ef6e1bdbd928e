/** The nodes of a syntax tree directly below one, in the order of the text; places are left out. */
export function childrenOf(node: object): readonly object[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key !== 'at' && typeof value === 'object' && value !== null ? [value] : [],
  );
}

/**
 * Visits a tree and all below it, in the order of the text. Where `enter` gives false, what is below is left out. Chains
 * of any length are fine.
 */
export function walk(root: object, enter: (node: object) => boolean): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (enter(node)) open.push(...childrenOf(node).toReversed());
  }
}

/** Whether an object of a tree is a node of this kind. */
export function isKind<Kind extends string>(node: object, kind: Kind): node is { readonly kind: Kind } {
  return 'kind' in node && node.kind === kind;
}
