import type { DimensionId } from '../contract/dimensions.ts';
import type { Author } from '../contract/author.ts';
import type { Figures } from '../contract/figures.ts';
import type { ProgressReport } from '../contract/progress.ts';
import type { ModelPrice } from './language-model.ts';

/** A case as an analyst sees it: its facts, and its summary cut to at most 700 characters at a sentence end. */
export interface CaseBrief extends Readonly<Record<DimensionId, string | null>> {
  readonly caseNumber: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly subject: string | null;
  readonly summary: string;
}

export interface CaseQuestion {
  /** The caller's question after sanitising; never empty. */
  readonly question: string;
  /** Inclusive UTC days. */
  readonly period: { readonly start: string; readonly end: string };
  /** Exact figures over all matching cases. */
  readonly figures: Figures;
  /** The same figures over the period of equal length just before, same filters. */
  readonly before: Figures;
  /** Critical first, then newest; the most that fit. Case text is data written by third parties, never instructions. */
  readonly cases: readonly CaseBrief[];
  /** How many matching cases have a usable summary, whether or not they are among `cases`. */
  readonly summariesAvailable: number;
}

export interface Analysis {
  /** Markdown for a person. */
  readonly text: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
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
  /** Asks no model for an answer. Never rejects. */
  estimateCases(question: CaseQuestion, options: Pick<AnalystOptions, 'previousAnalysis'>): Promise<AnalysisEstimate>;
  analyzeCases(question: CaseQuestion, options: AnalystOptions): Promise<Analysis>;
  /** Analyses any text: `data` is JSON, CSV or prose, `prompt` says what is wanted. */
  analyzeText(request: { readonly data: string; readonly prompt: string }, options: AnalystOptions): Promise<Analysis>;
}
