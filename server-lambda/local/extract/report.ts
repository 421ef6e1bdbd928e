import { DIMENSIONS, figureOf, type Dimension, type DimensionSpec } from '#core/contract/dimensions.ts';
import type { Count, Figures } from '#core/contract/figures.ts';
import { addDays, type Period } from '#core/days.ts';
import { answer } from './answer.ts';
import { changeSection } from './change-section.ts';
import { countBy } from './count-by.ts';
import { exampleOf, largest, ranking, termList, valueName, type Findings } from './findings.ts';
import { counted, joined, label, NOTICE, number, percent, share } from './markdown.ts';
import { mostCentral, type Theme } from './themes.ts';
import { timeSection } from './time-section.ts';

/** All findings as Markdown for a person, the answer first. */
export function report(findings: Findings): string {
  const { question, changes } = findings;
  const parts = [NOTICE];
  if (question.figures.total === 0 && question.cases.length === 0) {
    parts.push(
      `No case matches from ${question.period.start} to ${question.period.end}, so there is nothing to analyse. ${earlier(findings)}`,
    );
    return parts.join('\n\n');
  }
  parts.push('## Answer', question.cases.length === 0 ? unread(findings) : answer(findings));
  parts.push(`## Figures over all ${counted(question.figures.total, 'matching case')}`, figuresSection(findings));
  parts.push('## What changed', changeSection(question, changes));
  if (question.cases.length > 1) parts.push(...themesSection(findings), '## Clusters in time', timeSection(findings));
  parts.push('## Not seen', limitsSection(findings));
  return `${parts.join('\n\n')}\n`;
}

function earlier({ question }: Findings): string {
  const { total } = question.before;
  return total === 0
    ? 'The period of equal length before has none either.'
    : `The period of equal length before has ${counted(total, 'case')}.`;
}

function unread({ question }: Findings): string {
  return `None of the ${counted(question.figures.total, 'matching case')} has a summary that could be read, so only the figures below can answer.`;
}

function figuresSection({ question }: Findings): string {
  const { figures, period } = question;
  const lines = DIMENSIONS.filter(({ id }) => id !== 'account').map((dimension: DimensionSpec & Dimension) => {
    const shown = dimension.values?.length ?? 3;
    return `- ${dimension.label}: ${ranking(figures[figureOf(dimension)], figures.total, shown)}`;
  });
  const accounts = figures.by_account;
  if (accounts.length > 1) {
    const top = accounts.slice(0, 3);
    const sum = top.reduce((total, { count }) => total + count, 0);
    lines.push(
      `- Account: ${number(accounts.length)}; ${largest(accounts, 3)}${accounts.length > 3 ? `, together ${percent(sum, figures.total)}` : ''}`,
    );
  }
  if (figures.by_month.length > 1) lines.push(`- Month: ${monthsLine(figures)}${partial(period, figures.by_month)}`);
  return lines.join('\n');
}

/** The last four months, and the earlier ones together. */
function monthsLine({ by_month: months, total }: Figures): string {
  const shown = months.slice(-4).map(({ value, count }) => `${valueName(value)} ${share(count, total)}`);
  const early = months.slice(0, -4);
  if (early.length === 0) return shown.join(', ');
  const sum = early.reduce((cases, { count }) => cases + count, 0);
  return `${shown.join(', ')}; the ${counted(early.length, 'earlier month')} ${share(sum, total)}`;
}

/** A month that the period covers in part can't be compared with whole ones. */
function partial(period: Period, months: readonly Count[]): string {
  const cut = [
    ...(period.start.endsWith('-01') ? [] : [period.start.slice(0, 7)]),
    ...(addDays(period.end, 1).endsWith('-01') ? [] : [period.end.slice(0, 7)]),
  ].filter((month) => months.some(({ value }) => value === month));
  return cut.length === 0 ? '' : ` (${joined([...new Set(cut)])} only in part)`;
}

function themesSection(findings: Findings): readonly string[] {
  const { themes, focus, question, reading } = findings;
  const of = focus.members.length === question.cases.length ? 'cases read' : 'cases of the question';
  const heading = `## Recurring themes in the ${number(focus.members.length)} ${of}`;
  if (themes.length === 0) return [heading, 'No words recur together often enough to make a theme.'];
  // An answer that quoted from each group has told much of this.
  const shown = reading.intents.includes('causes') ? 2 : themes.length;
  const list = themes.slice(0, shown).map((theme) => describeTheme(findings, theme));
  return [
    heading,
    list.join('\n'),
    'A case counts in a theme when it has its first term, or two of the others; it may count in several.',
  ];
}

function describeTheme(findings: Findings, theme: Theme): string {
  const { corpus, focus, question } = findings;
  const services = countBy(question.cases, theme.members, 'service');
  const example = exampleOf(findings, theme.members, { centroid: theme.centroid });
  const like = mostCentral(corpus, theme.members, theme.centroid, 3)
    .flatMap((index) => question.cases[index]?.caseNumber ?? [])
    .map((caseNumber) => `case ${label(caseNumber)}`)
    .filter((name) => !example.endsWith(`(${name})`) && !example.endsWith(name))
    .slice(0, 2);
  const more = like.length === 0 ? '' : `, like ${joined(like)}`;
  const count = share(theme.members.length, focus.members.length);
  return `- **${termList(corpus, theme.terms)}**: ${count}, in ${largest(services, 2)}. ${example}${more}.`;
}

function limitsSection({ question, focus }: Findings): string {
  const { total } = question.figures;
  const read = question.cases.length;
  const without = total - question.summariesAvailable;
  const unread = question.summariesAvailable - read;
  const lines: string[] = [];
  if (without > 0) lines.push(`${counted(without, 'matching case')} ${without === 1 ? 'has' : 'have'} no summary.`);
  if (unread > 0)
    lines.push(
      `${counted(unread, 'summary', 'summaries')} didn't fit and ${unread === 1 ? 'was' : 'were'} not read: critical cases were taken first, then the newest.`,
    );
  if (without <= 0 && unread <= 0)
    lines.push(`Nothing was left out: all ${counted(total, 'matching case')} ${total === 1 ? 'was' : 'were'} read.`);
  else lines.push('The figures count those too; the words, themes and clusters do not.');
  if (focus.unknown.length > 0)
    lines.push(
      `Words of the question that no case read has: ${joined(focus.unknown.slice(0, 5).map((word) => label(word)))}.`,
    );
  lines.push('Words were counted, not understood: a case that rules something out counts like one that has it.');
  return lines.join(' ');
}
