import { briefText, caseMatches } from '../analysis/case-matches.ts';
import type { RecurringProblem } from '../contract/recurring.ts';
import type { CaseQuestion } from '../ports/analyst.ts';
import { occursIn } from '../text/words.ts';
import { changesSection } from './changes.ts';
import { headline } from './headline.ts';
import { counted, joined, label, number, sentence } from './markdown.ts';
import { problemsSection } from './problems.ts';
import type { NarrowedCases, ReportKind } from './reading.ts';
import { caseLine, representatives } from './representative-cases.ts';

/** What stands at the head of everything that no model wrote. */
export const NOTICE = '*Counts and quotes from the cases; no language model was used.*';

const CASES_LISTED = 5;
const SEVERE_LISTED = 10;

/** The whole digest as Markdown for a person: how the question was read, the answer, and what it rests on. */
export function report(question: CaseQuestion, cases: NarrowedCases, problems: readonly RecurringProblem[]): string {
  const { reading, now } = cases;
  const parts = [NOTICE, ...readingOf(cases)];
  if (now.length === 0) {
    parts.unshift(nothing(question, cases));
    parts.push('## Coverage', coverage(question, cases));
    return `${parts.join('\n\n')}\n`;
  }
  const answers = [...new Set(reading.reports)].flatMap((kind) => headline(kind, cases, problems));
  parts.push('## Answer', ...answers);
  parts.push(...sectionsAfter(reading.reports, cases, problems));
  parts.push('## Coverage', coverage(question, cases));
  return `${parts.join('\n\n')}\n`;
}

/** What recurs, what changed, representative cases: a list of cases comes first where it is the answer. */
function sectionsAfter(
  reports: readonly ReportKind[],
  cases: NarrowedCases,
  problems: readonly RecurringProblem[],
): readonly string[] {
  const severe = reports.includes('most severe');
  const shown = cases.reading.listed ?? (severe ? SEVERE_LISTED : CASES_LISTED);
  const chosen = severe ? cases.now.slice(0, shown) : representatives(cases.now, shown);
  const list = [
    severe ? '## The gravest cases' : '## Representative cases',
    chosen.map(caseLine).join('\n'),
    ...(cases.now.length > chosen.length ? [`and ${counted(cases.now.length - chosen.length, 'more case')}.`] : []),
  ];
  const rest = ['## What keeps coming back', problemsSection(problems), '## What changed', changesSection(cases)];
  return severe ? [...list, ...rest] : [...rest, ...list];
}

function readingOf({ reading }: NarrowedCases): readonly string[] {
  const { said, notApplied } = reading;
  return [
    ...(said.length === 0 ? [] : [`**Read as:** ${sentence(said.join(' · '))}`]),
    ...(notApplied.length === 0 ? [] : [`**Not applied:** ${notApplied.map(sentence).join(' ')}`]),
  ];
}

/** That there is no such case, first of all, and what there is instead. */
function nothing(question: CaseQuestion, cases: NarrowedCases): string {
  const { reading, period, call, figuresBefore, periodBefore } = cases;
  const words = reading.terms.map(({ written }) => label(written));
  const what =
    words.length === 0
      ? 'No case matches'
      : words.length === 1
        ? `No case mentions ${words.join('')}`
        : `No case mentions ${joined(words)} together`;
  const earlier =
    periodBefore === null || figuresBefore.total === 0
      ? ''
      : ` From ${periodBefore.start} to ${periodBefore.end}, ${counted(figuresBefore.total, 'case')} ${figuresBefore.total === 1 ? 'does' : 'do'}.`;
  const near = reading.suggestions.map(({ written, value }) => ` Did you mean ${label(value)} by ${label(written)}?`);
  const counts =
    call.total === 0
      ? 'There are no cases in the period and with the filters of this call.'
      : `${counted(call.total, 'case')} of the call ${call.total === 1 ? 'was' : 'were'} looked at.`;
  return `**${what}** from ${period.start} to ${period.end}.${apart(question, cases)}${near.join('')}${earlier} ${counts}`;
}

/** How many cases have each of several words, where none has all of them. */
function apart({ everyCase }: CaseQuestion, { reading, period }: NarrowedCases): string {
  if (reading.terms.length < 2 || everyCase === undefined) return '';
  const matches = caseMatches({ ...reading.filters, period });
  const texts = everyCase.now.filter(matches).map(briefText);
  const each = reading.terms.map(
    ({ term, written }) => `${label(written)} ${number(texts.filter((text) => occursIn(text, term)).length)}`,
  );
  return ` Cases that mention each alone: ${each.join(', ')}.`;
}

/** What the digest read and did not read, and what is odd about the data. */
function coverage(question: CaseQuestion, { now }: NarrowedCases): string {
  const read = question.cases.length;
  const { summariesAvailable, figures, everyCase } = question;
  const unread = summariesAvailable - read;
  const seen = everyCase?.now.length ?? read;
  const without = figures.total - summariesAvailable;
  const lines = [
    `Cases in this answer: ${number(now.length)} of ${number(figures.total)} that match the call. Summaries read: ${number(read)} of ${number(summariesAvailable)}.`,
    ...(without > 0 ? [`Without a summary, and counted by facts and subject: ${number(without)}.`] : []),
    ...(unread > 0
      ? [`Summaries not read, because the call asks for at most ${number(read)}: ${number(unread)}.`]
      : []),
    ...(seen < figures.total ? [`Looked at: the ${number(seen)} most severe and newest of the matching cases.`] : []),
    ...question.dataNotes.map(sentence),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}
