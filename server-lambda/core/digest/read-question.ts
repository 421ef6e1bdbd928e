import { dimensionOf, type DimensionId } from '../contract/dimensions.ts';
import { addDays, daysIn, type Period } from '../days.ts';
import type { KnownCases } from './known.ts';
import { comparedOf } from './read-comparison.ts';
import { readExclusions } from './read-exclusions.ts';
import { periodsOf, type AppliedPeriods } from './read-named-periods.ts';
import { otherDatesIn, periodsIn, type NamedPeriod } from './read-period.ts';
import {
  causeAt,
  readGreeting,
  readListed,
  readMissingFacts,
  readRanking,
  readReports,
  type AskedReport,
} from './read-reports.ts';
import { readSeverities } from './read-severity.ts';
import { readQuoted, readTerms, termsAt } from './read-terms.ts';
import { readValues } from './read-values.ts';
import { claim, isFree, newState, writtenAt, type QuestionState } from './question-state.ts';
import { wordsOf, type QuestionWord } from './question-words.ts';
import type { QuestionReading, ReportKind, SoughtTerm } from './reading.ts';
import { filtersFrom, listed, sayMentions, sayTerms } from './say-reading.ts';
import { suggestionsFor } from './suggestions.ts';

/** How a question is read: from values that exist, the words of this folder's lists, and nothing else. */
export function readQuestion(question: string, known: KnownCases): QuestionReading {
  return readWithRoles(question, known).reading;
}

/** The terms that a question may search. */
export function soughtTerms(question: string, known: Omit<KnownCases, 'mentions' | 'words'>): readonly string[] {
  const { terms, excludedTerms } = readQuestion(question, { ...known, mentions: () => true, words: new Set() });
  return [...terms, ...excludedTerms].map(({ term }) => term);
}

