import * as z from 'zod/mini';

/** Names of before, which drafts, saved analyses and runs on disk may still have. */
const NAMES: Readonly<Record<string, string>> = {
  rcaCategory: 'rca_category',
  lifecycleCategory: 'lifecycle_category',
  caseId: 'case_id',
};

/** Reads what an earlier version of the extension may have stored. */
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
