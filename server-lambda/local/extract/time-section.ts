import type { Count } from '#core/contract/figures.ts';
import type { Burst } from './clusters.ts';
import { countBy } from './count-by.ts';
import { exampleOf, largest, telling, termList, valueName, type Findings } from './findings.ts';
import { counted, label, number } from './markdown.ts';
import type { Repeat } from './repeats.ts';

/** Cases that came close together, and accounts that open the same case again and again. */
export function timeSection(findings: Findings): string {
  const lines = [
    ...findings.bursts.map((burst, index) => `- ${describeBurst(findings, burst, index < QUOTED)}`),
    ...findings.repeats.map((repeat) => `- ${describeRepeat(findings, repeat)}`),
  ];
  return lines.length === 0
    ? 'No day, week or month stands out, and no account keeps opening the same case.'
    : lines.join('\n');
}

/** How many bursts, the least likely ones, come with what they say. */
const QUOTED = 2;

/** One burst in a sentence or two; with `quoted`, what the cases say as well. */
export function describeBurst(findings: Findings, burst: Burst, quoted: boolean): string {
  const { question, corpus } = findings;
  const when = burst.start === burst.end ? burst.start : `${burst.start} to ${burst.end}`;
  const accounts = countBy(question.cases, burst.members, 'account').filter(({ value }) => value !== null);
  const where = whereText(accounts, burst.members.length);
  const usual = `where ${burst.expected < 1 ? 'fewer than one' : `about ${number(Math.round(burst.expected))}`} would be usual`;
  const start = `**${when}**: ${counted(burst.members.length, 'case')}${subjectOf(burst, findings)}${where}, ${usual}`;
  if (!quoted) return `${start}.`;
  const services = countBy(question.cases, burst.members, 'service');
  const spread = burst.service === null ? `; ${largest(services, 3)}` : '';
  const words = telling(findings, burst.members, everyone(findings), 3);
  const told = words.length === 0 ? '' : `; typical words ${termList(corpus, words)}`;
  return `${start}${spread}${told}. ${exampleOf(findings, burst.members)}`;
}

/** In which accounts, and the one that has most of them. */
function whereText(accounts: readonly Count[], cases: number): string {
  const [top] = accounts;
  if (top === undefined) return '';
  if (accounts.length === 1) return `, all in account ${valueName(top.value)}`;
  const most = top.count * 2 > cases ? `, ${number(top.count)} of them in ${valueName(top.value)}` : '';
  return `, in ${number(accounts.length)} accounts${most}`;
}

function subjectOf({ service, rcaCategory }: Burst, { focus }: Findings): string {
  if (service !== null && rcaCategory !== null) return ` of ${label(service)} recorded as ${label(rcaCategory)}`;
  if (service !== null) return ` of ${label(service)}`;
  if (rcaCategory !== null) return ` recorded as ${label(rcaCategory)}`;
  return focus.facets.length > 0 ? ' of the question' : ' of any kind';
}

function describeRepeat(findings: Findings, repeat: Repeat): string {
  const { question, corpus } = findings;
  const first = question.cases[repeat.members[0] ?? -1]?.date ?? '';
  const last = question.cases[repeat.members.at(-1) ?? -1]?.date ?? '';
  const rhythm = repeat.everyDays === null ? '' : `, mostly every ${counted(repeat.everyDays, 'day')}`;
  const weekday =
    repeat.weekday === null ? '' : `${rhythm === '' ? ', mostly' : ''} on ${WEEKDAYS[repeat.weekday] ?? ''}`;
  return (
    `**Account ${label(repeat.account)}** keeps coming back: ${counted(repeat.members.length, 'case')} about ` +
    `${termList(corpus, repeat.terms)} from ${first} to ${last}${rhythm}${weekday}. ${exampleOf(findings, repeat.members)}`
  );
}

const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

function everyone({ question }: Findings): readonly number[] {
  return question.cases.map((_, index) => index);
}
