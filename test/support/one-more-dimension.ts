import type { DimensionSpec } from '#core/contract/dimensions.ts';

const CATEGORY: DimensionSpec = {
  id: 'category_code',
  argument: 'category_code',
  column: 'categorycode',
  label: 'Category',
  plural: 'Categories',
  hint: 'category within a service',
  order: 'most frequent',
  match: 'folded',
  nullable: true,
};

/** The table of dimensions with one more entry; for `vi.mock`, in a file that has its process to itself. */
export function withCategory<Table extends { readonly DIMENSIONS: object }>(table: Table): Table {
  (table.DIMENSIONS as DimensionSpec[]).push(CATEGORY);
  return table;
}
