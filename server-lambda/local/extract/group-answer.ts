import type { Count } from '#core/contract/figures.ts';
import { countBy, type Fact } from './count-by.ts';
import { exampleOf, largest, ranking, telling, termList, valueName, type Findings } from './findings.ts';
import { counted, number, share } from './markdown.ts';
import { CAUSAL } from './quotes.ts';

/** A fact by which cases fall into groups, and where the figures count it. */
export interface Grouping {
  readonly one: string;
  readonly many: string;
  readonly fact: Fact;
  readonly list: 'by_service' | 'by_account' | 'by_rca_category' | 'by_lifecycle_category' | 'by_severity';
}

export const BY_SERVICE: Grouping = {
  one: 'service',
  many: 'services',
  fact: (brief) => brief.service,
  list: 'by_service',
};
export const BY_ACCOUNT: Grouping = {
  one: 'account',
  many: 'accounts',
  fact: (brief) => brief.accountNumber,
  list: 'by_account',
};
export const BY_CAUSE: Grouping = {
  one: 'root cause',
  many: 'root causes',
  fact: (brief) => brief.rcaCategory,
  list: 'by_rca_category',
};
export const BY_LIFECYCLE: Grouping = {
  one: 'lifecycle category',
  many: 'lifecycle categories',
  fact: (brief) => brief.lifecycleCategory,
  list: 'by_lifecycle_category',
};
export const BY_SEVERITY: Grouping = {
  one: 'severity',
  many: 'severities',
  fact: (brief) => brief.severity,
  list: 'by_severity',
};

/** Fewer where each comes with a sentence and the question narrows to no part. */
const MOST_GROUPS = 4;

/** The groups with most cases, each with its dominant reasons; sentences too where the question asks why. */
export function groupsAnswer(findings: Findings, grouping: Grouping): string {
  const { focus, question } = findings;
  const { counts, total, over } = groupCounts(findings, grouping);
  const known = counts.filter(({ value }) => value !== null);
  if (known.length === 0) return `No ${grouping.one} is on record for these cases.`;
  const shown = focus.facets.length === 0 && tellsWhy(findings, grouping) ? MOST_GROUPS - 1 : MOST_GROUPS;
  const top = known.slice(0, shown);
  const lines = top.map(({ value, count }) => {
    const members = focus.members.filter((index) => {
      const brief = question.cases[index];
      return brief !== undefined && grouping.fact(brief) === value;
    });
    return `- **${valueName(value)}**: ${share(count, total)}${reasons(findings, grouping, members, count)}`;
  });
  const rest = known.slice(shown).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) lines.push(`- ${number(known.length - shown)} more: ${share(rest, total)}`);
  const name = known.length === 1 ? `One ${grouping.one}` : `${number(known.length)} ${grouping.many}`;
  return [`${name}${over}${known.length > 1 ? ', most cases first' : ''}:`, ...lines].join('\n');
}

/** One sentence: `Root causes on record: Throttling 60 (92.3%) and Limit reached 5 (7.7%).` */
export function rankingAnswer(findings: Findings, grouping: Grouping): string {
  const { counts, total, over } = groupCounts(findings, grouping);
  const name = `${grouping.many.charAt(0).toUpperCase()}${grouping.many.slice(1)}`;
  return `${name} on record${over}: ${ranking(counts, total, 4)}.`;
}

/** Counts over the focus, or the exact figures over all matching cases where nothing narrows the question. */
function groupCounts(
  { focus, question }: Findings,
  { fact, list }: Grouping,
): { readonly counts: readonly Count[]; readonly total: number; readonly over: string } {
  if (focus.facets.length > 0) {
    return { counts: countBy(question.cases, focus.members, fact), total: focus.members.length, over: '' };
  }
  const { total } = question.figures;
  return { counts: question.figures[list], total, over: ` (all ${counted(total, 'matching case')})` };
}

/** Why a group has its cases: causes on record, services, and the words that set it apart. */
function reasons(findings: Findings, grouping: Grouping, members: readonly number[], count: number): string {
  const { question, focus, corpus } = findings;
  if (members.length === 0) return '';
  const parts: string[] = [];
  if (grouping !== BY_CAUSE) {
    const causes = countBy(question.cases, members, BY_CAUSE.fact).filter(({ value }) => value !== null);
    if (causes.length > 0) parts.push(`mostly ${largest(causes, 2)}`);
  }
  if (grouping !== BY_SERVICE && !focus.facets.some(({ kind }) => kind === 'service')) {
    parts.push(`in ${largest(countBy(question.cases, members, BY_SERVICE.fact), 2)}`);
  }
  const words = telling(findings, members, focus.members, 3);
  if (words.length > 0) parts.push(`typical words ${termList(corpus, words)}`);
  const read = members.length === count ? '' : ` of ${number(members.length)} read`;
  const facts = parts.length === 0 ? '.' : `,${read} ${parts.join('; ')}.`;
  return tellsWhy(findings, grouping) ? `${facts} ${exampleOf(findings, members, { prefer: CAUSAL })}` : facts;
}

/** Whether a sentence stands with each group. */
function tellsWhy({ reading }: Findings, grouping: Grouping): boolean {
  return grouping === BY_CAUSE || reading.intents.includes('causes');
}
