import type { Count } from '#core/analysis/figures.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { describeBurst } from './time-section.ts';
import { describeShift, describeTotal } from './change-section.ts';
import {
  countBy,
  exampleOf,
  largest,
  ofRead,
  ranking,
  telling,
  termList,
  valueName,
  type Findings,
} from './findings.ts';
import type { Facet } from './focus.ts';
import { counted, joined, label, number, percent, quote, share } from './markdown.ts';
import type { Intent } from './question.ts';
import { CAUSAL, tellingSentence } from './quotes.ts';
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
  if (focus.absent.length > 0) {
    const missing = joined(focus.absent.map((name) => label(name)));
    lines.push(
      `None of the cases read has ${missing}${focus.facets.length === 0 ? '; what follows is about all of them' : ''}.`,
    );
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
  services: (findings) => groupsAnswer(findings, 'service', 'services', (brief) => brief.service, 'by_service'),
  accounts: (findings) => groupsAnswer(findings, 'account', 'accounts', (brief) => brief.accountNumber, 'by_account'),
  causes: causesAnswer,
  trend: trendAnswer,
  severity: severityAnswer,
  lifecycle: (findings) =>
    groupsAnswer(
      findings,
      'lifecycle category',
      'lifecycle categories',
      (brief) => brief.lifecycleCategory,
      'by_lifecycle_category',
    ),
  count: countAnswer,
  cases: casesAnswer,
};

function issuesAnswer(findings: Findings): string {
  const { focus, themes, corpus, question } = findings;
  const causes = narrowed(findings, (brief) => brief.rcaCategory, 'by_rca_category');
  const lines: string[] = [];
  if (themes.length > 0) {
    lines.push('What recurs most, by the words that the cases share:');
    themes.slice(0, 3).forEach((theme, index) => {
      lines.push(
        `${number(index + 1)}. **${termList(corpus, theme.terms)}**: ${share(theme.members.length, focus.members.length)}`,
      );
    });
    lines.push('');
  } else if (question.cases.length > 0 && focus.members.length > 0) {
    lines.push(
      `${focus.members.length === 1 ? 'One case is no pattern.' : 'No matter recurs among them.'} ${exampleOf(findings, focus.members)}`,
      '',
    );
  }
  lines.push(`Root causes on record${causes.over}: ${ranking(causes.counts, causes.total, 3)}.`);
  return lines.join('\n').trim();
}

type Fact = (brief: CaseBrief) => string | null;
type FigureList = 'by_service' | 'by_account' | 'by_rca_category' | 'by_lifecycle_category' | 'by_severity';

/** Counts over the focus, or the exact figures over all matching cases where nothing narrows the question. */
function narrowed(
  { focus, question }: Findings,
  fact: Fact,
  list: FigureList,
): { counts: readonly Count[]; total: number; over: string } {
  if (focus.facets.length > 0 && focus.members.length > 0) {
    return { counts: countBy(question.cases, focus.members, fact), total: focus.members.length, over: '' };
  }
  return {
    counts: question.figures[list],
    total: question.figures.total,
    over: ` (all ${counted(question.figures.total, 'matching case')})`,
  };
}

/** The groups with most cases, each with its dominant reasons. */
function groupsAnswer(findings: Findings, one: string, many: string, fact: Fact, list: FigureList): string {
  const { focus, question, reading } = findings;
  const { counts, total, over } = narrowed(findings, fact, list);
  const known = counts.filter(({ value }) => value !== null);
  if (known.length === 0) return `No ${one} is recorded for these cases.`;
  const top = known.slice(0, 4);
  const lines = [
    `${capital(known.length === 1 ? `one ${one}` : `${number(known.length)} ${many}`)}${over}, most cases first:`,
  ];
  for (const { value, count } of top) {
    const members = focus.members.filter((index) => {
      const brief = question.cases[index];
      return brief !== undefined && fact(brief) === value;
    });
    lines.push(
      `- **${valueName(value)}**: ${share(count, total)}${reasons(findings, members, fact, reading.intents.includes('causes'))}`,
    );
  }
  const rest = known.slice(top.length);
  if (rest.length > 0)
    lines.push(
      `- ${number(rest.length)} more: ${share(
        rest.reduce((sum, { count }) => sum + count, 0),
        total,
      )}`,
    );
  return lines.join('\n');
}

/** Why a group has its cases: its causes on record, the words that set it apart, and a sentence when asked why. */
function reasons(findings: Findings, members: readonly number[], fact: Fact, quoted: boolean): string {
  const { question, focus, corpus } = findings;
  if (members.length === 0) return '.';
  const parts: string[] = [];
  const causes = countBy(question.cases, members, (brief) => brief.rcaCategory).filter(({ value }) => value !== null);
  if (causes.length > 0) parts.push(`mostly ${largest(causes, 2)}`);
  const services = countBy(question.cases, members, (brief) => brief.service);
  const byService = question.cases[members[0] ?? 0]?.service === fact(question.cases[members[0] ?? 0] ?? NOBODY);
  if (!byService && services.length > 0) parts.push(`in ${largest(services, 2)}`);
  const words = telling(findings, members, focus.members, 3);
  if (words.length > 0) parts.push(`set apart by ${termList(corpus, words)}`);
  const facts = parts.length === 0 ? '.' : `, ${parts.join('; ')}.`;
  return quoted ? `${facts} ${exampleOf(findings, members, { prefer: CAUSAL })}` : facts;
}

const NOBODY: CaseBrief = {
  caseNumber: '',
  accountNumber: null,
  service: null,
  severity: null,
  rcaCategory: null,
  lifecycleCategory: null,
  date: '',
  subject: null,
  summary: '',
};

function causesAnswer(findings: Findings): string {
  const { focus, question, corpus, reading } = findings;
  const { counts, total, over } = narrowed(findings, (brief) => brief.rcaCategory, 'by_rca_category');
  const known = counts.filter(({ value }) => value !== null);
  if (known.length === 0) return 'No root cause is recorded for these cases.';
  // The groups above have told their reasons.
  if (reading.intents.includes('services') || reading.intents.includes('accounts')) {
    return `Root causes on record${over}: ${ranking(counts, total, 4)}.`;
  }
  const lines = [`Root causes on record${over}: ${ranking(counts, total, 4)}.`];
  for (const { value } of known.slice(0, 3)) {
    const members = focus.members.filter((index) => question.cases[index]?.rcaCategory === value);
    if (members.length === 0) continue;
    const words = telling(findings, members, focus.members, 3);
    const services = countBy(question.cases, members, (brief) => brief.service);
    const told = words.length > 0 ? `; set apart by ${termList(corpus, words)}` : '';
    lines.push(
      `- **${valueName(value)}**, mostly in ${largest(services, 2)}${told}. ${exampleOf(findings, members, { prefer: CAUSAL })}`,
    );
  }
  return lines.join('\n');
}

function trendAnswer(findings: Findings): string {
  const { question, changes, bursts } = findings;
  const lines = [`- ${describeTotal(question, changes)}`];
  for (const shift of changes?.shifts.slice(0, 2) ?? []) lines.push(`- ${describeShift(shift, question)}`);
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
  const { counts, total, over } = narrowed(findings, (brief) => brief.severity, 'by_severity');
  const lines = [`By severity${over}: ${ranking(counts, total, 5)}.`];
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
