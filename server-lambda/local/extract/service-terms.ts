import { serviceCodesFor } from '#core/sql/service-codes.ts';
import type { Corpus } from './corpus.ts';

/**
 * The words that name a service among the stored codes (`EKS` for `service-eks`): they say where a case belongs, which
 * the figures tell, and not what it is about.
 */
export function serviceTerms(corpus: Corpus, stored: readonly (string | null)[]): ReadonlySet<number> {
  const codes = [...new Set(stored.flatMap((code) => code?.toLowerCase() ?? []))];
  const parts = new Set(codes.flatMap((code) => code.split('-')));
  const named = corpus.terms.flatMap((term, id) => {
    const word = term.surface.toLowerCase();
    // Few words are names; the others needn't be looked up.
    if (term.kind === 'code' || (!parts.has(word) && word.length > 12)) return [];
    const { codes: whole, prefixes } = serviceCodesFor(word);
    const names = codes.some((code) => whole.includes(code) || prefixes.some((prefix) => code.startsWith(prefix)));
    return names ? [id] : [];
  });
  return new Set(named);
}
