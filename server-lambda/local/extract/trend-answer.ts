import { describeShift, describeTotal } from './change-section.ts';
import { countBy } from './count-by.ts';
import { valueName, type Findings } from './findings.ts';
import { share } from './markdown.ts';
import { describeBurst } from './time-section.ts';

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
