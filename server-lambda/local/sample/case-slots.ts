import { fillTemplate, type SlotLookup } from './fill-template.ts';
import { DAY, type PlannedCase } from './planned-case.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * The slots of one case. A slot keeps its value, so a table or a time is the same in the subject, in every sentence
 * and in the reasons. An unknown name throws.
 */
export function caseSlots(planned: PlannedCase, closedAt: number, random: SeededRandom): SlotLookup {
  const known = new Map<string, string>();
  const lookUp: SlotLookup = (name) => {
    let value = known.get(name);
    if (value === undefined) {
      const draw = SLOTS[name];
      if (!draw) throw new RangeError(`A template names a slot that does not exist: ${name}`);
      value = draw({ planned, closedAt, random, lookUp });
      known.set(name, value);
    }
    return value;
  };
  return lookUp;
}

interface SlotContext {
  readonly planned: PlannedCase;
  readonly closedAt: number;
  readonly random: SeededRandom;
  /** The other slots. */
  readonly lookUp: SlotLookup;
}

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

const named =
  (...endings: readonly string[]) =>
  ({ planned, random }: SlotContext): string =>
    `${planned.workload.slug}-${random.pick(endings)}`;

const identified =
  (prefix: string) =>
  ({ random }: SlotContext): string =>
    `${prefix}-0${random.hex(16)}`;

const oneOf =
  (...values: readonly string[]) =>
  ({ random }: SlotContext): string =>
    random.pick(values);

const SLOTS: Readonly<Record<string, (context: SlotContext) => string>> = {
  Who: ({ planned, random }) => random.pick(['Customer', 'The customer', `The ${planned.account.team} team`]),
  who: ({ planned, random }) => random.pick(['the customer', `the ${planned.account.team} team`]),
  team: ({ planned }) => planned.account.team,
  workload: ({ planned }) => planned.workload.name,
  Workload: ({ planned }) => planned.workload.name.charAt(0).toUpperCase() + planned.workload.name.slice(1),
  signal: ({ planned, random, lookUp }) => fillTemplate(planned.scenario.signal, lookUp, random),

  time: ({ planned }) => `${new Date(planned.onsetAt).toISOString().slice(11, 16)} UTC`,
  day: ({ planned, random }) => DAY_AND_MONTH.format(planned.onsetAt - random.integer(0, 4) * DAY),
  deadline: ({ planned, random }) => DAY_AND_MONTH.format(planned.createdAt + random.integer(9, 40) * DAY),
  closeDay: ({ closedAt }) => DAY_AND_MONTH.format(closedAt),
  nextMonth: ({ planned }) => {
    const date = new Date(planned.createdAt);
    return MONTH.format(date.setUTCMonth(date.getUTCMonth() + 1, 1));
  },
  dur: ({ random }) =>
    random.chance(0.6) ? `${random.integer(12, 58)} minutes` : random.pick(['one hour', 'two hours', 'three hours']),

  region: ({ planned }) => planned.region,
  otherRegion: ({ planned }) => planned.account.regions.find((region) => region !== planned.region) ?? 'eu-west-1',
  az: ({ planned, random }) => planned.region + random.pick(zoneLetters(planned.region)),
  az2: ({ planned, random, lookUp }) => {
    const other = zoneLetters(planned.region).filter((letter) => planned.region + letter !== lookUp('az'));
    return planned.region + random.pick(other);
  },

  instance: identified('i'),
  volume: identified('vol'),
  vpc: identified('vpc'),
  subnet: identified('subnet'),
  api: ({ random }) => random.hex(10),
  dist: ({ random }) => `E${random.hex(13).toUpperCase()}`,
  host: ({ random }) =>
    `${random.pick(['erp', 'core', 'gw', 'ora', 'files'])}${random.integer(11, 48)}.corp.example.com`,
  itype: oneOf('m7g.2xlarge', 'c7i.4xlarge', 'r6i.4xlarge', 'm6i.4xlarge', 'c6a.8xlarge', 'r7g.2xlarge', 'm7i.8xlarge'),
  gpu: oneOf('ml.g5.12xlarge', 'ml.p4d.24xlarge', 'ml.g6.12xlarge', 'ml.p5.48xlarge'),

  asg: named('prod-asg', 'live-asg', 'web-asg', 'worker-asg'),
  bucket: named('data', 'assets', 'exports', 'archive', 'landing'),
  cache: named('cache', 'session-cache', 'redis'),
  cluster: named('prod', 'live', 'prod-01', 'prod-02'),
  db: named('prod-db', 'live-db', 'db-01', 'core-db'),
  domain: named('search', 'logs', 'index'),
  fn: named('worker', 'handler', 'sync', 'export', 'notify', 'lookup'),
  job: named('load', 'merge', 'daily-job', 'enrich'),
  key: ({ planned }) => `alias/${planned.workload.slug}`,
  lb: named('alb', 'public-alb', 'edge-alb'),
  queue: named('jobs', 'inbound', 'retry-queue', 'events'),
  role: named('app-role', 'task-role', 'reader-role', 'ci-role'),
  service: named('svc', 'api-svc', 'web-svc'),
  stack: named('stack', 'infra', 'prod-stack'),
  stream: named('stream', 'ingest', 'events-stream'),
  table: named('orders', 'sessions', 'events', 'state', 'items', 'profiles'),
  workgroup: named('wg', 'reports', 'adhoc'),
};

/** Accounts have no zone b in Tokyo. */
function zoneLetters(region: string): readonly string[] {
  return region === 'ap-northeast-1' ? ['a', 'c', 'd'] : ['a', 'b', 'c'];
}
