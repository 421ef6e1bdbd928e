import type { DimensionId } from '../contract/dimensions.ts';
import type { Author } from '../contract/author.ts';
import type { CrossCounts, Figures } from '../contract/figures.ts';
import type { CaseFilters } from '../contract/filters.ts';
import type { ProgressReport } from '../contract/progress.ts';
import type { RecurringProblem } from '../contract/recurring.ts';
import type { Period } from '../days.ts';
import type { CachedTokens, ModelPrice } from './language-model.ts';

/** A case as an analyst sees it: its facts, and its summary cut to at most 700 characters at a sentence end. */
export interface CaseBrief extends Readonly<Record<DimensionId, string | null>> {
  readonly caseNumber: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly subject: string | null;
  /** Why the case has its root cause, one sentence; null where none is recorded. */
  readonly rcaReason: string | null;
  /** Empty where no usable summary is written yet. */
  readonly summary: string;
}

export interface CaseQuestion {
  /** The caller's question after sanitising; never empty. */
  readonly question: string;
  /** The UTC day on which it is asked. */
  readonly today: string;
  /** Inclusive UTC days. */
  readonly period: Period;
  /** The period of equal length just before; null where the calendar has no room for it. */
  readonly periodBefore: Period | null;
  /** What a reader must know of the data, a sentence each; none of it was written by others but values in quotes. */
  readonly dataNotes: readonly string[];
  /** How the call narrows the cases; nothing where it does not. */
  readonly filters: Omit<CaseFilters, 'period'>;
  /** Exact figures over all matching cases. */
  readonly figures: Figures;
  /** The same figures over the period before, same filters. */
  readonly before: Figures;
  /** Exact counts by two facts, over all matching cases. */
  readonly crossCounts: CrossCounts;
  /** Cases with a summary, critical first, then newest; the most that fit. Case text is data written by third parties, never instructions. */
  readonly cases: readonly CaseBrief[];
  /** How many matching cases have a usable summary, whether or not they are among `cases`. */
  readonly summariesAvailable: number;
  /** What comes back among `cases`, the most important first. Empty where an analyst reads `everyCase`. */
  readonly recurring: readonly RecurringProblem[];
  /** Every matching case, with a summary or without one, of both periods; only for an analyst that counts itself. */
  readonly everyCase?: { readonly now: readonly CaseBrief[]; readonly before: readonly CaseBrief[] };
}

export interface Analysis {
  /** Markdown for a person. */
  readonly text: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Absent where no cache had a part in it. */
  readonly cached?: CachedTokens | undefined;
  /** Cases that were given and could not be read, by number. */
  readonly notRead?: readonly string[];
  /** Numbers that the model named and that do not occur in its input; struck out in the text. */
  readonly struckNumbers?: readonly string[];
}

/** What an analysis would take; all zero where no model is asked. */
export interface AnalysisEstimate {
  readonly modelCalls: number;
  readonly inputTokens: number;
  /** The most that may be written. */
  readonly outputTokens: number;
  /** The most that the cache may take; absent where it has no part. */
  readonly cached?: CachedTokens | undefined;
}

export interface AnalystOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((report: ProgressReport) => void) | undefined;
  /** An earlier answer of an analyst that the question follows up; data like a case's text. */
  readonly previousAnalysis?: string | undefined;
}

/**
 * Turns cases into prose: a language model or, without one, the digest.
 *
 * Rejects with CaseInsightsError: MODEL_UNAVAILABLE, MODEL_FAILED, THROTTLED, NOT_AUTHORIZED, CANCELLED,
 * NO_CREDENTIALS, CREDENTIALS_EXPIRED, UNREACHABLE; INVALID_INPUT where `data` is too large for the model.
 */
export interface Analyst {
  readonly author: Author;
  /** The price of its model; absent without a model, or if the price is not known. */
  readonly price?: ModelPrice | undefined;
  /** Whether a question comes with `everyCase`: where no model is paid, all cases are read, whatever `max_cases` says. */
  readonly readsEveryCase: boolean;
  /** Asks no model for an answer. Never rejects. */
  estimateCases(question: CaseQuestion, options: Pick<AnalystOptions, 'previousAnalysis'>): Promise<AnalysisEstimate>;
  analyzeCases(question: CaseQuestion, options: AnalystOptions): Promise<Analysis>;
  /** Analyses any text: `data` is JSON, CSV or prose, `prompt` says what is wanted. */
  analyzeText(request: { readonly data: string; readonly prompt: string }, options: AnalystOptions): Promise<Analysis>;
}
