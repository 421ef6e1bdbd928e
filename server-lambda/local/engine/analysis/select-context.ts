import type { Select, SortItem } from '#core/sql/syntax/tree.ts';
import type { Fingerprints } from './fingerprints.ts';
import type { FindColumn, QueryScope, Rows } from './scope.ts';
import type { Item } from './select-items.ts';
import type { Bounds } from './steps.ts';
import type { NamedWindows } from './window-calls.ts';

/** A SELECT whose FROM and WHERE are planned. */
export interface SelectContext {
  readonly select: Select;
  readonly orderBy: readonly SortItem[];
  readonly bounds: Bounds;
  /** What FROM and WHERE give. */
  readonly source: Rows;
  readonly names: SourceNames;
  readonly items: readonly Item[];
  /** Finds a column of the select list by its name there, which ORDER BY sees first. */
  readonly outputs: FindColumn;
  /** As `names`, for ORDER BY: what the select list names is no column of FROM there. */
  readonly orderNames: SourceNames;
  readonly windows: NamedWindows;
  readonly scope: QueryScope;
}

/** How names are found in the rows of FROM. */
export interface SourceNames {
  readonly find: FindColumn;
  readonly fingerprints: Fingerprints;
}