/** A word that was claimed for a term and stands in none, as quotes and marks may part it from the others, is not applied. */
function sayUnsought(state: QuestionState, terms: readonly SoughtTerm[]): void {
  const sought = terms
    .map(({ term }) => term)
    .join(' ')
    .replaceAll(/['’]/g, '');
  state.words.forEach(({ text, written }, at) => {
    const role = state.roles[at];
    if (
      (role !== 'term' && role !== 'excluded term') ||
      sought.includes(text) ||
      terms.some(({ term }) => text.includes(term))
    )
      return;
    state.roles[at] = 'not applied';
    state.notApplied.push(`"${written}" was not applied.`);
  });
}

/** A reading, and what became of each word of the question. */
export function readWithRoles(
  question: string,
  known: KnownCases,
): {
  readonly reading: QuestionReading;
  readonly words: readonly QuestionWord[];
  readonly roles: QuestionState['roles'];
} {
  const state = newState(question, wordsOf(question));
  const { words, roles } = state;
  const isGreeting = readGreeting(state);
  const quoted = readQuoted(state);
  const named = claimPeriods(state, known);
  readSeverities(state, known);
  readValues(state, known);
  const ranked = readRanking(state);
  const top = readListed(state);
  const asked = readReports(state);
  readMissingFacts(state);
  const exclusions = readExclusions(state, named);
  const compared = comparedOf(state);
  const excludedTerms = exclusions.phrases.flatMap(({ from, to }) => termsAt(state, from, to, known.mentions));
  const { kept: terms, suggestions } = suggestionsFor(state, readTerms(state, quoted, known.mentions), known);

  sayUnsought(state, [...terms, ...excludedTerms]);

  const byCause = rankedByCause(state, ranked);
  const rankedBy = [...rankingsOf(state, ranked), ...byCause.map(({ id }) => [id])];
  const counted = named.filter((period) => !exclusions.periods.has(period));
  const namedPeriods = periodsOf(state, counted, known.period, known.today);
  const reports = reportsOf(state, ranked.length > 0, [
    ...asked,
    ...[...ranked, ...byCause].map(({ at }) => ({ kind: 'ranking' as const, at })),
    ...(compared === null ? [] : [{ kind: 'comparison' as const, at: 0 }]),
    ...(namedPeriods.compared === null ? [] : [{ kind: 'changes' as const, at: words.length }]),
  ]);
  const periods = reports.includes('weekly digest') ? weekOf(namedPeriods, known.period) : namedPeriods;
  // The list of the most severe begins with them; everything else is asked about them alone.
  const isOrder = reports.includes('most severe') && !reports.some((kind) => COUNTED.has(kind));
  const mentions = isOrder ? state.mentions.filter(({ from }) => !state.superlatives.includes(from)) : state.mentions;
  const reading: QuestionReading = {
    reports,
    filters: filtersFrom(mentions),
    period: periods.period,
    comparedPeriod: periods.compared,
    listed: top,
    terms,
    excludedTerms,
    rankedBy,
    compared: compared && {
      dimension: compared.dimension,
      values: compared.mentions.map(({ value }) => value),
    },
    said: [
      ...(isOrder ? ['the most severe first'] : []),
      ...sayMentions(mentions),
      ...periods.said,
      ...sayTerms({ terms, excludedTerms }),
      ...(compared === null
        ? []
        : [
            `${listed(
              compared.mentions.map(({ shown }) => shown),
              'and',
            )} compared`,
          ]),
      ...(rankedBy.length === 0
        ? []
        : [`ranked ${rankedBy.map((by) => `by ${listed(by.map(labelOf), 'and')}`).join(', and ')}`]),
    ],
    notApplied: [
      ...(isGreeting ? ['The text asks nothing about cases: this is an overview of all of them.'] : []),
      ...(known.followsUp ? ['The earlier answer is not interpreted: the question is read by itself.'] : []),
      ...periods.notApplied,
      ...state.notApplied,
    ],
    suggestions,
  };
  return { reading, words, roles };
}

function claimPeriods(state: QuestionState, known: KnownCases): readonly NamedPeriod[] {
  const named = periodsIn(state.words, known).filter(({ from, to }) =>
    state.roles.slice(from, to).every((role) => role === undefined),
  );
  for (const { from, to } of named) claim(state, from, to, 'period');
  for (const { start, end } of otherDatesIn(state.question)) {
    const from = state.words.findIndex((word) => word.start >= start);
    const to = state.words.findLastIndex((word) => word.end <= end) + 1;
    if (from === -1 || !isFree(state, from, to)) continue;
    claim(state, from, to, 'not applied');
    state.notApplied.push(`"${writtenAt(state, from, to)}" is not read as a day: days are written YYYY-MM-DD.`);
  }
  return named;
}

interface RankedBy {
  readonly id: DimensionId;
  readonly at: number;
}

/** Two dimensions in a row are ranked as pairs; what a second "which" asks for is a ranking of its own. */
function rankingsOf({ words }: QuestionState, ranked: readonly RankedBy[]): readonly (readonly DimensionId[])[] {
  const rankings: DimensionId[][] = [];
  ranked.forEach(({ id, at }, index) => {
    const before = ranked[index - 1];
    const last = rankings.at(-1);
    const between = before === undefined ? [] : words.slice(before.at + 1, at);
    const isApart = between.some((word) => word.text === 'which' || word.text === 'what' || /[,;?]/.test(word.before));
    if (last === undefined || isApart || last.length === 2) rankings.push([id]);
    else last.push(id);
  });
  return rankings;
}

/** Who asks why, or what caused something, is shown root causes, unless one is named. */
function rankedByCause(state: QuestionState, ranked: readonly RankedBy[]): readonly RankedBy[] {
  const at = causeAt(state);
  const isNamed = [...state.mentions.map(({ dimension }) => dimension), ...ranked.map(({ id }) => id)].includes(
    'rca_category',
  );
  const isAsked = ranked.length === 0 || state.words.some(({ text }) => text === 'why');
  return at === -1 || isNamed || !isAsked ? [] : [{ id: 'rca_category', at }];
}

/** Reports that count what a superlative names; the others are of all cases, the most severe first. */
const COUNTED: ReadonlySet<ReportKind> = new Set(['count', 'ranking', 'comparison']);

const WEEK = 7;

/** A weekly digest is of a week: the last seven days of the call, unless the question names others. */
function weekOf(periods: AppliedPeriods, call: Period): AppliedPeriods {
  if (periods.period !== null || daysIn(call) <= WEEK) return periods;
  const period = { start: addDays(call.end, 1 - WEEK), end: call.end };
  return { ...periods, period, said: [`the last 7 days of the call (${period.start} to ${period.end})`] };
}

function labelOf(id: DimensionId): string {
  return dimensionOf(id).label.toLowerCase();
}

/** Words that ask for the report on throttling where throttling is named. */
const WHERE = new Set(['where', 'why', 'being', 'getting']);

/** Every report once, in the order in which the question asks; the overview where it asks for none. */
function reportsOf(state: QuestionState, isRanked: boolean, asked: readonly AskedReport[]): readonly ReportKind[] {
  const superlative = state.superlatives.find((at) => !isExcludedAt(state, at));
  const throttled = state.words.findIndex(({ text }, at) => text.startsWith('throttl') && !isExcludedAt(state, at));
  const asksThrottling = throttled !== -1 && (asked.length === 0 || state.words.some(({ text }) => WHERE.has(text)));
  const all = [
    ...asked,
    ...(superlative !== undefined && !isRanked ? [{ kind: 'most severe' as const, at: superlative }] : []),
    ...(asksThrottling ? [{ kind: 'throttling' as const, at: throttled }] : []),
  ].sort((one, other) => one.at - other.at);
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.length === 0 ? ['overview'] : kinds;
}

function isExcludedAt({ mentions, roles }: QuestionState, at: number): boolean {
  const isExcludedName = mentions.some(({ isExcluded, from, to }) => isExcluded && from <= at && at < to);
  return isExcludedName || roles[at] === 'excluded term' || roles[at] === 'not applied';
}
