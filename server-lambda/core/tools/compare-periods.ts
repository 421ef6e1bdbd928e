import { z } from 'zod';
import {
  difference,
  isSignificant,
  pairCounts,
  percentChange,
  shareOfDays,
  type SignificanceTest,
} from '../analysis/changes.ts';
import { DIMENSIONS, figureOf } from '../contract/dimensions.ts';
import type { DimensionCounts } from '../analysis/count-dimensions.ts';
import { readFigures } from '../analysis/read-figures.ts';
import { daysIn, periodBefore, type Period, dayOf } from '../days.ts';
import { CaseInsightsError } from '../errors.ts';
import { explainEmpty } from './explain-empty.ts';
import { day, oneOf, orderedPeriod, wholeNumber, periodSchema } from './fields.ts';
import { DIMENSION_FILTERS, filterFields } from './filter-fields.ts';
import { defineTool } from './tool.ts';

const IDS = DIMENSIONS.map(({ id }) => id);

const counts = {
  before: z.int(),
  now: z.int(),
  change: z.int().describe('now minus before'),
  change_percent: z.number().nullable().describe('null where there was none before'),
  significant: z.boolean().describe('Statistically significant, given the lengths of the periods'),
};

const comparedSchema = periodSchema.extend({ days: z.int() }).meta({ short: true });

export const comparePeriods = defineTool({
  name: 'compare_periods',
  title: 'Compare two periods',
  description:
    'Compares the cases of a period with those of another (the period of equal length just before, by default): ' +
    'exact counts and changes by severity, service, root cause, lifecycle category or account, ' +
    'each marked where the change is statistically significant. Use it for "what grew or shrank", "is it getting worse".',
  input: z.strictObject({
    start_date: day().describe('First day, YYYY-MM-DD (UTC), included'),
    end_date: day().describe('Last day, YYYY-MM-DD (UTC), included'),
    before_start_date: day().optional().describe('First day to compare with; with before_end_date'),
    before_end_date: day().optional().describe('Last day to compare with; with before_start_date'),
    dimension: oneOf([...IDS, 'all'])
      .default('all')
      .describe('What to compare by'),
    ...filterFields(DIMENSION_FILTERS),
    limit: wholeNumber(1, 500).default(20).describe('At most this many values a dimension, the largest changes first'),
  }),
  output: z.object({
    period: comparedSchema,
    period_before: comparedSchema,
    total: z.object(counts).meta({ short: true }).describe('The same of all cases together'),
    changes: z
      .array(z.object({ dimension: z.enum(IDS), value: z.string().nullable(), ...counts }))
      .describe('By dimension, the largest change first'),
    query_execution_id: z.string(),
    note: z.string().optional(),
  }),
  async run(input, context) {
    const period = orderedPeriod('start_date', input.start_date, 'end_date', input.end_date);
    const before = periodToCompare(period, input.before_start_date, input.before_end_date);
    context.progress({ phase: 'counting', message: 'Counting the cases of both periods', share: 0.1 });
    const read = await readFigures(context, input, period, before, dayOf(context.clock.now()), {
      signal: context.signal,
    });
    const share = shareOfDays(before, period);
    const compared = DIMENSIONS.filter(({ id }) => input.dimension === 'all' || input.dimension === id).map(
      (dimension) => {
        const counts = ({ figures }: DimensionCounts) => figures[figureOf(dimension)];
        return { dimension: dimension.id, pairs: pairCounts(counts(read.before), counts(read.now)) };
      },
    );
    const comparisons = compared.reduce((sum, { pairs }) => sum + pairs.length, 0);
    const changes = compared.flatMap(({ dimension, pairs }) =>
      pairs
        .slice(0, input.limit)
        .map((pair) => ({ dimension, value: pair.value, ...changeOf(pair, { share, comparisons }) })),
    );
    const totals = { before: read.before.figures.total, now: read.now.figures.total };
    const empty = totals.now + totals.before === 0;
    return {
      period: described(period),
      period_before: described(before),
      total: changeOf(totals, { share }),
      changes,
      query_execution_id: read.queryExecutionId,
      ...(empty && { note: await explainEmpty({ ...input, period }, context) }),
    };
  },
});

function periodToCompare(period: Period, start: string | undefined, end: string | undefined): Period {
  if (start !== undefined && end !== undefined) {
    const before = orderedPeriod('before_start_date', start, 'before_end_date', end);
    if (before.end < period.start || before.start > period.end) return before;
    throw new CaseInsightsError(
      'INVALID_INPUT',
      `The periods overlap: ${before.start} to ${before.end} and ${period.start} to ${period.end}.`,
      'Give two periods without a common day.',
    );
  }
  const missing = start === undefined ? 'before_start_date' : 'before_end_date';
  if (start !== undefined || end !== undefined) {
    throw new CaseInsightsError(
      'INVALID_INPUT',
      `\`${missing}\` is required with its counterpart.`,
      'Give both or neither.',
    );
  }
  const before = periodBefore(period);
  if (before !== null) return before;
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `There are no days before \`start_date\` ${period.start}.`,
    'Give a later start_date.',
  );
}

function changeOf({ before, now }: { readonly before: number; readonly now: number }, test: SignificanceTest) {
  return {
    before,
    now,
    change: difference({ before, now }),
    change_percent: percentChange({ before, now }),
    significant: isSignificant({ before, now }, test),
  };
}

function described(period: Period) {
  return { start_date: period.start, end_date: period.end, days: daysIn(period) };
}
