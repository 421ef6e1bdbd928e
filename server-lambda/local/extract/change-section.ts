import type { CaseQuestion } from '#core/ports/analyst.ts';
import { periodBefore } from '#core/days.ts';
import type { Changes, Dimension, Shift } from './change.ts';
import { valueName } from './findings.ts';
import { counted, joined, number, percent } from './markdown.ts';

/** What changed against the period just before, and what didn't. */
export function changeSection(question: CaseQuestion, changes: Changes | null): string {
  const lines = [describeTotal(question, changes)];
  if (changes !== null) {
    const told = changes.shifts.slice(0, 5);
    for (const shift of told) lines.push(`- ${describeShift(shift, question)}`);
    const rest = changes.shifts.length - told.length;
    if (rest > 0) lines.push(`- ${counted(rest, 'smaller change')} beyond chance.`);
    if (changes.steady.length > 0) lines.push(`- No clear change in the shares by ${joined(changes.steady)}.`);
  }
  return lines.join('\n');
}

/** `1,532 cases against 1,210 in the 90 days before (...): up by 26.6%, more than chance explains.` */
export function describeTotal(question: CaseQuestion, changes: Changes | null): string {
  const now = question.figures.total;
  const before = question.before.total;
  const period = periodBefore(question.period);
  const days = period === null ? '' : ` (${period.start} to ${period.end})`;
  if (changes === null) {
    return `The period of equal length before${days} has no matching cases, so nothing can be said about change.`;
  }
  const counts = `${counted(now, 'case')} against ${number(before)} in the period of equal length before${days}`;
  if (!changes.total.changed) return `${counts}: no clear change in number.`;
  const direction = now > before ? 'up' : 'down';
  return `${counts}: ${direction} by ${percent(Math.abs(now - before), before)}, more than chance explains.`;
}

const NAMES: Readonly<Record<Dimension, string>> = {
  severity: 'Severity',
  service: 'Service',
  'root cause': 'Root cause',
  lifecycle: 'Lifecycle',
  account: 'Account',
};

/** `Service dynamodb: 58 (3.8%) after 12 (1%).` */
export function describeShift(shift: Shift, question: CaseQuestion): string {
  const { now, before, dimension, value } = shift;
  const after = before === 0 ? 'none' : `${number(before)} (${percent(before, question.before.total)})`;
  const today = now === 0 ? 'none' : `${number(now)} (${percent(now, question.figures.total)})`;
  return `${NAMES[dimension]} ${valueName(value)}: ${today} after ${after}.`;
}
