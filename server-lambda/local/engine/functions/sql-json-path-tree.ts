import type { JsonNode } from './json-values.ts';

/** A path of SQL/JSON: `lax $.a[*] ? (@.b > 1)`. */
export interface SqlJsonPath {
  readonly lax: boolean;
  readonly root: PathNode;
  /** The variables that it names. */
  readonly variables: ReadonlySet<string>;
}

export type PathNode =
  | { readonly kind: 'literal'; readonly value: JsonNode }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'context' | 'current' | 'last' }
  | { readonly kind: 'negate'; readonly of: PathNode; readonly sign: 1n | -1n }
  | { readonly kind: 'arithmetic'; readonly operator: Operator; readonly left: PathNode; readonly right: PathNode }
  | { readonly kind: 'member' | 'descendants'; readonly of: PathNode; readonly name: string }
  | { readonly kind: 'members' | 'elements'; readonly of: PathNode }
  | { readonly kind: 'subscripts'; readonly of: PathNode; readonly ranges: readonly SubscriptRange[] }
  | { readonly kind: 'filter'; readonly of: PathNode; readonly predicate: Predicate }
  | { readonly kind: 'method'; readonly of: PathNode; readonly name: PathMethod };

export type Operator = '+' | '-' | '*' | '/' | '%';

export interface SubscriptRange {
  readonly from: PathNode;
  readonly to?: PathNode;
}

export const PATH_METHODS = ['type', 'size', 'double', 'ceiling', 'floor', 'abs'] as const;
export type PathMethod = (typeof PATH_METHODS)[number];

export type Comparison = '==' | '<>' | '<' | '<=' | '>' | '>=';

export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate }
  | { readonly kind: 'not' | 'is unknown'; readonly of: Predicate }
  | { readonly kind: 'exists'; readonly path: PathNode }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: PathNode; readonly right: PathNode }
  | { readonly kind: 'starts with'; readonly whole: PathNode; readonly start: PathNode };
