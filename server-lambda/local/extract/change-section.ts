import type { CaseQuestion } from '#core/ports/analyst.ts';
import { periodBefore } from '#core/days.ts';
import type { Changes, Shift } from './change.ts';
import { countBy } from './count-by.ts';
import { valueName, type Findings } from './findings.ts';
import { counted, joined, number, share } from './markdown.ts';
import { describeBurst } from './time-section.ts';

/** What changed against the period just before, or within the period where that has no cases, and what didn't. */
export function changeSection(question: CaseQuestion, changes: Changes | null): string {
  const lines = [describeTotal(question, changes)];
  if (changes !== null) {
    const told = changes.shifts.slice(0, 5);
    for (const shift of told) lines.push(`- ${describeShift(shift, changes)}`);
    const rest = changes.shifts.length - told.length;
    if (rest > 0) lines.push(`- ${counted(rest, 'smaller change')} beyond chance.`);
    if (changes.steady.length > 0)
      lines.push(`- No clear change in the shares by ${joined(changes.steady.map((label) => label.toLowerCase()))}.`);
  }
  return lines.join('\n');
}

/** `416 cases against 334 in the period of equal length before (...): up by 82, more than chance explains.` */
function describeTotal(question: CaseQuestion, changes: Changes | null): string {
  const nothing = `The period of equal length before${beforeText(question)} has no matching cases`;
  if (changes === null) return `${nothing}, so nothing can be said about change.`;
  const { now, before } = changes;
  const verdict = changes.clear
    ? `${now.total > before.total ? 'up' : 'down'} by ${number(Math.abs(now.total - before.total))}, more than chance explains`
    : 'no clear change in number';
  if (question.before.total > 0) {
    return `${counted(now.total, 'case')} against ${number(before.total)} in the period of equal length before${beforeText(question)}: ${verdict}.`;
  }
  return (
    `${nothing}, so the second half (from ${now.period.start}) is compared with the first, over the cases read: ` +
    `${counted(now.total, 'case')} against ${number(before.total)}, ${verdict}.`
  );
}

function beforeText(question: CaseQuestion): string {
  const period = periodBefore(question.period);
  return period === null ? '' : ` (${period.start} to ${period.end})`;
}

/** `Service dynamodb: 58 (3.8%) after 12 (1%).` */
function describeShift({ now, before, dimension, value }: Shift, changes: Changes): string {
  const today = now === 0 ? 'none' : share(now, changes.now.total);
  const then = before === 0 ? 'none' : share(before, changes.before.total);
  return `${dimension} ${valueName(value)}: ${today} after ${then}.`;
}

const MOST_MONTHS = 6;

/** How the cases came over time: those of the question by month, or all of them against the period before. */
export function trendAnswer(findings: Findings): string {
  const { question, focus, changes, bursts } = findings;
  const lines: string[] = [];
  if (focus.facets.length > 0) {
    const months = [...countBy(question.cases, focus.members, (brief) => brief.date.slice(0, 7))]
      .sort((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
      .map(({ value, count }) => `${valueName(value)} ${share(count, focus.members.length)}`);
    const last = months.length > MOST_MONTHS ? `, the last ${String(MOST_MONTHS)} of ${String(months.length)}` : '';
    lines.push(`- By month${last}: ${months.slice(-MOST_MONTHS).join(', ')}.`);
  } else {
    lines.push(`- ${describeTotal(question, changes)}`);
    for (const shift of changes?.shifts.slice(0, 2) ?? []) {
      if (changes !== null) lines.push(`- ${describeShift(shift, changes)}`);
    }
    const months = question.figures.by_month;
    const peak = [...months].sort((a, b) => b.count - a.count)[0];
    if (peak !== undefined && months.length > 2) {
      lines.push(`- Most in ${valueName(peak.value)}: ${share(peak.count, question.figures.total)}.`);
    }
  }
  const burst = bursts[0];
  if (burst !== undefined) lines.push(`- ${describeBurst(findings, burst, false)}`);
  return lines.join('\n');
}
