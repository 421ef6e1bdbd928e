import { DAY, MINUTE, plannedCase, type PlannedCase } from './planned-case.ts';
import { ACCOUNTS, type SampleAccount } from './sample-accounts.ts';
import type { Scenario } from './scenario.ts';
import { AI_SCENARIOS } from './scenarios/ai-scenarios.ts';
import { CONTAINER_SCENARIOS } from './scenarios/container-scenarios.ts';
import {
  APP_RELEASE_THROTTLING,
  BATCH_EXHAUSTS_CONNECTIONS,
  SALES_PEAK_QUOTAS,
  ZONE_POWER_EVENT,
} from './scenarios/trend-scenarios.ts';
import type { SeededRandom } from './seeded-random.ts';

const {
  asiaMarketplace,
  corporateIt,
  dataPlatform,
  finance,
  logistics,
  machineLearning,
  mobile,
  partners,
  payments,
  sharedPlatform,
  storefront,
} = ACCOUNTS;

type Draw = (firstDay: number, lastDay: number, random: SeededRandom) => PlannedCase[];

/** All cases that belong to the trends which `generate-sample-cases.ts` describes. */
export const planTrends: Draw = (firstDay, lastDay, random) =>
  [throttlingSpike, recurringIncident, serviceEvent, growth, salesPeak].flatMap((trend) =>
    trend(firstDay, lastDay, random),
  );

const throttlingSpike: Draw = (_firstDay, lastDay, random) =>
  times(27, () => {
    const account = random.chance(0.7) ? mobile : storefront;
    const day = lastDay - random.integer(20, 33) * DAY;
    const scenario = random.pick(APP_RELEASE_THROTTLING);
    return trendCase(random, { day, account, scenario, region: account.regions[0] });
  });

const recurringIncident: Draw = (_firstDay, lastDay, random) => {
  const lastMonday = lastDay - ((new Date(lastDay).getUTCDay() + 6) % 7) * DAY;
  const mondays = times(26, (index) => lastMonday - index * 14 * DAY);
  return mondays
    .filter(() => random.chance(0.92))
    .map((day) => {
      const onsetAt = day + random.integer(300, 380) * MINUTE;
      return trendCase(random, {
        day,
        onsetAt,
        createdAt: onsetAt + random.integer(8 * MINUTE, 50 * MINUTE),
        account: finance,
        scenario: BATCH_EXHAUSTS_CONNECTIONS,
        region: finance.regions[0],
        severity: random.chance(0.65) ? 'high' : 'urgent',
      });
    });
};

/** Some accounts open a second case. */
const ACCOUNTS_IN_EVENT: readonly SampleAccount[] = [
  storefront,
  payments,
  logistics,
  sharedPlatform,
  finance,
  dataPlatform,
  corporateIt,
  partners,
  storefront,
  logistics,
];

const serviceEvent: Draw = (_firstDay, lastDay, random) => {
  const WEDNESDAY = 3;
  const target = lastDay - 96 * DAY;
  const day = target - ((new Date(target).getUTCDay() - WEDNESDAY + 7) % 7) * DAY;
  const onsetAt = day + (13 * 60 + 4) * MINUTE;
  return ACCOUNTS_IN_EVENT.map((account) =>
    trendCase(random, {
      day,
      onsetAt,
      createdAt: onsetAt + random.integer(4 * MINUTE, 55 * MINUTE),
      account,
      scenario: ZONE_POWER_EVENT,
      region: 'eu-central-1',
      severity: random.chance(0.5) ? 'critical' : 'urgent',
    }),
  );
};

interface Growth {
  readonly service: string;
  readonly cases: number;
  /** The smaller, the steeper. */
  readonly exponent: number;
  readonly scenarios: readonly Scenario[];
  readonly accounts: readonly SampleAccount[];
}

const GROWTH: readonly Growth[] = [
  {
    service: 'service-bedrock',
    cases: 95,
    exponent: 0.4,
    scenarios: AI_SCENARIOS,
    accounts: [machineLearning, machineLearning, machineLearning, storefront, mobile, asiaMarketplace],
  },
  {
    service: 'service-eks',
    cases: 130,
    exponent: 0.6,
    scenarios: CONTAINER_SCENARIOS,
    accounts: [asiaMarketplace, sharedPlatform, storefront, logistics, machineLearning],
  },
];

export const GROWING_SERVICES: readonly string[] = GROWTH.map(({ service }) => service);

const growth: Draw = (firstDay, lastDay, random) =>
  GROWTH.flatMap(({ service, cases, exponent, scenarios, accounts }) => {
    const own = scenarios.filter((scenario) => scenario.service === service);
    return times(cases, () => {
      const day = drawWorkday(firstDay, lastDay, random, exponent);
      return trendCase(random, { day, account: random.pick(accounts), scenario: random.pick(own) });
    });
  });

const salesPeak: Draw = (firstDay, lastDay, random) => {
  const OCTOBER = 9;
  const DAYS_OF_PREPARATION = 50;
  const accounts = [storefront, storefront, payments, mobile, asiaMarketplace, logistics];
  const [firstYear, lastYear] = [new Date(firstDay).getUTCFullYear(), new Date(lastDay).getUTCFullYear()];
  const years = times(lastYear - firstYear + 1, (index) => firstYear + index);
  return years
    .flatMap((year) => {
      const start = Date.UTC(year, OCTOBER, 1);
      return times(50, () =>
        trendCase(random, {
          day: drawWorkday(start, start + DAYS_OF_PREPARATION * DAY, random, 0.75),
          account: random.pick(accounts),
          scenario: random.pick(SALES_PEAK_QUOTAS),
        }),
      );
    })
    .filter(({ createdAt }) => createdAt >= firstDay && createdAt < lastDay + DAY);
};

/** Sunday first. */
const CASES_PER_WEEKDAY = [0.2, 1, 0.97, 0.94, 0.9, 0.8, 0.25];

/**
 * Midnight UTC of a day from `firstDay` to `lastDay`, rarely at a weekend. With an `exponent` below 1 later days are
 * more likely.
 */
export function drawWorkday(firstDay: number, lastDay: number, random: SeededRandom, exponent = 1): number {
  const days = (lastDay - firstDay) / DAY + 1;
  for (;;) {
    const day = firstDay + Math.floor(random.next() ** exponent * days) * DAY;
    if (random.chance(CASES_PER_WEEKDAY[new Date(day).getUTCDay()] ?? 1)) return day;
  }
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_nothing, index) => make(index));
}

const trendCase = (random: SeededRandom, fixed: Parameters<typeof plannedCase>[0]) =>
  plannedCase({ ...fixed, inTrend: true }, random);
