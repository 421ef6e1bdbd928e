import { addedTokens, modelCost } from './analysis/cost.ts';
import type { Analysis, Analyst } from './ports/analyst.ts';

export interface MeteredAnalyst extends Analyst {
  /** What the model has read and written so far; undefined where it was not asked, or did not say. */
  tokens(): { readonly inputTokens: number; readonly outputTokens: number } | undefined;
  /** In US dollars at the model's list price; null where that is not known. */
  cost(): number | null;
}

/** The analyst, and an account of what its answers took; one that failed does not say what it took. */
export function meteredAnalyst(analyst: Analyst): MeteredAnalyst {
  let used: Required<Pick<Analysis, 'inputTokens' | 'outputTokens' | 'cached'>> | undefined;
  const count = (analysis: Analysis): Analysis => {
    const { inputTokens, outputTokens } = analysis;
    if (inputTokens !== undefined && outputTokens !== undefined) {
      used = {
        inputTokens: (used?.inputTokens ?? 0) + inputTokens,
        outputTokens: (used?.outputTokens ?? 0) + outputTokens,
        cached: addedTokens(used?.cached, analysis.cached),
      };
    }
    return analysis;
  };
  return {
    ...analyst,
    analyzeCases: async (question, options) => count(await analyst.analyzeCases(question, options)),
    analyzeText: async (request, options) => count(await analyst.analyzeText(request, options)),
    tokens: () => used && { inputTokens: used.inputTokens, outputTokens: used.outputTokens },
    cost: () => (used === undefined ? 0 : modelCost(analyst.price, used)),
  };
}
