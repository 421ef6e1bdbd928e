import { inject } from 'vitest';
import type { Program } from './programs.ts';

/** Options of a test or suite that runs programs of others: skipped where one is missing, and reported at the end. */
export function needs(...programs: readonly Program[]) {
  const missing = inject('missing');
  return { skip: programs.some((program) => program in missing), meta: { needs: programs } };
}
