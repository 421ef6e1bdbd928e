import type { KnownCases } from './known-cases.ts';
import type { QuestionReading } from './reading.ts';

/** How a question is read: from values that exist, the words of this folder's lists, and nothing else. */
export function readQuestion(_question: string, { followsUp }: KnownCases): QuestionReading {
  return {
    reports: ['overview'],
    filters: {},
    period: null,
    comparedPeriod: null,
    listed: null,
    terms: [],
    excludedTerms: [],
    rankedBy: [],
    compared: null,
    said: [],
    notApplied: followsUp ? ['The earlier answer was not read: only the question itself is.'] : [],
    suggestions: [],
  };
}
