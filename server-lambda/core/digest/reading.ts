import type { DimensionId } from '../contract/dimensions.ts';
import type { CaseFilters } from '../contract/filters.ts';
import type { Count, CrossCounts, Figures } from '../contract/figures.ts';
import type { Period } from '../days.ts';
import type { CaseBrief } from '../ports/analyst.ts';

/** What a digest can report; a question may ask for several. */
export const REPORT_KINDS = [
  /** "What are the top issues?", and whatever asks for nothing else. */
  'overview',
  /** "Which cases are the most severe?" */
  'most severe',
  /** "What keeps coming back?" */
  'recurring',
  /** "What changed?", "what is getting worse?" */
  'changes',
  /** "Where are we throttled?" */
  'throttling',
  /** "What should we fix first?" */
  'fix first',
  'weekly digest',
  /** "How many ...?" */
  'count',
  /** "Which account opened the most ...?" */
  'ranking',
  /** "RDS or EC2?" */
  'comparison',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A word or quoted phrase that the cases must have, or must not have. Folded, as `searchTerms` gives it. */
export interface SoughtTerm {
  readonly term: string;
  /** As the question writes it. */
  readonly written: string;
  /** Whether a case of the call has it, whatever else is asked. */
  readonly isMentioned: boolean;
}

/** How a question was read: all that is applied, and all that is not. Nothing in it is a guess about meaning. */
export interface QuestionReading {
  readonly reports: readonly ReportKind[];
  /** Values that the question names; account numbers and case numbers too. Never a period. */
  readonly filters: Omit<CaseFilters, 'period'>;
  /** The period that the question names; null where it names none. It may reach beyond the call's. */
  readonly period: Period | null;
  /** The period that the question compares with, as in "March against February"; null where it names none. */
  readonly comparedPeriod: Period | null;
  /** How many a list should have, as in "top 5"; null where the question does not say. */
  readonly listed: number | null;
  /** All of them must occur in a case. */
  readonly terms: readonly SoughtTerm[];
  /** None of them may occur. */
  readonly excludedTerms: readonly SoughtTerm[];
  /** Rankings, each by one dimension or by the pairs of two, such as account and service. */
  readonly rankedBy: readonly (readonly DimensionId[])[];
  /** Two or more values of one dimension to be set side by side; null without a comparison. */
  readonly compared: { readonly dimension: DimensionId; readonly values: readonly string[] } | null;
  /** The reading as a person checks it: `severity critical or urgent`, `service API Gateway`, `last month (2026-10-01 to 2026-10-31)`. */
  readonly said: readonly string[];
  /** Sentences on what was not applied, and why: words, facts that the data does not have, other languages. */
  readonly notApplied: readonly string[];
  /** Values that exist and are spelled nearly as a word of the question that no case has: `throtling` is nearly `Throttling`. */
  readonly suggestions: readonly { readonly written: string; readonly value: string }[];
}

/** The cases that a reading leaves, counted. */
export interface NarrowedCases {
  readonly reading: QuestionReading;
  readonly today: string;
  /** The days that both the call and the question name; as the question names it where there is no such day. */
  readonly period: Period;
  /** The period to compare with; null where the call's cases do not reach that far back. */
  readonly periodBefore: Period | null;
  /** With a summary or without one, critical first, then newest. */
  readonly now: readonly CaseBrief[];
  /** Empty where `periodBefore` is null. */
  readonly before: readonly CaseBrief[];
  /** Counts over `now` and over `before`. */
  readonly figures: Figures;
  readonly figuresBefore: Figures;
  readonly crossCounts: CrossCounts;
  /** What the call itself asked for, before the question was read. */
  readonly call: {
    readonly period: Period;
    readonly filters: Omit<CaseFilters, 'period'>;
    readonly total: number;
    /** Values that exist, of every dimension. */
    readonly values: Readonly<Record<DimensionId, readonly Count[]>>;
  };
}
