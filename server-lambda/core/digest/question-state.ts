import type { DimensionId } from '../contract/dimensions.ts';
import type { QuestionWord } from './question-words.ts';
import { UNSEARCHED_WORDS } from './unsearched-words.ts';

/** What becomes of a word of a question. */
export type Role =
  'filter' | 'period' | 'term' | 'excluded term' | 'report' | 'exclusion' | 'unsearched' | 'not applied';

/** A value that a question names; several may stand at one place. */
export interface Mention {
  readonly dimension: DimensionId | 'case';
  /** What a filter takes. */
  readonly value: string;
  /** What a person reads. */
  readonly shown: string;
  /** Position of its first word, and of the word after its last. */
  readonly from: number;
  readonly to: number;
  readonly isExcluded: boolean;
}

/** A question while it is read: each word is claimed once, by the first reader that knows it. */
export interface QuestionState {
  readonly question: string;
  readonly words: readonly QuestionWord[];
  readonly roles: (Role | undefined)[];
  readonly mentions: Mention[];
  /** Where superlatives of severity begin; they may name no value. */
  readonly superlatives: number[];
  readonly notApplied: string[];
}

export function newState(question: string, words: readonly QuestionWord[]): QuestionState {
  return { question, words, roles: words.map(() => undefined), mentions: [], superlatives: [], notApplied: [] };
}

/** Gives the unclaimed ones of some words a role. */
export function claim({ roles }: QuestionState, from: number, to: number, role: Role): void {
  for (let at = from; at < to; at += 1) roles[at] ??= role;
}

/** Whether no reader has claimed any of some words. */
export function isFree({ roles, words }: QuestionState, from: number, to = from + 1): boolean {
  if (from < 0 || to > words.length) return false;
  for (let at = from; at < to; at += 1) if (roles[at] !== undefined) return false;
  return true;
}

/** Whether a word is unclaimed and no stop word: a part of what the question is about. */
export function isPlain(state: QuestionState, at: number): boolean {
  return isFree(state, at) && !UNSEARCHED_WORDS.has(textAt(state, at));
}

/** The folded word at a position; empty where there is none. */
export function textAt({ words }: Pick<QuestionState, 'words'>, at: number): string {
  return words[at]?.text ?? '';
}

/** The words of a part of the question, as they are written. */
export function writtenAt(
  { question, words }: Pick<QuestionState, 'question' | 'words'>,
  from: number,
  to: number,
): string {
  return question.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0);
}

export function addMention(state: QuestionState, mention: Omit<Mention, 'isExcluded'>): void {
  state.mentions.push({ ...mention, isExcluded: false });
  claim(state, mention.from, mention.to, 'filter');
}
