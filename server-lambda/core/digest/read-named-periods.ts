import { addDays, type Period } from '../days.ts';
import { wordSet } from './phrases.ts';
import { textAt, writtenAt, type QuestionState } from './question-state.ts';
import type { NamedPeriod } from './read-period.ts';

/** The periods of a question, as they are applied. */
export interface AppliedPeriods {
  readonly period: Period | null;
  readonly compared: Period | null;
  readonly said: readonly string[];
  readonly notApplied: readonly string[];
}

const VERSUS = wordSet('vs versus than against');
const JOINTS = wordSet('to with and from');
const LEADS = wordSet('in on during for within over of from at the throughout');

/** Which of the named periods is counted, and which one it is compared with; whatever is not applied is said. */
export function periodsOf(
  state: QuestionState,
  named: readonly NamedPeriod[],
  call: Period,
  today: string,
): AppliedPeriods {
  const comparedIndex = named.findIndex((period, index) => isCompared(state, period, index));
  const plain = named.filter((_, index) => index !== comparedIndex);
  const against = named[comparedIndex];
  const { period, used } = joined(plain);
  const unused = plain
    .filter((one) => !used.includes(one))
    .map((one) => `Only one period is counted: ${labelOf(state, one)} is not applied.`);
  const vague = named.flatMap(({ ignored }) =>
    ignored.map((word) => `"${word}" is not applied: the whole of the period counts.`),
  );
  if (against === undefined) {
    const label = used.map((one) => labelOf(state, one, false)).join(' and ');
    return {
      period,
      compared: null,
      said: period === null ? [] : [said(label, period)],
      notApplied: [...vague, ...unused, ...outside(label, period, call)],
    };
  }
  const [later, earlier] = inOrder(period ?? since(against.period, today), against.period);
  const label = period === null ? daysOf(later) : used.map((one) => labelOf(state, one, false)).join(' and ');
  const isSwapped = later === against.period;
  const names = isSwapped ? [labelOf(state, against, false), label] : [label, labelOf(state, against, false)];
  return {
    period: later,
    compared: earlier,
    said: [`${said(names[0] ?? '', later)} compared with ${said(names[1] ?? '', earlier)}`],
    notApplied: [...vague, ...unused, ...outside(names[0] ?? '', later, call)],
  };
}

/** "Than last month", "compare March and April". */
function isCompared(state: QuestionState, { from }: NamedPeriod, index: number): boolean {
  const before = textAt(state, from - 1);
  if (VERSUS.has(before)) return true;
  if (!JOINTS.has(before)) return false;
  const isCompare = (word: string) => /^(?:compar|relative|differen)/.test(word);
  return (
    isCompare(textAt(state, from - 2)) || (index > 0 && state.words.slice(0, from).some(({ text }) => isCompare(text)))
  );
}

/** The days from the end of a period on. */
function since(period: Period, today: string): Period {
  const start = addDays(period.end, 1);
  return { start, end: today > start ? today : start };
}

function inOrder(one: Period, other: Period): readonly [Period, Period] {
  return one.start >= other.start ? [one, other] : [other, one];
}

/** The first period with those that follow it without a gap. */
function joined(named: readonly NamedPeriod[]): {
  readonly period: Period | null;
  readonly used: readonly NamedPeriod[];
} {
  const [first, ...others] = named;
  if (first === undefined) return { period: null, used: [] };
  const used = [first];
  let { start, end } = first.period;
  for (const other of others) {
    const { period } = other;
    if (period.start > addDays(end, 1) || period.end < addDays(start, -1)) continue;
    used.push(other);
    start = period.start < start ? period.start : start;
    end = period.end > end ? period.end : end;
  }
  return { period: { start, end }, used };
}

function labelOf(state: QuestionState, { from, to }: NamedPeriod, isQuoted = true): string {
  let first = from;
  while (first < to - 1 && LEADS.has(textAt(state, first))) first += 1;
  const written = writtenAt(state, first, to).replace(/['’]s$/, '');
  return isQuoted ? `"${written}"` : written;
}

function said(label: string, period: Period): string {
  const days = daysOf(period);
  return label === days ? days : `${label} (${days})`;
}

function daysOf({ start, end }: Period): string {
  return start === end ? start : `${start} to ${end}`;
}

function outside(label: string, period: Period | null, call: Period): readonly string[] {
  if (period === null || (period.start >= call.start && period.end <= call.end)) return [];
  const start = period.start > call.start ? period.start : call.start;
  const end = period.end < call.end ? period.end : call.end;
  return start > end
    ? [`${said(label, period)}: the call covers none of these days, only ${daysOf(call)}.`]
    : [`${said(label, period)}: the call covers only ${daysOf({ start, end })}.`];
}
