import * as z from 'zod/mini';

/** Former names, which stored drafts, saved analyses and runs may still use. */
const NAMES: Readonly<Record<string, string>> = {
  rcaCategory: 'rca_category',
  lifecycleCategory: 'lifecycle_category',
  caseId: 'case_id',
};

/** Parses what this or an earlier version of the extension stored. */
export function stored<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.pipe(z.transform(withNamesOfNow), schema);
}

function withNamesOfNow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNamesOfNow);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      NAMES[key] ?? key,
      key === 'dimension' && typeof inner === 'string' ? (NAMES[inner] ?? inner) : withNamesOfNow(inner),
    ]),
  );
}
