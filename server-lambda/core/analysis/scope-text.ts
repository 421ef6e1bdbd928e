import { CASE_FILTER, DIMENSIONS, TEXT_FILTER } from '../contract/dimensions.ts';
import { daysIn, type Period } from '../days.ts';
import type { CaseQuestion } from '../ports/analyst.ts';
import { fieldText } from './field-text.ts';

/** What a reader must know of the cases before a word about them: today, periods, filters, how they were chosen, what is odd. */
export function scopeText(question: CaseQuestion): string {
  const { today, period, periodBefore, figures, cases, summariesAvailable, dataNotes } = question;
  const without = figures.total - summariesAvailable;
  return [
    `Today: ${today} (UTC)`,
    `Period (now): ${periodText(period)}`,
    `Period before: ${periodBefore === null ? 'none' : periodText(periodBefore)}`,
    `Filters: ${filtersText(question.filters)}`,
    `Matching cases: ${figures.total}; ${without} of them have no summary yet and cannot be read`,
    `Chosen to be read: ${cases.length} of the ${summariesAvailable} with a summary${choice(cases.length < summariesAvailable)}`,
    ...dataNotes,
  ].join('\n');
}

function choice(isSelection: boolean): string {
  return isSelection
    ? ', the most severe first, then the newest: shares among them are not shares of all cases'
    : ', the most severe first, then the newest';
}

function periodText(period: Period): string {
  const days = daysIn(period);
  return `${period.start} to ${period.end}, both included (${days} ${days === 1 ? 'day' : 'days'})`;
}

function filtersText(filters: CaseQuestion['filters']): string {
  const said = [...DIMENSIONS, CASE_FILTER, TEXT_FILTER].flatMap(({ argument, label }) => [
    ...valuesText(`${label.toLowerCase()} is`, filters[argument]),
    ...valuesText(`${label.toLowerCase()} is not`, filters[`exclude_${argument}`]),
  ]);
  return said.length === 0 ? 'none' : said.join('; ');
}

function valuesText(label: string, given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  const values = typeof given === 'string' ? [given] : given;
  return [`${label} ${values.map(fieldText).join(' or ')}`];
}
