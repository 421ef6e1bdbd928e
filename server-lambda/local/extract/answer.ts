import { describeBurst } from './time-section.ts';
import { describeShift, describeTotal } from './change-section.ts';
import { countBy } from './count-by.ts';
import {
  BY_ACCOUNT,
  BY_CAUSE,
  BY_LIFECYCLE,
  BY_SERVICE,
  BY_SEVERITY,
  groupsAnswer,
  rankingAnswer,
} from './group-answer.ts';
import { exampleOf, largest, ofRead, termList, valueName, type Findings } from './findings.ts';
import type { Facet } from './focus.ts';
import { counted, joined, label, number, percent, quote, share } from './markdown.ts';
import type { Intent } from './question.ts';
import { tellingSentence } from './quotes.ts';
import { mostCentral } from './themes.ts';
import { centroidOf } from './similarity.ts';

/** How many kinds of answer one question gets. */
const MOST_INTENTS = 3;

/** The direct answer: what the question narrows to, then each kind of answer that it wants. */
export function answer(findings: Findings): string {
  const intents = findings.reading.intents.slice(0, MOST_INTENTS);
  return [scope(findings), ...intents.map((intent) => ANSWERS[intent](findings))]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Which cases the answer is about. */
function scope(findings: Findings): string {
  const { focus, question } = findings;
  const lines: string[] = [];
  const instead = focus.facets.length === 0 ? '; what follows is about all of them' : '';
  if (focus.absent.length > 0) {
    lines.push(`None of the cases read has ${joined(focus.absent.map((name) => label(name)))}${instead}.`);
  }
  if (focus.apart.length > 0) {
    lines.push(`None of the cases read has all of ${joined(focus.apart.map((name) => label(name)))}${instead}.`);
  }
  if (focus.facets.length > 0) {
    const all = focus.members.length === question.cases.length;
    const who = all ? `All ${counted(question.cases.length, 'case')} read` : ofRead(focus.members.length, findings);
    lines.push(`**${who}** fit the question: ${focus.facets.map(facetName).join('; ')}.`);
  }
  return lines.join(' ');
}

function facetName({ kind, names }: Facet): string {
  const list = names.map((name) => label(name)).join(' or ');
  switch (kind) {
    case 'severity':
      return `severity ${list}`;
    case 'service':
      return `service ${list}`;
    case 'account':
      return `account ${list}`;
    case 'case':
      return `case ${list}`;
    case 'month':
      return `opened in ${names.map(monthName).join(' or ')}`;
    case 'category':
      return `recorded as ${list}`;
    case 'topic':
      return `about ${list}, by their recorded category or their words`;
    case 'word':
      return `mentioning ${list}`;
  }
}

function monthName(month: string): string {
  const names = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return month.length === 2 ? (names[Number(month) - 1] ?? month) : month;
}

const ANSWERS: Readonly<Record<Intent, (findings: Findings) => string>> = {
  issues: issuesAnswer,
  services: (findings) => groupsAnswer(findings, BY_SERVICE),
  accounts: (findings) => groupsAnswer(findings, BY_ACCOUNT),
  causes: causesAnswer,
  trend: trendAnswer,
  severity: severityAnswer,
  lifecycle: (findings) => groupsAnswer(findings, BY_LIFECYCLE),
  count: countAnswer,
  cases: casesAnswer,
};

function issuesAnswer(findings: Findings): string {
  const { focus, themes, subjects, corpus, question, reading } = findings;
  const lines: string[] = [];
  if (themes.length > 0) {
    lines.push('What recurs most, by the words that the cases share:');
    themes.slice(0, 3).forEach((theme, index) => {
      const count = share(theme.members.length, focus.members.length);
      lines.push(`${number(index + 1)}. **${termList(corpus, theme.terms)}**: ${count}`);
    });
    lines.push('');
  } else if (question.cases.length > 0) {
    const few = focus.members.length === 1 ? 'One case is no pattern.' : 'No words recur among them.';
    lines.push(`${few} ${exampleOf(findings, focus.members)}`, '');
  }
  const known = subjects.filter(({ name }) => !focus.facets.some(({ names }) => names.includes(name)));
  if (known.length > 0) {
    const top = known.slice(0, 4).map(({ name, count }) => `${name} ${share(count, focus.members.length)}`);
    lines.push(`By subject, of which a case may have several: ${joined(top)}.`);
  }
  if (focus.facets.length > 0 && !reading.intents.includes('causes')) lines.push(rankingAnswer(findings, BY_CAUSE));
  return lines.join('\n').trim();
}

/** Groups of services or accounts have told their causes already. */
function causesAnswer(findings: Findings): string {
  const grouped = findings.reading.intents.some((intent) => intent === 'services' || intent === 'accounts');
  return grouped ? rankingAnswer(findings, BY_CAUSE) : groupsAnswer(findings, BY_CAUSE);
}

function trendAnswer(findings: Findings): string {
  const { question, changes, bursts } = findings;
  const lines = [`- ${describeTotal(question, changes)}`];
  for (const shift of changes?.shifts.slice(0, 2) ?? []) {
    if (changes !== null) lines.push(`- ${describeShift(shift, changes)}`);
  }
  const months = question.figures.by_month;
  const peak = [...months].sort((a, b) => b.count - a.count)[0];
  if (peak !== undefined && months.length > 2) {
    lines.push(
      `- Month with most cases: ${valueName(peak.value)}, ${share(peak.count, question.figures.total)} of all.`,
    );
  }
  const burst = bursts[0];
  if (burst !== undefined) lines.push(`- ${describeBurst(findings, burst, false)}`);
  return lines.join('\n');
}

function severityAnswer(findings: Findings): string {
  const { focus, question } = findings;
  const lines = [rankingAnswer(findings, BY_SEVERITY)];
  const severe = focus.members.filter((index) => /^(?:critical|urgent)$/i.test(question.cases[index]?.severity ?? ''));
  if (severe.length > 0) {
    const services = countBy(question.cases, severe, (brief) => brief.service);
    const causes = countBy(question.cases, severe, (brief) => brief.rcaCategory);
    lines.push(
      `The ${counted(severe.length, 'critical or urgent case')} read: most in ${largest(services, 3)}; root causes ${largest(causes, 3)}. ${exampleOf(findings, severe)}`,
    );
  }
  return lines.join(' ');
}

function countAnswer(findings: Findings): string {
  const { question, focus } = findings;
  const { total } = question.figures;
  if (focus.facets.length === 0)
    return `**${counted(total, 'case')}** match from ${question.period.start} to ${question.period.end}.`;
  const only = focus.facets.length === 1 ? focus.facets[0] : undefined;
  const exact = only === undefined ? null : exactCount(findings, only);
  return exact === null || question.cases.length === total
    ? ''
    : `Among all ${counted(total, 'matching case')}, read or not, they are ${number(exact)} (${percent(exact, total)}).`;
}

/** A facet that the figures count, over all matching cases; null for others. */
function exactCount({ question }: Findings, facet: Facet): number | null {
  if (facet.kind !== 'severity') return null;
  return question.figures.by_severity
    .filter(({ value }) => facet.names.includes(value?.toLowerCase() ?? ''))
    .reduce((sum, { count }) => sum + count, 0);
}

function casesAnswer(findings: Findings): string {
  const { corpus, focus, question } = findings;
  const centroid = centroidOf(corpus, focus.members);
  const lines = mostCentral(corpus, focus.members, centroid, 4).flatMap((index) => {
    const brief = question.cases[index];
    if (brief === undefined) return [];
    const sentence = tellingSentence(corpus, brief.summary, centroid);
    const facts = [brief.date, brief.severity, brief.service, brief.rcaCategory].flatMap((fact) =>
      fact === null ? [] : [label(fact)],
    );
    return [
      `- case ${label(brief.caseNumber)} (${facts.join(', ')})${sentence === null ? '' : `: ${quote(sentence)}`}`,
    ];
  });
  return lines.length === 0 ? '' : ['The cases most like the others:', ...lines].join('\n');
}
