import { DIMENSIONS, figureOf, type Dimension, type DimensionId } from '#core/contract/dimensions.ts';
import { countBy } from './count-by.ts';
import { exampleOf, largest, ranking, telling, termList, valueName, type Findings } from './findings.ts';
import { counted, number, share } from './markdown.ts';
import { CAUSAL } from './quotes.ts';

/** Fewer where each comes with a sentence and the question narrows to no part. */
const MOST_GROUPS = 4;

/** The groups with most cases, each with its dominant reasons; sentences too where the question asks why. */
export function groupsAnswer(findings: Findings, by: DimensionId): string {
  const { focus, question } = findings;
  const { counts, total, over } = groupCounts(findings, by);
  const known = counts.filter(({ value }) => value !== null);
  const { label, plural } = dimensionOf(by);
  if (known.length === 0) return `No ${plural.toLowerCase()} are on record for these cases.`;
  const shown = focus.facets.length === 0 && tellsWhy(findings, by) ? MOST_GROUPS - 1 : MOST_GROUPS;
  const top = known.slice(0, shown);
  const lines = top.map(({ value, count }) => {
    const members = focus.members.filter((index) => question.cases[index]?.[by] === value);
    return `- **${valueName(value)}**: ${share(count, total)}${reasons(findings, by, members, count)}`;
  });
  const rest = known.slice(shown).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) lines.push(`- ${number(known.length - shown)} more: ${share(rest, total)}`);
  const name = known.length === 1 ? `One ${label.toLowerCase()}` : `${number(known.length)} ${plural.toLowerCase()}`;
  return [`${name}${over}${known.length > 1 ? ', most cases first' : ''}:`, ...lines].join('\n');
}

/** One sentence: `Root causes on record: Throttling 60 (92.3%) and Limit reached 5 (7.7%).` */
export function rankingAnswer(findings: Findings, by: DimensionId): string {
  const { counts, total, over } = groupCounts(findings, by);
  return `${dimensionOf(by).plural} on record${over}: ${ranking(counts, total, 4)}.`;
}

/** Counts over the focus, or the exact figures over all matching cases where nothing narrows the question. */
function groupCounts({ focus, question }: Findings, by: DimensionId) {
  if (focus.facets.length > 0) {
    return { counts: countBy(question.cases, focus.members, by), total: focus.members.length, over: '' };
  }
  const { total } = question.figures;
  return { counts: question.figures[figureOf({ id: by })], total, over: ` (all ${counted(total, 'matching case')})` };
}

/** Why a group has its cases: causes on record, services, and the words that set it apart. */
function reasons(findings: Findings, by: DimensionId, members: readonly number[], count: number): string {
  const { question, focus, corpus } = findings;
  if (members.length === 0) return '';
  const parts: string[] = [];
  if (by !== 'rca_category') {
    const causes = countBy(question.cases, members, 'rca_category').filter(({ value }) => value !== null);
    if (causes.length > 0) parts.push(`mostly ${largest(causes, 2)}`);
  }
  if (by !== 'service' && !focus.facets.some(({ kind }) => kind === 'service')) {
    parts.push(`in ${largest(countBy(question.cases, members, 'service'), 2)}`);
  }
  const words = telling(findings, members, focus.members, 3);
  if (words.length > 0) parts.push(`typical words ${termList(corpus, words)}`);
  const read = members.length === count ? '' : ` of ${number(members.length)} read`;
  const facts = parts.length === 0 ? '.' : `,${read} ${parts.join('; ')}.`;
  return tellsWhy(findings, by) ? `${facts} ${exampleOf(findings, members, { prefer: CAUSAL })}` : facts;
}

/** Whether a sentence stands with each group. */
function tellsWhy({ reading }: Findings, by: DimensionId): boolean {
  return by === 'rca_category' || reading.intents.includes('causes');
}

function dimensionOf(wanted: DimensionId): Dimension {
  return DIMENSIONS.find(({ id }) => id === wanted) ?? DIMENSIONS[0];
}
