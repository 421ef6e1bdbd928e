import type { DimensionId } from '../contract/dimensions.ts';
import type { KnownCases } from './known.ts';
import { knownNames, nameKey, type KnownName } from './known-names.ts';
import { phraseAt, phrases, wordSet } from './phrases.ts';
import { isJoined } from './question-words.ts';
import { addMention, claim, isFree, textAt, type QuestionState } from './question-state.ts';
import { UNSEARCHED_WORDS } from './unsearched-words.ts';

/** No name has more words. */
const LONGEST_NAME = 8;

/** Words that say which dimension the value beside them is of. */
const DIMENSION_WORDS: Readonly<Record<DimensionId, ReadonlySet<string>>> = {
  severity: wordSet('severity severities priority'),
  service: wordSet('service services product products'),
  rca_category: wordSet('cause causes category rca'),
  lifecycle_category: wordSet('lifecycle category practice'),
  account: wordSet('account accounts id'),
};

/** Services, categories, accounts and cases that the question names. */
export function readValues(state: QuestionState, known: KnownCases): void {
  readMissingValues(state);
  readNumbers(state, known);
  const names = knownNames(known);
  for (let at = 0; at < state.words.length;) at = readName(state, names, at);
}

function readName(state: QuestionState, names: ReadonlyMap<string, KnownName>, at: number): number {
  for (let to = Math.min(at + LONGEST_NAME, state.words.length); to > at; to -= 1) {
    if (!isFree(state, at, to) || !isTogether(state, at, to)) continue;
    const name = names.get(
      state.words
        .slice(at, to)
        .map(({ text }) => nameKey(text))
        .join(''),
    );
    if (name === undefined || !isMeant(state, name, at, to) || isPartOfWord(state, at, to)) continue;
    const { dimension, value, shown } = name;
    addMention(state, { dimension, value, shown, from: at, to });
    claimDimensionWords(state, dimension, at, to);
    return to;
  }
  return at + 1;
}

/** A name is not written across the marks that end a phrase. */
function isTogether({ words }: QuestionState, from: number, to: number): boolean {
  return words.slice(from + 1, to).every(({ before }) => /^[\s\-_/()&@.]*$/.test(before) && !/\.\s/.test(before));
}

/** `ec2-user` is a word of its own, `lambda-related` is not. */
function isPartOfWord({ words }: QuestionState, from: number, to: number): boolean {
  const [first, after, before] = [words[from], words[to], words[from - 1]];
  const isAfter =
    first !== undefined &&
    before !== undefined &&
    isJoined(first) &&
    !UNSEARCHED_WORDS.has(before.text) &&
    before.text !== 'non';
  return isAfter || (after !== undefined && isJoined(after) && !UNSEARCHED_WORDS.has(after.text));
}

/** Whether a name of several meanings stands for its value here. */
function isMeant(
  state: QuestionState,
  { dimension, isAmbiguous, isStored, value }: KnownName,
  from: number,
  to: number,
): boolean {
  if (!isAmbiguous) return true;
  const beside = DIMENSION_WORDS[dimension];
  const before = textAt(state, from - 1);
  if (
    beside.has(before) ||
    beside.has(textAt(state, to)) ||
    ((before === 'is' || before === 'of') && beside.has(textAt(state, from - 2)))
  ) {
    return true;
  }
  // "Backup" in the middle of a question, as the value is written.
  const written = state.words.slice(from, to).map((word) => word.written);
  return (
    isStored && from > 0 && /\p{Lu}/u.test(written.join('')) && dimension !== 'service' && written.join(' ') === value
  );
}

function claimDimensionWords(state: QuestionState, dimension: DimensionId, from: number, to: number): void {
  const beside = DIMENSION_WORDS[dimension];
  for (const at of [from - 1, to]) {
    if (!beside.has(textAt(state, at))) continue;
    claim(state, at, at + 1, 'filter');
    if (textAt(state, at - 1) === 'root') claim(state, at - 1, at, 'filter');
  }
}

const NUMBERED = wordSet('case cases ticket tickets number no nr id');

/** Accounts and cases by their number. One that does not exist is read as what the word before it says. */
function readNumbers(state: QuestionState, { values, caseNumbers }: KnownCases): void {
  const accounts = new Set(values.account.map(({ value }) => value));
  const namesAccounts = state.words.some(({ text }) => text === 'account' || text === 'accounts');
  state.words.forEach(({ written }, at) => {
    const next = state.words[at + 1];
    if (!/^\d{6,}$/.test(written) || !isFree(state, at) || (next !== undefined && isJoined(next))) return;
    const before = textAt(state, at - 1);
    const isAccount = accounts.has(written) || (written.length === 12 && namesAccounts);
    const isCase = caseNumbers.has(written) || NUMBERED.has(before);
    if (!isAccount && !isCase) return;
    const asCase = isCase && (!isAccount || (NUMBERED.has(before) && before !== 'id'));
    addMention(state, { dimension: asCase ? 'case' : 'account', value: written, shown: written, from: at, to: at + 1 });
    const beside = asCase ? NUMBERED : DIMENSION_WORDS.account;
    for (let word = at - 1; beside.has(textAt(state, word)); word -= 1) claim(state, word, word + 1, 'filter');
  });
}

/** "Without a root cause": cases that have none. */
const MISSING: readonly (readonly [DimensionId, string, ReturnType<typeof phrases>])[] = [
  [
    'rca_category',
    'root cause',
    phrases(
      'without|no|missing a|any? root cause|causes category?',
      'without|no a|any? rca category?',
      'uncategorised|uncategorized',
    ),
  ],
  ['lifecycle_category', 'lifecycle', phrases('without|no|missing a|any? lifecycle category?')],
  ['severity', 'severity', phrases('without|no|missing a|any? severity')],
  ['service', 'service', phrases('without a|any? service')],
];

function readMissingValues(state: QuestionState): void {
  for (let at = 0; at < state.words.length; at += 1) {
    for (const [dimension, label, phrase] of MISSING) {
      const length = phraseAt(state.words, at, phrase);
      if (length === 0 || !isFree(state, at, at + length)) continue;
      addMention(state, { dimension, value: 'None', shown: `no ${label}`, from: at, to: at + length });
    }
  }
}
