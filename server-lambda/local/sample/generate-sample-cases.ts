import { CASE_COLUMNS, type CaseRecord } from '#core/contract/case-record.ts';
import { composeCase } from './compose-case.ts';
import { planCases } from './plan-cases.ts';
import { DAY, type PlannedCase } from './planned-case.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

export const SAMPLE_NOTICE =
  'These support cases are synthetic: accounts, resources, people and incidents are made up for this demonstration.';

/** Eighteen months. */
const DAYS_OF_HISTORY = 548;
const DEFAULT_SEED = 20;

/**
 * Made-up support cases of a retail group with twelve accounts, oldest first: about 1,800 of them over the eighteen
 * months that end with the day before `now` (UTC). The same seed on the same UTC day gives the same records. About
 * three in a hundred are not summarised yet, and a few lack their severity or their service.
 *
 * Beside ordinary cases the data holds six trends that an analysis can find:
 * - throttling spike: three to five weeks before the end, a release of the mobile app without backoff multiplies the
 *   throttling cases of DynamoDB, API Gateway and Lambda, mostly in account 777788889999;
 * - recurring incident: in account 123456789012 a payroll batch exhausts the connections of `ledger-prod-db` about
 *   every second Monday of the last year;
 * - service event: on a Wednesday 14 weeks before the end, a power failure in zone euc1-az2 of eu-central-1 leads to
 *   urgent and critical EC2 cases in eight accounts within an hour;
 * - growth: Bedrock cases go from nearly none to about ten a month, and EKS cases roughly double;
 * - sales peak: every year from October to 20 November quotas are raised ahead of the sales at the end of November.
 */
export function generateSampleCases(options: { readonly now: Date; readonly seed?: number }): readonly CaseRecord[] {
  const random = seededRandom(options.seed ?? DEFAULT_SEED);
  const lastDay = Math.floor(options.now.getTime() / DAY - 1) * DAY;
  const firstDay = lastDay - (DAYS_OF_HISTORY - 1) * DAY;

  const plan = planCases(firstDay, lastDay, random).sort((one, other) => one.createdAt - other.createdAt);
  const numbers = new Set<string>();
  const complete = plan.map((planned) =>
    composeCase(planned, lastDay, freeNumber(planned.createdAt, numbers, random), random),
  );
  return withGaps(complete, plan, random);
}

/** Support Center numbers look like this one: the second of the creation, then a few more digits. */
function freeNumber(createdAt: number, taken: Set<string>, random: SeededRandom): string {
  for (;;) {
    const number = `${Math.floor(createdAt / 1000)}${String(random.integer(0, 999)).padStart(3, '0')}`;
    if (!taken.has(number)) {
      taken.add(number);
      return number;
    }
  }
}

const SHARE_NOT_SUMMARISED = 0.03;
const NEWEST_CASES = 60;
const CASES_WITHOUT_SEVERITY = 5;
const CASES_WITHOUT_SERVICE = 4;

/** Leaves out what the producer's data may lack; cases that make up a trend stay whole. */
function withGaps(
  complete: readonly CaseRecord[],
  plan: readonly PlannedCase[],
  random: SeededRandom,
): readonly CaseRecord[] {
  const records = [...complete];
  const candidates = records.map((_record, index) => index).filter((index) => plan[index]?.inTrend === false);

  function leaveOut(indexes: readonly number[], missing: Partial<CaseRecord>): void {
    for (const index of indexes) {
      const record = records[index];
      if (record) records[index] = { ...record, ...missing };
    }
  }

  const notSummarised = Math.round(SHARE_NOT_SUMMARISED * records.length);
  const newest = draw(candidates.slice(-NEWEST_CASES), Math.round(notSummarised / 2), random);
  const older = draw(candidates.slice(0, -NEWEST_CASES), notSummarised - newest.length, random);
  leaveOut([...newest, ...older], NOT_SUMMARISED);
  leaveOut(draw(candidates, CASES_WITHOUT_SEVERITY, random), { severitycode: null });
  leaveOut(draw(candidates, CASES_WITHOUT_SERVICE, random), { servicecode: null, categorycode: null });
  return records;
}

/** The columns of the summary, root cause and lifecycle, which a case gets together. */
const NOT_SUMMARISED: Partial<CaseRecord> = Object.fromEntries(
  CASE_COLUMNS.filter((column) => /^(?:case_summary$|rca_|lifecycle_)/.test(column)).map((column) => [column, null]),
);

/** Some of `items`, none of them twice. */
function draw<T>(items: readonly T[], count: number, random: SeededRandom): T[] {
  const rest = [...items];
  const drawn: T[] = [];
  while (drawn.length < count && rest.length > 0) {
    drawn.push(...rest.splice(random.integer(0, rest.length - 1), 1));
  }
  return drawn;
}
