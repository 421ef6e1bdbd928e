import type { Count } from '#core/contract/figures.ts';
import type { CaseQuestion } from '#core/ports/analyst.ts';
import type { Changes } from './change.ts';
import type { Burst } from './clusters.ts';
import type { Corpus } from './corpus.ts';
import type { Focus } from './focus.ts';
import { distinctTerms, keyTerms } from './key-terms.ts';
import { joined, label, percent, quote, number, share } from './markdown.ts';
import type { QuestionReading } from './question.ts';
import { tellingSentence } from './quotes.ts';
import type { Repeat } from './repeats.ts';
import { centroidOf, type Centroid } from './similarity.ts';
import { mostCentral, type Theme } from './themes.ts';
import type { Subject } from './topics.ts';

/** Everything that was found out about some cases, to be put into words. */
export interface Findings {
  readonly question: CaseQuestion;
  readonly reading: QuestionReading;
  readonly corpus: Corpus;
  readonly focus: Focus;
  /** How many cases of the focus are about each common matter of operations, most first. */
  readonly subjects: readonly Subject[];
  readonly themes: readonly Theme[];
  readonly bursts: readonly Burst[];
  readonly repeats: readonly Repeat[];
  readonly changes: Changes | null;
  /** Positions of the cases quoted so far: each is quoted once, in the order of writing. */
  readonly quoted: Set<number>;
}

/** A stored value in words, or what its absence means. */
export function valueName(value: string | null): string {
  if (value === null) return 'not recorded';
  return label(value) || 'blank';
}

/** `Throttling 64 (54.2%), Limit reached 21 (17.8%) and 12 (10.2%) in 4 others`. */
export function ranking(counts: readonly Count[], total: number, limit: number): string {
  // One value left over is as short as its being counted among the others.
  const shown = counts.length <= limit + 1 ? counts : counts.slice(0, limit);
  const rest = counts.slice(shown.length);
  const items = shown.map(({ value, count }) => `${valueName(value)} ${share(count, total)}`);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  return joined(rest.length === 0 ? items : [...items, `${share(left, total)} in ${number(rest.length)} others`]);
}

/** `dynamodb (40) and lambda (12)`, the largest few. */
export function largest(counts: readonly Count[], limit: number): string {
  return joined(counts.slice(0, limit).map(({ value, count }) => `${valueName(value)} (${number(count)})`));
}

/** Terms as a short list, inert. */
export function termList(corpus: Corpus, terms: readonly number[]): string {
  return terms.map((term) => label(corpus.terms[term]?.surface ?? '')).join(', ');
}

/** What sets some texts apart from the others, in at most `limit` terms; empty where nothing does. */
export function telling(
  { corpus, focus }: Findings,
  members: readonly number[],
  among: readonly number[],
  limit: number,
): readonly number[] {
  const own = keyTerms(corpus, members, among).filter(
    ({ term, texts }) => texts >= Math.max(2, members.length * 0.1) && !focus.leaveOut.has(term),
  );
  return distinctTerms(corpus, own.slice(0, 40), limit);
}

/**
 * The sentence that stands best for some cases, with its case number, from a case not yet quoted; where all were, or
 * none says anything, a case number alone; empty without cases.
 */
export function exampleOf(
  { corpus, question, quoted }: Findings,
  members: readonly number[],
  options: { readonly centroid?: Centroid; readonly prefer?: RegExp } = {},
): string {
  const centroid = options.centroid ?? centroidOf(corpus, members);
  const central = mostCentral(corpus, members, centroid, 8);
  for (const member of central) {
    const brief = question.cases[member];
    if (brief === undefined || quoted.has(member)) continue;
    const sentence = tellingSentence(corpus, brief.summary, centroid, options.prefer);
    if (sentence === null) continue;
    quoted.add(member);
    return `${quote(sentence)} (case ${label(brief.caseNumber)})`;
  }
  const first = question.cases[central[0] ?? -1];
  return first === undefined ? '' : `For example case ${label(first.caseNumber)}`;
}

/** `64 of the 1,532 cases read (4.2%)`. */
export function ofRead(count: number, { question }: Findings): string {
  const read = question.cases.length;
  return `${number(count)} of the ${number(read)} cases read (${percent(count, read)})`;
}
