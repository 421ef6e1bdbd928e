import { phraseAt, phrases } from './phrases.ts';
import { claim, isPlain, textAt, writtenAt, type Mention, type QuestionState } from './question-state.ts';
import type { NamedPeriod } from './read-period.ts';
import { CONJUNCTIONS, FILLERS } from './unsearched-words.ts';

/** Words that leave out what follows them, whatever it is. */
const STRONG = phrases(
  'except for?',
  'excepting|excluding|exclude|excludes|excluded|besides|barring|minus|omit|omitting|skip|skipping|ignore|ignoring',
  'without',
  'other than',
  'apart|aside from',
  'leave|leaving out',
  'anything|everything|all|nothing|any but',
  'all|every|any service|services|account|accounts|case|cases|issues|problems but|except',
  'rather than',
  'but not',
);
/** Words that do so before a name, an acronym or "about"; before another word they are a part of what is searched. */
const WEAK = phrases('not', 'isnt|arent|wasnt|werent|dont|doesnt|didnt', 'non', 'no', 'never', 'neither');
/** "Not only Lambda" leaves nothing out. */
const IDIOMS = phrases(
  'not only|just|sure|yet|enough|necessarily|too|so|all|really|always|to',
  'why not',
  'or not',
  'if not',
  'no one|longer|more|matter|idea',
);

export interface Exclusions {
  readonly phrases: readonly { readonly from: number; readonly to: number }[];
  /** Periods that are to be left out, which a digest cannot do. */
  readonly periods: ReadonlySet<NamedPeriod>;
}

interface Scope {
  readonly isStrong: boolean;
  /** Where its marker stands. */
  readonly from: number;
  readonly to: number;
}

/**
 * What the question leaves out: the names and words after "not", "except" and their like, as far as a list goes on. What
 * cannot be left out is said and not counted either way.
 */
export function readExclusions(state: QuestionState, periods: readonly NamedPeriod[]): Exclusions {
  const left: { from: number; to: number }[] = [];
  const leftPeriods = new Set<NamedPeriod>();
  for (let at = 0; at < state.words.length;) {
    const idiom = phraseAt(state.words, at, IDIOMS);
    const strong = phraseAt(state.words, at, STRONG);
    const weak = phraseAt(state.words, at, WEAK);
    if (state.roles[at] !== undefined || (strong === 0 && weak === 0) || (strong === 0 && idiom > 0)) {
      at += Math.max(1, state.roles[at] === undefined && strong === 0 ? idiom : 1);
      continue;
    }
    const scope = { isStrong: strong > 0, from: at, to: at + Math.max(strong, weak) };
    at = readScope(state, scope, periods, { phrases: left, periods: leftPeriods });
  }
  return { phrases: left, periods: leftPeriods };
}

/** Reads on from a marker, to the end of what it leaves out. */
function readScope(
  state: QuestionState,
  { isStrong, from, to }: Scope,
  periods: readonly NamedPeriod[],
  found: { readonly phrases: { from: number; to: number }[]; readonly periods: Set<NamedPeriod> },
): number {
  let at = to;
  let items = 0;
  for (;;) {
    const start = skipFillers(state, at);
    const end = itemEnd(state, start);
    const period = periods.find((named) => named.from <= start && start < named.to);
    const isPhrase = end > start && !isMention(state, start, end);
    if (period !== undefined && items === 0) {
      found.periods.add(period);
      state.notApplied.push(`A period cannot be left out ("${writtenAt(state, from, period.to)}").`);
      claim(state, from, to, 'not applied');
      return period.to;
    }
    if (end === start || (!isStrong && start === to && isPlain(state, start) && !isAcronym(state, start))) break;
    leaveOut(state, start, end, isPhrase, found.phrases);
    claim(state, at, start, 'exclusion');
    items += 1;
    at = end;
    if (!CONJUNCTIONS.has(textAt(state, at)) && !/^\s*[,/&]/.test(state.words[at]?.before ?? '')) break;
    const joint = textAt(state, at);
    const afterJoint = CONJUNCTIONS.has(joint) ? at + 1 : at;
    const next = skipFillers(state, afterJoint);
    // "Not Lambda, of account 111122223333": only "or about" goes on with what is left out.
    const goesOn = next === afterJoint || joint === 'or' || joint === 'nor';
    if (!goesOn || itemEnd(state, next) === next) break;
    claim(state, at, next, 'exclusion');
    at = next;
  }
  if (items > 0) claim(state, from, to, 'exclusion');
  else unread(state, from, to, isStrong);
  return Math.max(at, to);
}

/** "Not" before a word that is no name belongs to that word: "not reachable" is searched as it stands. */
function unread(state: QuestionState, from: number, to: number, isStrong: boolean): void {
  const word = to - 1;
  if (!isStrong && textAt(state, word) === 'not' && isPlain(state, to)) {
    state.roles[word] = 'term';
    claim(state, from, word, 'unsearched');
    return;
  }
  const isSaid = isStrong || textAt(state, word) === 'not';
  if (isSaid) state.notApplied.push(`It is not clear what "${writtenAt(state, from, to)}" leaves out: nothing is.`);
  claim(state, from, to, isSaid ? 'not applied' : 'unsearched');
}

/** Names beside one another in one item cannot be left out as a pair; neither counts. */
function leaveOut(
  state: QuestionState,
  from: number,
  to: number,
  isPhrase: boolean,
  left: { from: number; to: number }[],
): void {
  if (isPhrase) {
    left.push({ from, to });
    state.roles.fill('excluded term', from, to);
    return;
  }
  const within = (mention: Mention) => mention.from >= from && mention.to <= to;
  const dimensions = new Set(state.mentions.filter(within).map(({ dimension }) => dimension));
  const hasWords = state.roles.slice(from, to).includes(undefined);
  if (dimensions.size > 1 || hasWords) {
    for (let at = from; at < to; at += 1) state.roles[at] = 'not applied';
    state.notApplied.push(
      `"${writtenAt(state, from, to)}" cannot be left out as a whole, only each by itself: nothing is.`,
    );
  }
  const isDropped = dimensions.size > 1 || hasWords;
  state.mentions.splice(
    0,
    state.mentions.length,
    ...state.mentions.flatMap((mention) => {
      if (!within(mention)) return [mention];
      return isDropped ? [] : [{ ...mention, isExcluded: true }];
    }),
  );
}

/** "Not DNS" leaves it out; "not reachable" is searched. */
function isAcronym({ words }: QuestionState, at: number): boolean {
  return /^[\p{Lu}\p{N}]{2,}$/u.test(words[at]?.written ?? '');
}

function skipFillers(state: QuestionState, from: number): number {
  let at = from;
  while (state.roles[at] === undefined && FILLERS.has(textAt(state, at))) at += 1;
  return at;
}

/** The end of the names and plain words from a position on. */
function itemEnd(state: QuestionState, from: number): number {
  let at = from;
  const isNext = () => state.roles[at] === 'filter' || state.roles[at] === 'term' || isPlain(state, at);
  while (at < state.words.length && isNext() && (at === from || !/[,;?!/]|[.:]\s/.test(state.words[at]?.before ?? '')))
    at += 1;
  return at;
}

function isMention(state: QuestionState, from: number, to: number): boolean {
  return state.mentions.some((mention) => mention.from >= from && mention.to <= to);
}
