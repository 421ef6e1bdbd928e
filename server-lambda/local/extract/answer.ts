import { casesAnswer } from './cases-answer.ts';
import { trendAnswer } from './change-section.ts';
import { countBy } from './count-by.ts';
import type { Facet } from './facets.ts';
import { exampleOf, largest, ofRead, termList, type Findings } from './findings.ts';
import { groupsAnswer, rankingAnswer } from './group-answer.ts';
import { counted, joined, label, number, share } from './markdown.ts';
import type { Intent } from './question.ts';

/** How many kinds of answer one question gets. */
const MOST_INTENTS = 3;

/** The direct answer: what the question narrows to, then each kind of answer that it wants. */
export function answer(findings: Findings): string {
  const parts = [scope(findings), ...intentsOf(findings).map((intent) => ANSWERS[intent](findings))];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A few cases are told one by one, and services named together are wanted side by side. */
function intentsOf({ reading, focus }: Findings): readonly Intent[] {
  if (focus.facets.length > 0 && focus.members.length <= FEW) return ['cases'];
  const sideBySide = focus.facets.some(({ kind, names }) => kind === 'service' && names.length > 1);
  const intents: readonly Intent[] = sideBySide ? ['services', ...reading.intents] : reading.intents;
  // Groups with their reasons have told the issues.
  const told = intents.length > 2 && intents.includes('causes') && intents[0] !== 'issues';
  return [...new Set(intents)].filter((intent) => !told || intent !== 'issues').slice(0, MOST_INTENTS);
}

const FEW = 3;

const ANSWERS: Readonly<Record<Intent, (findings: Findings) => string>> = {
  issues: issuesAnswer,
  services: (findings) => groupsAnswer(findings, 'service'),
  accounts: (findings) => groupsAnswer(findings, 'account'),
  causes: causesAnswer,
  trend: trendAnswer,
  severity: severityAnswer,
  lifecycle: (findings) => groupsAnswer(findings, 'lifecycle_category'),
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
  if (focus.facets.length > 0 && !reading.intents.includes('causes'))
    lines.push(rankingAnswer(findings, 'rca_category'));
  return lines.join('\n').trim();
}

/** Groups of services or accounts have told their causes already. */
function causesAnswer(findings: Findings): string {
  const grouped = findings.reading.intents.some((intent) => intent === 'services' || intent === 'accounts');
  return grouped ? rankingAnswer(findings, 'rca_category') : groupsAnswer(findings, 'rca_category');
}

function severityAnswer(findings: Findings): string {
  const { focus, question } = findings;
  const lines = [rankingAnswer(findings, 'severity')];
  const severe = focus.members.filter((index) => /^(?:critical|urgent)$/i.test(question.cases[index]?.severity ?? ''));
  if (severe.length > 0) {
    const services = countBy(question.cases, severe, 'service');
    const causes = countBy(question.cases, severe, 'rca_category');
    lines.push(
      `The ${counted(severe.length, 'critical or urgent case')} read: most in ${largest(services, 3)}; root causes ${largest(causes, 3)}. ${exampleOf(findings, severe)}`,
    );
  }
  return lines.join(' ');
}

/** Of a narrowed question the scope has told how many. */
function countAnswer({ question, focus }: Findings): string {
  if (focus.facets.length > 0) return '';
  const { start, end } = question.period;
  return `**${counted(question.figures.total, 'case')}** match from ${start} to ${end}.`;
}

/** Which cases an answer is about, and what of the question no case has; empty when it is about all cases. */
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
    const verb = (all ? question.cases.length : focus.members.length) === 1 ? 'fits' : 'fit';
    lines.push(`**${who}** ${verb} the question: ${focus.facets.map(facetName).join('; ')}.${exactly(findings)}`);
  }
  return lines.join(' ');
}

/** The exact figure over all matching cases, where the figures count the one thing that the question narrows to. */
function exactly({ focus, question }: Findings): string {
  const [only, ...others] = focus.facets;
  const { total } = question.figures;
  if (only === undefined || others.length > 0 || only.exact === null || total === question.cases.length) return '';
  return ` Among all ${counted(total, 'matching case')}, read or not, they are ${share(only.exact, total)}.`;
}

function facetName({ kind, names }: Facet): string {
  const list = names.map((name) => label(kind === 'month' ? monthName(name) : name)).join(' or ');
  return `${BEFORE_NAMES[kind]} ${list}${kind === 'topic' ? ', by their recorded category or their words' : ''}`;
}

const BEFORE_NAMES: Readonly<Record<Facet['kind'], string>> = {
  severity: 'severity',
  service: 'service',
  account: 'account',
  case: 'case',
  month: 'opened in',
  category: 'recorded as',
  topic: 'about',
  word: 'mentioning',
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function monthName(month: string): string {
  return month.length === 2 ? (MONTHS[Number(month) - 1] ?? month) : month;
}
