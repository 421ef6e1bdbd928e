import { ofRead, type Findings } from './findings.ts';
import type { Facet } from './facets.ts';
import { counted, joined, label, share } from './markdown.ts';

/** Which cases an answer is about, and what of the question no case has; empty when it is about all cases. */
export function scope(findings: Findings): string {
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
