import { searchTerms } from '../text/words.ts';
import { KOREAN_STEMS, LANGUAGES, OTHER_SCRIPT, UNSPACED_PARTS, type Language } from './languages.ts';
import { isJoined, isUnspaced } from './question-words.ts';
import { claim, isFree, isPlain, textAt, writtenAt, type QuestionState } from './question-state.ts';
import type { SoughtTerm } from './reading.ts';
import { TOPIC_MARKERS, UNSEARCHED_WORDS, WEAK_WORDS } from './unsearched-words.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Marks of a phrase that is searched as it stands. */
const QUOTED = /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<![\p{L}\p{N}])['‘]([^'‘’]+)['’](?![\p{L}\p{N}])/gu;
/** Before a quoted value, they say what it is of. */
const DIMENSIONS = /(?:service|severity|cause|category|lifecycle|account|case)\s*(?:is|of|=|:)?\s*$/iu;

/** Claims the quoted phrases of a question. */
export function readQuoted(state: QuestionState): readonly Span[] {
  return [...state.question.matchAll(QUOTED)].flatMap(({ 0: quoted, index }) => {
    if (DIMENSIONS.test(state.question.slice(0, index))) return [];
    const end = index + quoted.length;
    const within = state.words.flatMap((word, at) => (word.start > index && word.end < end ? [at] : []));
    const [first, last] = [within[0], within.at(-1)];
    if (first === undefined || last === undefined) return [];
    claim(state, first, last + 1, 'term');
    return [{ from: first, to: last + 1 }];
  });
}

/** The terms of the words that no other reader has claimed, and whatever language they are of. */
export function readTerms(
  state: QuestionState,
  quoted: readonly Span[],
  mentions: (term: string) => boolean,
): readonly SoughtTerm[] {
  readLanguage(state);
  const terms = quoted.flatMap(({ from, to }) => (state.roles[from] === 'term' ? termsAt(state, from, to) : []));
  for (let at = 0; at < state.words.length;) {
    const to = partEnd(state, at);
    terms.push(...readPart(state, { from: at, to }, mentions));
    at = to;
  }
  return unique(terms);
}

/** One term of the words from one position to another. */
export function termsAt(state: QuestionState, from: number, to: number): readonly SoughtTerm[] {
  const written = writtenAt(state, from, to);
  return searchTerms(written, 'phrase').map((term) => ({ term, written }));
}

function readPart(
  state: QuestionState,
  { from, to }: Span,
  mentions: (term: string) => boolean,
): readonly SoughtTerm[] {
  const start = state.roles[from - 1] === 'term' && textAt(state, from - 1) === 'not' ? from - 1 : from;
  if (!isFree(state, from, to)) return [];
  const written = writtenAt(state, from, to);
  if (to === from + 1 && isUnspaced(written)) return readUnspaced(state, from);
  const isSearched = to > from + 1 ? hasPlain(state, from, to) : isTopic(state, from);
  if (!isSearched) {
    claim(state, from, to, 'unsearched');
    return [];
  }
  const terms = termsAt(state, start, to);
  if (OTHER_SCRIPT.test(written) && !terms.every(({ term }) => mentions(term))) {
    claim(state, from, to, 'not applied');
    state.notApplied.push(`"${written}" is in no case, and whether it is a topic cannot be told in this script.`);
    return [];
  }
  claim(state, start, to, 'term');
  return terms;
}

function hasPlain(state: QuestionState, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isPlain(state, at)) return true;
  return false;
}

/** The end of the words that are joined into one, such as `us-east-1`. */
function partEnd(state: QuestionState, from: number): number {
  let to = from + 1;
  for (
    let word = state.words[to];
    word !== undefined && isJoined(word) && isFree(state, from, to + 1);
    word = state.words[to]
  )
    to += 1;
  return to;
}

