import { figureOf } from '#core/contract/dimensions.ts';
import type { Count, Figures } from '#core/contract/figures.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { serviceCodesFor } from '#core/sql/service-codes.ts';
import type { Corpus } from './corpus.ts';
import { QUESTION_WORDS, STOP_WORDS } from '#core/text/stop-words.ts';
import { partsOf, stem } from './terms.ts';
import { CATEGORIES, categoriesOf, testFor, TOPICS, topicTerms } from './topics.ts';

/** Something in a question that narrows it to some cases. */
export interface Facet {
  readonly kind: 'severity' | 'service' | 'account' | 'case' | 'month' | 'category' | 'topic' | 'word';
  /** As the question or the data names it; text of third parties. */
  readonly names: readonly string[];
  readonly cases: ReadonlySet<number>;
  /** How many of all matching cases have it, read or not; null where the figures don't count it. */
  readonly exact: number | null;
}

/** A word of a question. */
export interface Word {
  readonly text: string;
  readonly stem: string;
  /** Where it stands in the question. */
  readonly at: number;
  used: boolean;
}

/** What facets are looked for in; what is found marks its words as used. */
export interface Search {
  readonly words: readonly Word[];
  readonly figures: Figures;
  readonly cases: readonly CaseBrief[];
  readonly corpus: Corpus;
  readonly absent: string[];
  readonly leaveOut: Set<number>;
}

/** A facet with the place of its words, to see what stands between two of them. */
export interface Placed extends Facet {
  readonly from: number;
  readonly to: number;
}

