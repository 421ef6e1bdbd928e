import { searchTerms } from '../text/words.ts';
import { KOREAN_STEMS, LANGUAGES, OTHER_SCRIPT, UNSPACED_PARTS, type Language } from './languages.ts';
import { isJoined } from './question-words.ts';
import { claim, isFree, isPlain, textAt, writtenAt, type QuestionState } from './question-state.ts';
import type { SoughtTerm } from './reading.ts';
import { TOPIC_MARKERS, UNSEARCHED_WORDS, WEAK_WORDS } from './unsearched-words.ts';

type Mentions = (term: string) => boolean;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Marks of a phrase that is searched as it stands. */
const QUOTED = /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<![\p{L}\p{N}])['‘]([^'‘’]+)['’](?![\p{L}\p{N}])/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
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
export function readTerms(state: QuestionState, quoted: readonly Span[], mentions: Mentions): readonly SoughtTerm[] {
  const language = languageOf(state);
  const isUnread = state.roles.map((role) => role === undefined);
  dropForeign(state, language);
  const terms = quoted.flatMap(({ from, to }) =>
    state.roles[from] === 'term' ? termsAt(state, from, to, mentions) : [],
  );
  for (let at = 0; at < state.words.length;) {
    const to = partEnd(state, at);
    terms.push(...readPart(state, { from: at, to }, mentions));
    at = to;
  }
  state.words.forEach(({ text }, at) => {
    // The word that it belonged to is not searched.
    if (text === 'not' && state.roles[at] === 'term' && !isIn(quoted, at) && state.roles[at + 1] !== 'term')
      state.roles[at] = 'unsearched';
  });
  const dropped = state.words.filter((_, at) => isUnread[at] === true && state.roles[at] === 'not applied');
  sayLanguage(
    state,
    language,
    dropped.map(({ written }) => written),
  );
  return unique(terms);
}

/** One term of the words from one position to another. */
export function termsAt(state: QuestionState, from: number, to: number, mentions: Mentions): readonly SoughtTerm[] {
  const written = writtenAt(state, from, to);
  return searchTerms(written, 'phrase').map((term) => ({ term, written, isMentioned: mentions(term) }));
}

function readPart(state: QuestionState, { from, to }: Span, mentions: Mentions): readonly SoughtTerm[] {
  const start = state.roles[from - 1] === 'term' && textAt(state, from - 1) === 'not' ? from - 1 : from;
  if (!isFree(state, from, to)) return [];
  const written = writtenAt(state, from, to);
  const isOther = OTHER_SCRIPT.test(written);
  if (to === from + 1 && !isOther && CJK.test(written)) return readUnspaced(state, from, mentions);
  const isSearched = to > from + 1 ? hasPlain(state, from, to) : isTopic(state, from);
  if (!isSearched) {
    claim(state, from, to, 'unsearched');
    return [];
  }
  const terms = termsAt(state, start, to, mentions);
  if (isOther && !terms.every(({ isMentioned }) => isMentioned)) {
    claim(state, from, to, 'not applied');
    return [];
  }
  claim(state, start, to, 'term');
  return terms;
}

function isIn(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => from <= at && at < to);
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
function readUnspaced(state: QuestionState, at: number, mentions: Mentions): readonly SoughtTerm[] {
  const written = state.words[at]?.written ?? '';
  const parts = UNSPACED_PARTS.reduce((text, part) => text.replaceAll(part, ' '), written)
    .replaceAll(/[\p{Script=Hiragana}]+/gu, ' ')
    .split(' ')
    .filter((part) => part.length > 1 && part !== 'ー');
  claim(state, at, at + 1, parts.length > 0 ? 'term' : 'not applied');
  return parts.flatMap((part) =>
    searchTerms(part, 'phrase').map((term) => ({ term, written: part, isMentioned: mentions(term) })),
  );
}

/** Claims the words of other languages than English that are never searched. */
function dropForeign(state: QuestionState, language: Language | undefined): void {
  const isDropped = (text: string, written: string) =>
    language?.words.has(text) === true || (isKorean(written) && KOREAN_STEMS.some((stem) => written.startsWith(stem)));
  state.words.forEach(({ text, written }, at) => {
    if (isFree(state, at) && isDropped(text, written)) claim(state, at, at + 1, 'not applied');
  });
}

/** Says what language a question is of if it is not English, and which words of it were not searched. */
function sayLanguage(state: QuestionState, language: Language | undefined, dropped: readonly string[]): void {
  const name = language?.name ?? scriptName(state);
  if (name === undefined) return;
  const list = [...new Set(dropped)].map((written) => `"${written}"`).join(', ');
  state.notApplied.push(
    `The question seems to be ${name}: names of values are applied, other words are matched as they stand; periods, rankings and exclusions are read in English only.${list === '' ? '' : ` Not searched: ${list}.`}`,
  );
}

/** The language whose words outnumber the English ones. */
function languageOf({ words, question }: QuestionState): Language | undefined {
  const [best] = LANGUAGES.map((language) => {
    const known = words.filter(({ text }) => language.words.has(text));
    const own = known.filter(({ text }) => !UNSEARCHED_WORDS.has(text)).length;
    const english = words.filter(({ text }) => UNSEARCHED_WORDS.has(text)).length - (known.length - own);
    const isSure = own >= 2 || (own === 1 && /[^\p{ASCII}\p{P}]/u.test(question));
    return { language, known: known.length, isForeign: isSure && known.length > english };
  })
    .filter(({ isForeign }) => isForeign)
    .sort((one, other) => other.known - one.known);
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