/** Whether a word is a part of what the question is about. */
function isTopic(state: QuestionState, at: number): boolean {
  const text = textAt(state, at);
  if (isPlain(state, at)) return true;
  if (!WEAK_WORDS.has(text) || at === 0) return false;
  const isAfter = isTopical(state, at - 1) && /^\s+$/.test(state.words[at]?.before ?? '');
  return (
    isAfter ||
    (isPlain(state, at + 1) && /^\s+$/.test(state.words[at + 1]?.before ?? '')) ||
    TOPIC_MARKERS.has(textAt(state, at - 1))
  );
}

/** Whether a word was read as a topic, though not one in quotes. */
function isTopical(state: QuestionState, at: number): boolean {
  return state.roles[at] === 'term' && !UNSEARCHED_WORDS.has(textAt(state, at));
}

/** Words of Japanese and Chinese without what any case could be described with. */
function readUnspaced(state: QuestionState, at: number): readonly SoughtTerm[] {
  const written = state.words[at]?.written ?? '';
  const parts = UNSPACED_PARTS.reduce((text, part) => text.replaceAll(part, ' '), written)
    .replaceAll(/[\p{Script=Hiragana}]+/gu, ' ')
    .split(' ')
    .filter((part) => part !== '' && part !== 'ー');
  claim(state, at, at + 1, parts.length > 0 ? 'term' : 'not applied');
  return parts.flatMap((part) => searchTerms(part, 'phrase').map((term) => ({ term, written: part })));
}

/** Says what language a question is of, if it is not English, and claims the words of it that are never searched. */
function readLanguage(state: QuestionState): void {
  const language = languageOf(state);
  const isDropped = (text: string, written: string) =>
    (language !== undefined && (language.words.has(text) || language.shared.has(text))) ||
    (isKorean(written) && KOREAN_STEMS.some((stem) => written.startsWith(stem)));
  const dropped = state.words.flatMap(({ text, written }, at) => {
    if (!isFree(state, at) || !isDropped(text, written)) return [];
    claim(state, at, at + 1, 'not applied');
    return [`"${written}"`];
  });
  const name = language?.name ?? scriptName(state);
  if (name === undefined) return;
  const list = dropped.length > 0 ? ` Not searched: ${[...new Set(dropped)].join(', ')}.` : '';
  state.notApplied.push(
    `The question seems to be ${name}: names of values are applied, other words are matched as they stand; periods, rankings and exclusions are read in English only.${list}`,
  );
}

/** The language whose words outnumber the English ones. */
function languageOf({ words, question }: QuestionState): Language | undefined {
  const english = words.filter(({ text }) => UNSEARCHED_WORDS.has(text));
  const [best] = LANGUAGES.map((language) => {
    const own = words.filter(({ text }) => language.words.has(text)).length;
    const shared = words.filter(({ text }) => language.shared.has(text)).length;
    const others = english.filter(({ text }) => !language.words.has(text) && !language.shared.has(text)).length;
    const isSure = own >= 2 || (own === 1 && /[^\p{ASCII}\p{P}]/u.test(question));
    return { language, own: own + shared / 2, isForeign: isSure && own + shared > others };
  })
    .filter(({ isForeign }) => isForeign)
    .sort((one, other) => other.own - one.own);
  return best?.language;
}

function isKorean(written: string): boolean {
  return /\p{Script=Hangul}/u.test(written);
}

/** The language that a script shows. */
function scriptName({ words, roles }: QuestionState): string | undefined {
  const free = words
    .filter((_, at) => roles[at] === undefined || roles[at] === 'not applied')
    .map(({ written }) => written);
  if (free.some((word) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))) return 'Japanese';
  if (free.some((word) => /\p{Script=Han}/u.test(word))) return 'Chinese or Japanese';
  if (free.some(isKorean)) return 'Korean';
  return free.some((word) => OTHER_SCRIPT.test(word)) ? 'in a script that is not Latin' : undefined;
}

function unique(terms: readonly SoughtTerm[]): readonly SoughtTerm[] {
  return [...new Map(terms.map((sought) => [sought.term, sought])).values()];
}