export function wordsOf(question: string): Word[] {
  return [...question.matchAll(/[\p{L}\p{N}]+(?:[-_./'’][\p{L}\p{N}]+)*/gu)].map((match, at) => {
    const text = match[0].replace(/['’](?:s|re|ve|ll|d|t)?$/u, '');
    return { text, stem: stem(text.toLowerCase()), at, used: false };
  });
}

function matching(cases: readonly CaseBrief[], test: (brief: CaseBrief, index: number) => boolean): Set<number> {
  return new Set(cases.flatMap((brief, index) => (test(brief, index) ? [index] : [])));
}

function total(counts: readonly Count[], test: (value: string | null) => boolean): number {
  return counts.reduce((sum, { value, count }) => (test(value) ? sum + count : sum), 0);
}

export function numberFacets({ cases, words, absent, figures }: Search, numbers: readonly string[]): Facet[] {
  return numbers.flatMap((number): Facet[] => {
    for (const word of words) if (word.text === number) word.used = true;
    const byCase = matching(cases, (brief) => brief.caseNumber === number);
    if (byCase.size > 0) return [{ kind: 'case', names: [number], cases: byCase, exact: null }];
    const byAccount = matching(cases, (brief) => brief.account === number);
    const exact = total(figures.by_account, (value) => value === number);
    if (byAccount.size > 0) return [{ kind: 'account', names: [number], cases: byAccount, exact }];
    absent.push(`case or account ${number}`);
    return [];
  });
}

export function severityFacets({ cases, words, absent, figures }: Search, severities: readonly string[]): Facet[] {
  if (severities.length === 0) return [];
  for (const word of words) if (/^(?:low|normal|high|urgent|critical)\b/i.test(word.text)) word.used = true;
  const wanted = (severity: string | null) => severities.includes(severity?.toLowerCase() ?? '');
  const found = matching(cases, (brief) => wanted(brief.severity));
  if (found.size > 0) {
    return [{ kind: 'severity', names: severities, cases: found, exact: total(figures.by_severity, wanted) }];
  }
  absent.push(`${severities.join(' or ')} severity`);
  return [];
}

export function monthFacets({ cases, words, absent, figures }: Search, months: readonly string[]): Facet[] {
  if (months.length === 0) return [];
  for (const word of words) if (/^20\d\d(?:-|$)/.test(word.text)) word.used = true;
  const wanted = (month: string | null) => month !== null && months.some((named) => month.endsWith(named));
  const found = matching(cases, (brief) => wanted(brief.date.slice(0, 7)));
  if (found.size > 0) return [{ kind: 'month', names: months, cases: found, exact: total(figures.by_month, wanted) }];
  absent.push(`month ${months.join(' or ')}`);
  return [];
}

/** Categories of two words and more, as they are stored; a single word is left to the topics and plain words. */
export function categoryFacets({ figures, cases, words }: Search): Placed[] {
  return [...categoriesIn(figures)].flatMap((value): Placed[] => {
    const stems = value.split(/[\s/]+/).map((part) => stem(part.toLowerCase()));
    const span = stems.length < 2 ? null : claim(words, stems);
    if (span === null) return [];
    const found = matching(cases, (brief) => categoriesOf(brief).includes(value));
    return found.size === 0 ? [] : [{ kind: 'category', names: [value], cases: found, exact: null, ...span }];
  });
}

/** Marks the first free run of words with these stems as used. */
function claim(words: readonly Word[], stems: readonly string[]): { from: number; to: number } | null {
  for (const { at } of words) {
    const run = words.slice(at, at + stems.length);
    if (run.length < stems.length || !run.every((word, i) => !word.used && word.stem === stems[i])) continue;
    for (const word of run) word.used = true;
    return { from: at, to: at + stems.length - 1 };
  }
  return null;
}

/** Names of services that are everyday words too; they count when written as a name. */
const EVERYDAY = new Set([
  'config',
  'backup',
  'transfer',
  'quotas',
  'connect',
  'batch',
  'glue',
  'prometheus',
  'billing',
  'general',
]);

export function serviceFacets({ figures, cases, words, absent }: Search): Placed[] {
  const stored = [...new Set(figures.by_service.flatMap(({ value }) => value?.toLowerCase() ?? []))];
  const found: Placed[] = [];
  for (const length of [3, 2, 1]) {
    for (let at = 0; at + length <= words.length; at++) {
      const run = words.slice(at, at + length);
      const name = run.map((word) => word.text).join(' ');
      if (run.some((word) => word.used) || (length === 1 && notAName(name))) continue;
      const { codes, prefixes } = serviceCodesFor(name);
      const wanted = stored.filter(
        (code) => codes.includes(code) || prefixes.some((prefix) => code.startsWith(prefix)),
      );
      if (wanted.length === 0 && prefixes.length === 0) continue;
      for (const word of run) word.used = true;
      const having = matching(cases, (brief) => wanted.includes(brief.service?.toLowerCase() ?? ''));
      if (having.size === 0) absent.push(`service ${name}`);
      else {
        const exact = total(figures.by_service, (code) => wanted.includes(code?.toLowerCase() ?? ''));
        found.push({ kind: 'service', names: [name], cases: having, exact, from: at, to: at + length - 1 });
      }
    }
  }
  return found;
}

function notAName(word: string): boolean {
  const plain = word.toLowerCase();
  if (STOP_WORDS.has(plain) || QUESTION_WORDS.has(plain)) return true;
  return EVERYDAY.has(plain) && word === plain;
}

export function topicFacets({ cases, words, corpus, leaveOut }: Search): Placed[] {
  return TOPICS.flatMap((topic): Placed[] => {
    const free = words.map((word) => (word.used ? '.' : word.stem)).join(' ');
    const asked = topic.asked.exec(free);
    if (asked === null) return [];
    const from = free.slice(0, asked.index).split(' ').length - 1;
    const to = from + asked[0].split(' ').length - 1;
    const about = testFor(topic, corpus, cases);
    const found = matching(cases, (_, index) => about(index));
    // Left for the plain words, which say that no case has it.
    if (found.size === 0) return [];
    for (const word of words.slice(from, to + 1)) word.used = true;
    for (const term of topicTerms(topic, corpus)) leaveOut.add(term);
    return [{ kind: 'topic', names: [topic.name], cases: found, exact: null, from, to }];
  });
}

function categoriesIn(figures: Figures): ReadonlySet<string> {
  return new Set(CATEGORIES.flatMap((id) => figures[figureOf({ id })].flatMap(({ value }) => value ?? [])));
}

/** A word that more of the cases have than this narrows nothing. */
const TOO_COMMON = 0.6;

export function wordFacets({ words, cases, corpus, figures, leaveOut }: Search) {
  const found: Placed[] = [];
  const unknown: string[] = [];
  const named = termsByPart(corpus);
  const categories = [...categoriesIn(figures)];
  for (const word of words) {
    const plain = word.text.toLowerCase();
    if (word.used || word.text.length < 3 || /^\d+$/.test(plain) || plain.split(/[-/]/).every(saysNothing)) continue;
    const terms = new Set([...(named.get(word.stem) ?? []), ...(named.get(plain) ?? [])]);
    const stored = categories.filter((name) => name.toLowerCase() === plain);
    const having = matching(
      cases,
      (brief, index) =>
        categoriesOf(brief).some((name) => stored.includes(name)) ||
        (corpus.texts[index]?.some((term) => terms.has(term)) ?? false),
    );
    if (having.size === 0) unknown.push(word.text);
    else if (having.size <= cases.length * TOO_COMMON || stored.length > 0) {
      for (const term of terms) leaveOut.add(term);
      found.push({ kind: 'word', names: [word.text], cases: having, exact: null, from: word.at, to: word.at });
    }
  }
  return { found, unknown };
}

/** The words and error codes by everything that a question may name them by. */
function termsByPart(corpus: Corpus): ReadonlyMap<string, readonly number[]> {
  const named = new Map<string, number[]>();
  corpus.terms.forEach((term, id) => {
    if (term.kind === 'phrase') return;
    for (const part of partsOf(term)) {
      const terms = named.get(part);
      if (terms === undefined) named.set(part, [id]);
      else terms.push(id);
    }
  });
  return named;
}

function saysNothing(word: string): boolean {
  return STOP_WORDS.has(word) || QUESTION_WORDS.has(word) || STOP_WORDS.has(`${word}s`);
}
