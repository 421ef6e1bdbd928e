import { caseMatches } from '../analysis/case-matches.ts';
import {
  dimensionOf,
  DIMENSIONS,
  figureOf,
  inDimensionOrder,
  isSevere,
  type Dimension,
  type DimensionId,
  type DimensionSpec,
} from '../contract/dimensions.ts';
import { compareText, type Figures } from '../contract/figures.ts';
import type { RecurringProblem } from '../contract/recurring.ts';
import { valueKey } from '../contract/value-key.ts';
import { daysIn } from '../days.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { changesIn, totalChange } from './changes.ts';
import { counted, joined, label, number, percent, share } from './markdown.ts';
import { nameOf, valueName } from './names.ts';
import { problemSentence } from './problems.ts';
import type { NarrowedCases, ReportKind } from './reading.ts';
import { table } from './table.ts';

const LISTED = 5;
/** How many values of a dimension a line names where AWS defines none. */
const LISTED_VALUES = 3;

/** What answers a report first: one or two sentences with figures, and a table where values are compared. */
export function headline(
  kind: ReportKind,
  cases: NarrowedCases,
  problems: readonly RecurringProblem[],
): readonly string[] {
  return HEADLINES[kind](cases, problems);
}

type Headline = (cases: NarrowedCases, problems: readonly RecurringProblem[]) => readonly string[];

const HEADLINES: Readonly<Record<ReportKind, Headline>> = {
  overview,
  'most severe': mostSevere,
  recurring,
  changes,
  throttling,
  'fix first': fixFirst,
  'weekly digest': overview,
  count: (cases) => [countSentence(cases)],
  ranking,
  comparison,
};

function countSentence(cases: NarrowedCases): string {
  const { now, figures, period } = cases;
  const severe = now.filter(isSevere).length;
  const days = `${period.start} to ${period.end}`;
  const ofWhich = figures.total === 0 || severe === 0 ? '' : `, ${number(severe)} of them critical or urgent`;
  return `**${counted(figures.total, 'case')}** ${figures.total === 1 ? 'matches' : 'match'} from ${days}${ofWhich}. ${totalChange(cases)}`.trim();
}

function overview(cases: NarrowedCases): readonly string[] {
  return [countSentence(cases), DIMENSIONS.map((dimension) => valuesLine(dimension, cases.figures)).join('\n')];
}

/** `- Service: Lambda 39 (10%), EC2 30 (7.7%), RDS 28 (7.2%) and 20 more`; values that AWS defines in their order. */
function valuesLine(dimension: Dimension & DimensionSpec, figures: Figures): string {
  const counts = figures[figureOf(dimension)];
  const shown = inDimensionOrder(dimension, counts).slice(0, dimension.values?.length ?? LISTED_VALUES);
  const items = shown.map(({ value, count }) => `${valueName(dimension.id, value)} ${share(count, figures.total)}`);
  const more = counts.length - shown.length;
  return `- ${dimension.label}: ${joined([...items, ...(more > 0 ? [`${number(more)} more`] : [])])}`;
}

function mostSevere({ now, figures, period }: NarrowedCases): readonly string[] {
  const by = figures.by_severity.filter(({ value }) => value !== null && isSevere({ severity: value }));
  const severe = now.filter(isSevere).length;
  if (severe === 0)
    return [`No case from ${period.start} to ${period.end} is critical or urgent; the gravest are listed below.`];
  const listed = by.map(({ value, count }) => `${number(count)} ${label(value ?? '')}`);
  return [
    `**${counted(severe, 'case')}** of ${number(figures.total)} ${severe === 1 ? 'is' : 'are'} critical or urgent: ${joined(listed)}.`,
  ];
}

function recurring(_cases: NarrowedCases, problems: readonly RecurringProblem[]): readonly string[] {
  const [first] = problems;
  if (first === undefined) return ['Nothing comes back among these cases beyond what chance explains.'];
  return [
    `**${counted(problems.length, 'problem')}** ${problems.length === 1 ? 'comes' : 'come'} back. First: ${problemSentence(first)}.`,
  ];
}

/** Reports that begin with how many cases there are. */
const COUNTING: ReadonlySet<ReportKind> = new Set<ReportKind>(['overview', 'weekly digest', 'count']);

function changes(cases: NarrowedCases): readonly string[] {
  if (cases.periodBefore === null) return ['There is no earlier period to compare with.'];
  const significant = changesIn(cases).length;
  const said =
    significant === 0
      ? 'No change of a single value is statistically significant.'
      : `**${counted(significant, 'change')}** of single values ${significant === 1 ? 'is' : 'are'} statistically significant, listed below.`;
  // What another report has said first is not said again.
  const isCounted = cases.reading.reports.some((kind) => COUNTING.has(kind));
  return [isCounted ? said : `${countSentence(cases)} ${said}`];
}

const LIMITS: ReadonlySet<string> = new Set(['throttling', 'limit reached']);

function throttling({ now, figures }: NarrowedCases): readonly string[] {
  const dimension = dimensionOf('rca_category');
  const limited = now.filter(({ rca_category }) => LIMITS.has(valueKey(dimension, rca_category) ?? ''));
  if (limited.length === 0) return ['No case has the root cause Throttling or Limit reached.'];
  const rows = countedTogether(limited, ['service', 'rca_category']).slice(0, 2 * LISTED);
  return [
    `**${counted(limited.length, 'case')}** of ${number(figures.total)} ${limited.length === 1 ? 'has' : 'have'} the root cause Throttling or Limit reached.`,
    table(
      ['Service', 'Root cause', 'Cases', 'Accounts'],
      rows.map(({ values, members }) => [
        nameOf('service', values[0] ?? null),
        nameOf('rca_category', values[1] ?? null),
        number(members.length),
        number(new Set(members.map(({ account }) => account)).size),
      ]),
    ),
  ];
}

