import { briefText, caseMatches } from '../analysis/case-matches.ts';
import { crossCountsOf, figuresOf } from '../analysis/count-briefs.ts';
import { periodBefore, type Period } from '../days.ts';
import type { CaseBrief, CaseQuestion } from '../ports/analyst.ts';
import type { Pace } from '../ports/pace.ts';
import { occursIn } from '../text/words.ts';
import { knownCases, valuesOf } from './known-cases.ts';
import { readQuestion } from './read-question.ts';
import type { NarrowedCases, QuestionReading } from './reading.ts';

/** Reads a question and narrows its cases. Without `everyCase`, the cases that were given are all there are. */
export async function readAndNarrow(
  question: CaseQuestion,
  options: { readonly followsUp: boolean; readonly pace: Pace },
): Promise<NarrowedCases> {
  const reading = readQuestion(question.question, await knownCases(question, options));
  return narrowCases(question, reading, options.pace);
}

/** The cases that a reading leaves of those of a call, in their order, and their figures. */
export async function narrowCases(
  question: CaseQuestion,
  reading: QuestionReading,
  pace: Pace,
): Promise<NarrowedCases> {
  const given = question.everyCase ?? { now: question.cases, before: [] };
  const { period, before, missing } = periodsOf(question, reading);
  const all = [...given.now, ...given.before];
  const matching = await casesOf(all, reading, pace);
  const within = (days: Period | null) =>
    days === null ? [] : matching.filter(({ date }) => date >= days.start && date <= days.end);
  // Days that the question names outside the call's are days whose cases were not asked for.
  const now = overlap(period, question.period) === null ? [] : within(period);
  const earlier = within(before);
  const figures = figuresOf(now);
  await pace.breathe();
  const figuresBefore = figuresOf(earlier);
  await pace.breathe();
  return {
    reading: { ...reading, notApplied: [...reading.notApplied, ...missing] },
    today: question.today,
    period,
    periodBefore: before,
    now,
    before: earlier,
    figures,
    figuresBefore,
    crossCounts: crossCountsOf(now),
    call: {
      period: question.period,
      filters: question.filters,
      total: question.figures.total,
      values: valuesOf(question),
    },
  };
}

/** Filters first, which are cheap; then the words, for which each text is folded once. */
async function casesOf(
  briefs: readonly CaseBrief[],
  { filters, terms, excludedTerms }: QuestionReading,
  pace: Pace,
): Promise<readonly CaseBrief[]> {
  const matches = caseMatches(filters);
  const sought = terms.map(({ term }) => term);
  const excluded = excludedTerms.map(({ term }) => term);
  const left: CaseBrief[] = [];
  for (const brief of briefs) {
    await pace.breathe();
    if (!matches(brief)) continue;
    const text = sought.length + excluded.length === 0 ? '' : briefText(brief);
    const isWanted = sought.every((term) => occursIn(text, term)) && !excluded.some((term) => occursIn(text, term));
    if (isWanted) left.push(brief);
  }
  return left;
}

/** The days that are counted and those that they are compared with, as far as the cases of the call reach. */
function periodsOf(question: CaseQuestion, { period: named, comparedPeriod }: QuestionReading) {
  const reach: Period = {
    start: question.everyCase === undefined ? question.period.start : (question.periodBefore ?? question.period).start,
    end: question.period.end,
  };
  const period = named === null ? question.period : (overlap(named, question.period) ?? named);
  const wanted = comparedPeriod ?? (named === null ? question.periodBefore : periodBefore(period));
  const isAtHand = wanted !== null && wanted.start >= reach.start && wanted.end <= reach.end;
  const missing =
    wanted === null || isAtHand
      ? []
      : [`Nothing is compared with ${wanted.start} to ${wanted.end}: the call covers ${reach.start} to ${reach.end}.`];
  return { period, before: isAtHand ? wanted : null, missing };
}

/** The days of both; null where there are none. */
export function overlap(one: Period, other: Period): Period | null {
  const start = one.start > other.start ? one.start : other.start;
  const end = one.end < other.end ? one.end : other.end;
  return start <= end ? { start, end } : null;
}
