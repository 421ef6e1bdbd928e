import { SEVERITIES } from '#core/contract/dimensions.ts';
import type { SampleAccount } from './sample-accounts.ts';
import type { CaseKind, SampleWorkload, Scenario, Severity } from './scenario.ts';
import type { SeededRandom } from './seeded-random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What a case is about, before anything is written. Times are milliseconds since 1970. */
export interface PlannedCase {
  readonly createdAt: number;
  /** When the trouble began. */
  readonly onsetAt: number;
  readonly account: SampleAccount;
  readonly workload: SampleWorkload;
  readonly region: string;
  readonly scenario: Scenario;
  readonly severity: Severity;
  /** Part of a trend, and therefore never left incomplete. */
  readonly inTrend: boolean;
}

/** What a plan fixes; everything else is drawn. */
type FixedParts = Pick<PlannedCase, 'account' | 'scenario'> &
  Partial<PlannedCase> & {
    /** Midnight UTC of the day on which the case is opened. */
    readonly day: number;
  };

export function plannedCase(fixed: FixedParts, random: SeededRandom): PlannedCase {
  const { account, scenario } = fixed;
  const severity = fixed.severity ?? drawSeverity(scenario.kind, random);
  const createdAt = fixed.createdAt ?? fixed.day + timeOfDay(account, severity, random);
  return {
    createdAt,
    onsetAt: fixed.onsetAt ?? createdAt - random.integer(6, severity === 'low' ? 300 : 110) * MINUTE,
    account,
    workload: fixed.workload ?? random.pick(scenario.workloads ?? account.workloads),
    region: fixed.region ?? account.regions[random.chance(0.8) ? 0 : 1],
    scenario,
    severity,
    inTrend: fixed.inTrend ?? false,
  };
}

const LEAST_SEVERE_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** Shares in percent, from the least severe on. */
const SEVERITY_SHARES: Readonly<Record<CaseKind, readonly [number, number, number, number, number]>> = {
  outage: [0, 8, 34, 40, 18],
  degraded: [4, 38, 38, 17, 3],
  minor: [20, 58, 20, 2, 0],
  planning: [10, 54, 30, 6, 0],
  question: [54, 40, 6, 0, 0],
  request: [66, 32, 2, 0, 0],
};

function drawSeverity(kind: CaseKind, random: SeededRandom): Severity {
  return random.weighted(
    LEAST_SEVERE_FIRST,
    (severity) => SEVERITY_SHARES[kind][LEAST_SEVERE_FIRST.indexOf(severity)] ?? 0,
  );
}

/** How many cases open in each hour of the local day, compared with the others. */
const OFFICE_HOURS = [1, 1, 1, 1, 1, 1, 2, 5, 12, 18, 20, 19, 14, 16, 19, 18, 15, 10, 6, 4, 3, 2, 2, 1];
const HOURS = OFFICE_HOURS.map((_weight, hour) => hour);

/**
 * Most cases open in the team's office hours, grave ones often at any hour. The last hour of a UTC day stays free, so
 * that the nightly retrieval comes after every case of its day.
 */
function timeOfDay(account: SampleAccount, severity: Severity, random: SeededRandom): number {
  const grave = severity === 'critical' || severity === 'urgent';
  const localHour =
    grave && random.chance(0.45) ? random.integer(0, 23) : random.weighted(HOURS, (hour) => OFFICE_HOURS[hour] ?? 0);
  const hour = Math.min((localHour - account.utcOffset + 24) % 24, 22);
  return hour * HOUR + random.integer(0, HOUR - 1);
}
