import { dimensionOf } from '../contract/dimensions.ts';
import type { KnownCases } from './known.ts';
import { comparedOf } from './read-comparison.ts';
import { readExclusions } from './read-exclusions.ts';
import { periodsOf } from './read-named-periods.ts';
import { periodsIn } from './read-period.ts';
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
import { readTerms, readQuoted, termsAt } from './read-terms.ts';
import { readValues } from './read-values.ts';
import { claim, newState, type QuestionState } from './question-state.ts';
import { wordsOf, type QuestionWord } from './question-words.ts';
import type { QuestionReading, ReportKind } from './reading.ts';
import { filtersFrom, listed, sayMentions, sayTerms } from './say-reading.ts';
import { suggestionsFor } from './suggestions.ts';

/** How a question is read: from values that exist, the words of this folder's lists, and nothing else. */
export function readQuestion(question: string, known: KnownCases): QuestionReading {
  return readWithRoles(question, known).reading;
}

/** The terms that a question may search. */
export function soughtTerms(question: string, known: Omit<KnownCases, 'mentions' | 'words'>): readonly string[] {
  const { terms } = readQuestion(question, { ...known, mentions: () => true, words: new Set() });
  return terms.map(({ term }) => term);
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
  const { words } = state;
  const isGreeting = readGreeting(state);
  const quoted = readQuoted(state);
  const named = periodsIn(words, known).filter(({ from, to }) =>
    state.roles.slice(from, to).every((role) => role === undefined),
  );
  for (const { from, to } of named) claim(state, from, to, 'period');
  readSeverities(state, known);
  readValues(state, known);
  const ranked = readRanking(state);
  const top = readListed(state);
  const asked = readReports(state);
  readMissingFacts(state);
  const exclusions = readExclusions(state, named);
  const periods = periodsOf(
    state,
    named.filter((period) => !exclusions.periods.has(period)),
    known.period,
    known.today,
  );
  const compared = comparedOf(state);
  const excludedTerms = exclusions.phrases.flatMap(({ from, to }) => termsAt(state, from, to));
  const terms = readTerms(state, quoted, known.mentions);
  const { kept, suggestions } = suggestionsFor(state, terms, known);
  const causes = causeAt(state);
  const hasRootCause = state.mentions.some(({ dimension }) => dimension === 'rca_category');
  const byCause = causes !== -1 && !hasRootCause && !ranked.some(({ id }) => id === 'rca_category');
  const rankedBy = [...ranked.map(({ id }) => id), ...(byCause ? (['rca_category'] as const) : [])];
  const reading: QuestionReading = {
    reports: reportsOf(state, [
      ...asked,
      ...ranked.slice(0, 1).map(({ at }) => ({ kind: 'ranking' as const, at })),
      ...(byCause ? [{ kind: 'ranking' as const, at: causes }] : []),
      ...(compared === null ? [] : [{ kind: 'comparison' as const, at: 0 }]),
      ...(periods.compared === null ? [] : [{ kind: 'changes' as const, at: words.length }]),
    ]),
    filters: filtersFrom(state.mentions),
    period: periods.period,
    comparedPeriod: periods.compared,
    listed: top,
    terms: kept,
    excludedTerms,
    rankedBy,
    compared: compared && { dimension: compared.dimension, values: compared.mentions.map(({ value }) => value) },
    said: [
      ...sayMentions(state.mentions),
      ...periods.said,
      ...sayTerms({ terms: kept, excludedTerms }),
      ...(compared === null
        ? []
        : [
            `${listed(
              compared.mentions.map(({ shown }) => shown),
              'and',
            )} compared`,
          ]),
      ...(rankedBy.length === 0 ? [] : [`ranked by ${listed(rankedBy.map(labelOf), 'and')}`]),
    ],
    notApplied: [
      ...(isGreeting ? ['The text asks nothing about cases: this is an overview of all of them.'] : []),
      ...(known.followsUp ? ['The earlier answer is not interpreted: the question is read by itself.'] : []),
      ...periods.notApplied,
      ...state.notApplied,
    ],
    suggestions,
  };
  return { reading, words, roles: state.roles };
}

function labelOf(id: QuestionReading['rankedBy'][number]): string {
  return dimensionOf(id).label.toLowerCase();
}

/** Words that ask for the report on throttling where throttling is named. */
const WHERE = new Set(['where', 'why', 'being', 'getting']);

/** Every report once, in the order in which the question asks; the overview where it asks for none. */
function reportsOf(state: QuestionState, asked: readonly AskedReport[]): readonly ReportKind[] {
  const superlative = state.words.findIndex((_, at) => isSuperlativeAt(state, at));
  const isRankedByName = asked.some(({ kind }) => kind === 'ranking') && causeAt(state) === -1;
  const throttled = state.words.findIndex(({ text }, at) => text.startsWith('throttl') && !isExcludedAt(state, at));
  const asksThrottling = throttled !== -1 && (asked.length === 0 || state.words.some(({ text }) => WHERE.has(text)));
  const all = [
    ...asked,
    ...(superlative !== -1 && !isRankedByName ? [{ kind: 'most severe' as const, at: superlative }] : []),
    ...(asksThrottling ? [{ kind: 'throttling' as const, at: throttled }] : []),
  ].sort((one, other) => one.at - other.at);
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.length === 0 ? ['overview'] : kinds;
}

function isSuperlativeAt({ mentions, superlatives }: QuestionState, at: number): boolean {
  return superlatives.includes(at) && !mentions.some((mention) => mention.from === at && mention.isExcluded);
}

function isExcludedAt({ mentions, roles }: QuestionState, at: number): boolean {
  return (
    roles[at] === 'excluded term' ||
    mentions.some((mention) => mention.isExcluded && mention.from <= at && at < mention.to)
  );
}