function fixFirst(
  { now, figures: { total: cases } }: NarrowedCases,
  problems: readonly RecurringProblem[],
): readonly string[] {
  if (problems.length === 0)
    return ['Nothing comes back among these cases, so no problem stands out as the first to fix.'];
  const severe = new Set(now.filter(isSevere).map(({ caseNumber }) => caseNumber));
  const rated = problems
    .map((problem) => {
      const grave = problem.caseNumbers.filter((caseNumber) => severe.has(caseNumber)).length;
      return { problem, grave, points: problem.cases + grave };
    })
    .sort((a, b) => b.points - a.points || compareText(a.problem.term, b.problem.term));
  const [first] = rated;
  return [
    first === undefined
      ? ''
      : `First: **${label(first.problem.label)}**, ${counted(first.problem.cases, 'case')}, ${number(first.grave)} of them critical or urgent; there are ${counted(cases, 'case')} in all. The order is by points: one for each case, and one more for each critical or urgent one.`,
    table(
      ['Problem', 'Cases', 'Critical or urgent', 'Accounts', 'Last', 'Points'],
      rated
        .slice(0, LISTED)
        .map(({ problem, grave, points }) => [
          label(problem.label),
          number(problem.cases),
          number(grave),
          number(problem.accounts.length),
          problem.last,
          number(points),
        ]),
    ),
  ];
}

function ranking(cases: NarrowedCases): readonly string[] {
  return cases.reading.rankedBy.flatMap((by) => rankingBy(by, cases));
}

function rankingBy(by: readonly DimensionId[], { reading, now, figures }: NarrowedCases): readonly string[] {
  const all = countedTogether(now, by);
  const rows = all.slice(0, reading.listed ?? LISTED);
  const [first] = rows;
  if (first === undefined) return [];
  const most = all.filter(({ members }) => members.length === first.members.length);
  const named = (values: readonly (string | null)[]) =>
    values.map((value, index) => nameOf(by[index] ?? 'service', value)).join(' with ');
  const leaders = joined(most.slice(0, 3).map(({ values }) => `**${named(values)}**`));
  const verb = most.length === 1 ? 'has' : 'have';
  const each = most.length > 1 ? ' each' : '';
  return [
    `${leaders}${most.length > 3 ? ` and ${number(most.length - 3)} more` : ''} ${verb} the most cases: ${number(first.members.length)}${each} of ${number(figures.total)} (${percent(first.members.length, figures.total)}).`,
    table(
      [...by.map((id) => dimensionOf(id).label), 'Cases', 'Share'],
      rows.map(({ values, members }) => [
        ...values.map((value, index) => nameOf(by[index] ?? 'service', value)),
        number(members.length),
        percent(members.length, figures.total),
      ]),
    ),
    ...(all.length > rows.length
      ? [
          `${counted(all.length - rows.length, 'more value')} not listed, with ${counted(figures.total - rows.reduce((sum, { members }) => sum + members.length, 0), 'case')}.`,
        ]
      : []),
  ];
}

/** Cases by their values of some dimensions, the most first. */
function countedTogether(cases: readonly CaseBrief[], by: readonly DimensionId[]) {
  const groups = new Map<string, { readonly values: readonly (string | null)[]; readonly members: CaseBrief[] }>();
  for (const brief of cases) {
    const values = by.map((id) => brief[id]);
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, members: [brief] });
    else group.members.push(brief);
  }
  return [...groups]
    .sort((a, b) => b[1].members.length - a[1].members.length || compareText(a[0], b[0]))
    .map(([, group]) => group);
}

function comparison({ reading, now, before, period, periodBefore }: NarrowedCases): readonly string[] {
  const { compared } = reading;
  if (compared === null) return [];
  const dimension = dimensionOf(compared.dimension);
  const sides = compared.values
    .map((value) => {
      const matches = caseMatches({ [dimension.argument]: value });
      const own = now.filter(matches);
      return { value, own, earlier: before.filter(matches).length };
    })
    .sort((a, b) => b.own.length - a.own.length);
  const [first, second] = sides;
  if (first === undefined || second === undefined) return [];
  const said =
    first.own.length === second.own.length
      ? `**${label(first.value)}** and **${label(second.value)}** have as many cases as one another: ${number(first.own.length)} each.`
      : `**${label(first.value)}** has more cases than ${label(second.value)}: ${number(first.own.length)} against ${number(second.own.length)} in ${counted(daysIn(period), 'day')}.`;
  const columns = ['', ...sides.map(({ value }) => label(value))];
  return [
    said,
    table(columns, [
      ['Cases', ...sides.map(({ own }) => number(own.length))],
      ...(periodBefore === null ? [] : [['Cases before', ...sides.map(({ earlier }) => number(earlier))]]),
      ['Critical or urgent', ...sides.map(({ own }) => number(own.filter(isSevere).length))],
      [
        'Most frequent root cause',
        ...sides.map(({ own }) =>
          mostFrequent(own, compared.dimension === 'rca_category' ? 'service' : 'rca_category'),
        ),
      ],
    ]),
  ];
}

function mostFrequent(cases: readonly CaseBrief[], id: DimensionId): string {
  const [first] = countedTogether(
    cases.filter((brief) => brief[id] !== null),
    [id],
  );
  return first === undefined ? '–' : `${nameOf(id, first.values[0] ?? null)} (${number(first.members.length)})`;
}
