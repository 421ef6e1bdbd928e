import { plannedCase, type PlannedCase } from './planned-case.ts';
import { drawWorkday, GROWING_SERVICES, planTrends } from './plan-trends.ts';
import { SAMPLE_ACCOUNTS, type SampleAccount } from './sample-accounts.ts';
import { RCA_SHARES, type RcaCategory, type Scenario, type ScenarioFamily } from './scenario.ts';
import { SCENARIOS_BY_FAMILY } from './scenarios/scenarios-by-family.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Cases on ordinary days; the trends come on top. */
const ORDINARY_CASES = 1_480;

/** Object.keys forgets which keys the table has. */
const RCA_CATEGORIES = Object.keys(RCA_SHARES) as readonly RcaCategory[];

interface OrdinaryScenario {
  readonly family: ScenarioFamily;
  readonly scenario: Scenario;
}

const ORDINARY_SCENARIOS: readonly OrdinaryScenario[] = Object.entries(SCENARIOS_BY_FAMILY).flatMap(
  ([family, scenarios]) =>
    // Object.entries widens the key; the record's keys are exactly the families.
    scenarios.map((scenario) => ({ family: family as ScenarioFamily, scenario })),
);

/** The growing services are left out: their cases come from the growth trends. */
const BY_RCA: ReadonlyMap<RcaCategory, readonly OrdinaryScenario[]> = new Map(
  RCA_CATEGORIES.map((rca) => [
    rca,
    ORDINARY_SCENARIOS.filter(({ scenario }) => scenario.rca === rca && !GROWING_SERVICES.includes(scenario.service)),
  ]),
);

/**
 * Plans every case from the day `firstDay` to the day `lastDay` (both midnight UTC, both included), in no particular
 * order. Every scenario occurs at least once, and there is a case on the first and on the last day.
 */
export function planCases(firstDay: number, lastDay: number, random: SeededRandom): PlannedCase[] {
  const once = ORDINARY_SCENARIOS.map(({ family, scenario }) => {
    const account = random.weighted(SAMPLE_ACCOUNTS, (candidate) => affinity(candidate, family) * candidate.share);
    return plannedCase({ day: drawWorkday(firstDay, lastDay, random), account, scenario }, random);
  });
  const days = Array.from({ length: ORDINARY_CASES - once.length - 2 }, () => drawWorkday(firstDay, lastDay, random));
  const ordinary = [firstDay, lastDay, ...days].map((day) => {
    const account = random.weighted(SAMPLE_ACCOUNTS, (candidate) => candidate.share);
    return plannedCase({ day, account, scenario: drawScenario(account, random) }, random);
  });
  return [...once, ...ordinary, ...planTrends(firstDay, lastDay, random)];
}

function drawScenario(account: SampleAccount, random: SeededRandom): Scenario {
  const rca = random.weighted(RCA_CATEGORIES, (category) => RCA_SHARES[category]);
  return random.weighted(BY_RCA.get(rca) ?? [], ({ family }) => affinity(account, family)).scenario;
}

function affinity(account: SampleAccount, family: ScenarioFamily): number {
  return account.families[family] ?? 0.12;
}
