import { SEVERITIES } from '../contract/dimensions.ts';
import type { KnownCases } from './known.ts';
import { phraseAt, phrases, wordSet } from './phrases.ts';
import { addMention, claim, isFree, textAt, type QuestionState } from './question-state.ts';
import { SUPERLATIVES } from './report-phrases.ts';
import { CONJUNCTIONS } from './unsearched-words.ts';

type Severity = (typeof SEVERITIES)[number];

/** What AWS Support calls its severities in the form that opens a case. */
const LONG_NAMES: readonly (readonly [Severity, ReturnType<typeof phrases>])[] = [
  ['critical', phrases('business critical system down')],
  ['urgent', phrases('production system down')],
  ['high', phrases('production system impaired')],
  ['normal', phrases('system impaired')],
];
/** Words beside which "high" or "low" is a severity, and not of a temperature. */
const BESIDE = wordSet('severity severities priority priorities sev');
const CASES = wordSet('case cases ticket tickets issue issues problem problems incident incidents ones');
const UPWARD = phrases('or|and above|higher|worse|up|upwards|more');
const DOWNWARD = phrases('or|and below|lower|down');
const AT_LEAST = phrases('at least', 'minimum|min');

/** Severities that the question names, and superlatives, which name those from a severity upwards that some case has. */
export function readSeverities(state: QuestionState, { values }: KnownCases): void {
  const stored = new Set(values.severity.map(({ value }) => value?.trim().toLowerCase()));
  for (let at = 0; at < state.words.length; at += 1) {
    for (const [least, phrase] of SUPERLATIVES) {
      const length = phraseAt(state.words, at, phrase);
      if (length === 0 || !isFree(state, at, at + length)) continue;
      const graver = upTo(least).filter((severity) => stored.has(severity));
      // Without a case as grave as that, the gravest of all are the most severe.
      mention(state, graver, at, at + length);
      claim(state, at, at + length, 'report');
      state.superlatives.push(at);
    }
    for (const [severity, phrase] of LONG_NAMES) {
      const length = phraseAt(state.words, at, phrase);
      if (length > 0 && isFree(state, at, at + length)) mention(state, [severity], at, at + length);
    }
  }
  for (const at of severityWords(state)) readOne(state, at);
}

function readOne(state: QuestionState, at: number): void {
  if (!isFree(state, at)) return;
  const severity = SEVERITIES.find((known) => known === textAt(state, at));
  if (severity === undefined) return;
  const up = phraseAt(state.words, at + 1, UPWARD);
  const down = phraseAt(state.words, at + 1, DOWNWARD);
  const least = [2, 1].find((before) => phraseAt(state.words, at - before, AT_LEAST) === before);
  const hasPlus = (state.words[at + 1]?.before ?? state.question.slice(state.words[at]?.end)).startsWith('+');
  const from = least === undefined ? at : at - least;
  if (up > 0 || least !== undefined || hasPlus) mention(state, upTo(severity), from, at + 1 + up);
  else if (down > 0) mention(state, SEVERITIES.slice(SEVERITIES.indexOf(severity)), at, at + 1 + down);
  else mention(state, [severity], at, at + 1);
}

function mention(state: QuestionState, values: readonly Severity[], from: number, to: number): void {
  for (const value of values) addMention(state, { dimension: 'severity', value, shown: value, from, to });
}

/** The positions of severities: "high" and its like only beside a word for severities or cases, or in a list with one that is. */
function severityWords(state: QuestionState): readonly number[] {
  const { words } = state;
  const all = words.flatMap(({ text }, at) => (SEVERITIES.some((known) => known === text) ? [at] : []));
  const sure = new Set(all.filter((at) => isSure(state, at)));
  const spread = (order: readonly number[]) => {
    order.forEach((at, index) => {
      const neighbour = order[index - 1];
      if (
        neighbour !== undefined &&
        sure.has(neighbour) &&
        areListed(state, Math.min(at, neighbour), Math.max(at, neighbour))
      ) {
        sure.add(at);
      }
    });
  };
  spread(all);
  spread([...all].reverse());
  return all.filter((at) => sure.has(at));
}

function isSure(state: QuestionState, at: number): boolean {
  const word = textAt(state, at);
  const [before, after] = [textAt(state, at - 1), textAt(state, at + 1)];
  if (word === 'critical' || word === 'urgent') return true;
  const isOf = ['is', 'of', 'code', 'or', 'at'].includes(before) && BESIDE.has(textAt(state, at - 2));
  return BESIDE.has(before) || BESIDE.has(after) || CASES.has(after) || isOf;
}

function areListed({ words }: QuestionState, one: number, other: number): boolean {
  const between = words.slice(one + 1, other).every(({ text }) => CONJUNCTIONS.has(text));
  return between && other - one <= 2;
}

function upTo(least: Severity): readonly Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
}
