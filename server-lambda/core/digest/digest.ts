import { DIGEST } from '../contract/author.ts';
import type { Analysis, Analyst, AnalystOptions, CaseQuestion } from '../ports/analyst.ts';
import type { Pace } from '../ports/pace.ts';
import { findRecurringProblems } from '../recurring/find-recurring-problems.ts';
import { digestOfData } from './data-digest.ts';
import { readAndNarrow } from './narrow-cases.ts';
import { report } from './report.ts';

/**
 * The analyst where there is no language model: it counts, quotes, and says how it read the question, without
 * pretending to understand it. The same input gives the same text. Rejects with CANCELLED alone.
 */
export function createDigest(paceOf: (signal: AbortSignal | undefined) => Pace): Analyst {
  return {
    author: DIGEST,
    readsEveryCase: true,
    estimateCases: () => Promise.resolve({ modelCalls: 0, inputTokens: 0, outputTokens: 0 }),
    analyzeCases: (question, options) => analyzeCases(question, options, paceOf(options.signal)),
    analyzeText: (request, options) => digestOfData(request.data, paceOf(options.signal)),
  };
}

async function analyzeCases(question: CaseQuestion, options: AnalystOptions, pace: Pace): Promise<Analysis> {
  const total = question.everyCase?.now.length ?? question.cases.length;
  options.onProgress?.({ phase: 'reading', total, message: `Reading ${total === 1 ? '1 case' : `${total} cases`}` });
  await pace.breathe();
  const cases = await readAndNarrow(question, { followsUp: options.previousAnalysis !== undefined, pace });
  options.onProgress?.({ phase: 'finding-repeats', message: 'Looking for what comes back', share: 0.5 });
  const { period, today } = cases;
  const problems = await findRecurringProblems(cases.now, { period, today, pace });
  options.onProgress?.({ phase: 'comparing', message: 'Comparing with the period before', share: 0.9 });
  await pace.breathe();
  return { text: report(question, cases, problems) };
}
