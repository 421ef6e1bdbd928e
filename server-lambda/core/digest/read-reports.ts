import type { DimensionId } from '../contract/dimensions.ts';
import { MISSING_FACTS } from './not-in-data.ts';
import { phraseAt, phrases, wordSet } from './phrases.ts';
import { claim, isFree, isPlain, textAt, writtenAt, type QuestionState } from './question-state.ts';
import { numberOf } from './read-period.ts';
import type { ReportKind } from './reading.ts';
import { CAUSE_PHRASES, RANKED_BY, RANKING_WORDS, REPORT_PHRASES } from './report-phrases.ts';
import { TOPIC_MARKERS } from './unsearched-words.ts';

/** A report that a question asks for, at the position of its words. */
export interface AskedReport {
  readonly kind: ReportKind;
  readonly at: number;
}

/** Words of reports that are topics where one of a topic stands right before them: "packet drops". */
const MAYBE_TOPICS = wordSet(
  'change changes drop drops spike spikes surge jump growth increase decrease decline rise improvement improvements evolution trend trends repeated repeating action actions advice',
);

/** The reports that a question asks for. */
export function readReports(state: QuestionState): readonly AskedReport[] {
  const asked: AskedReport[] = [];
  for (let at = 0; at < state.words.length; at += 1) {
    for (const [kind, phrase] of REPORT_PHRASES) {
      const length = phraseAt(state.words, at, phrase);
      if (length === 0 || isTopic(state, at)) continue;
      asked.push({ kind, at });
      claim(state, at, at + length, 'report');
    }
  }
  return asked;
}

function isTopic(state: QuestionState, at: number): boolean {
  if (!MAYBE_TOPICS.has(textAt(state, at))) return false;
  const isCause = state.mentions.some(({ dimension, to }) => dimension === 'rca_category' && to === at);
  return isCause || isPlain(state, at - 1) || TOPIC_MARKERS.has(textAt(state, at - 1));
}

/** Facts that cases do not have are said to be missing; one that is marked as a topic is searched. */
export function readMissingFacts(state: QuestionState): void {
  for (const { asked, said } of MISSING_FACTS) {
    const written: string[] = [];
    for (let at = 0; at < state.words.length; at += 1) {
      const length = phraseAt(state.words, at, asked);
      if (length === 0 || !isFree(state, at) || TOPIC_MARKERS.has(textAt(state, at - 1))) continue;
      written.push(`"${writtenAt(state, at, at + length)}"`);
      claim(state, at, at + length, 'not applied');
    }
    if (written.length > 0) state.notApplied.push(`${said} (${[...new Set(written)].join(', ')}).`);
  }
}

const SPLITS = wordSet('breakdown distribution split ranking mix');

/** What a ranking is by: words for dimensions after "which", "top", "by" and their like, or before "most". */
export function readRanking(state: QuestionState): readonly { readonly id: DimensionId; readonly at: number }[] {
  const ranked: { id: DimensionId; at: number }[] = [];
  const lastMost = state.words.findLastIndex(({ text }) => text === 'most');
  state.words.forEach(({ text }, at) => {
    const id = RANKED_BY.get(text);
    if (id === undefined || state.roles[at] === 'filter') return;
    const before = [1, 2, 3].map((back) => textAt(state, at - back));
    const joinsRanking = (before[0] === 'and' || before[0] === 'or') && ranked.some((other) => at - other.at <= 3);
    // "Cause" is a verb, too.
    const isNoun =
      (text !== 'cause' && text !== 'reason') || before[0] === 'root' || RANKING_WORDS.has(before[0] ?? '');
    const isCounted =
      before.some((word) => RANKING_WORDS.has(word)) || lastMost > at || SPLITS.has(textAt(state, at + 1));
    if (!isNoun || (!isCounted && !joinsRanking)) return;
    claim(state, at, at + 1, 'report');
    if (!ranked.some((other) => other.id === id)) ranked.push({ id, at });
  });
  return ranked;
}

/** Where a question asks for causes. */
export function causeAt({ words, roles }: QuestionState): number {
  return words.findIndex((_, at) => phraseAt(words, at, CAUSE_PHRASES) > 0 && roles[at] !== 'filter');
}

const TOP = wordSet('top first worst');
const LISTED = wordSet(
  'most worst top case cases issue issues problem problems biggest main service services account accounts causes root examples',
);

/** "Top 5", "the 3 services": how many a list should have. */
export function readListed(state: QuestionState): number | null {
  for (let at = 0; at < state.words.length; at += 1) {
    const count = numberOf(textAt(state, at));
    if (count === undefined || count > 100 || !isFree(state, at)) continue;
    const isDigits = /^\d/.test(textAt(state, at));
    const isListed = TOP.has(textAt(state, at - 1)) || (isDigits && LISTED.has(textAt(state, at + 1)));
    if (!isListed) continue;
    claim(state, at, at + 1, 'report');
    return count;
  }
  return null;
}

const GREETINGS = phrases(
  'hi|hello|hey|howdy|greetings|hallo|hola|bonjour|ciao there|again|all|team?',
  'good morning|afternoon|evening|day',
  'thank you so|very? much?',
  'thanks|thx|cheers|bye|goodbye|yo|sup',
);
/** What is no question about cases where nothing else is asked. */
const SMALL_TALK = phrases(
  'how are you doing|today?',
  'how is|are it|things|everything? going',
  'who are you',
  'what can you do',
  'what are you',
  'help me?',
  'test|testing|ping',
  'nice to meet you',
);

/** Claims the words of a greeting; true where the question is nothing else. */
export function readGreeting(state: QuestionState): boolean {
  let at = 0;
  for (let length = 1; length > 0; at += length) {
    length = phraseAt(state.words, at, GREETINGS);
    claim(state, at, at + length, 'unsearched');
  }
  const talk = phraseAt(state.words, at, SMALL_TALK);
  const isAll = at + talk === state.words.length;
  if (isAll) claim(state, at, at + talk, 'unsearched');
  return isAll;
}
