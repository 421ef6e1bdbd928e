import type { DimensionId } from '../contract/dimensions.ts';
import { listedServices, serviceName } from '../contract/service-names.ts';
import { serviceCodesFor, SERVICE_FAMILIES } from '../sql/service-codes.ts';
import { fold } from '../text/words.ts';
import type { KnownCases } from './known.ts';
import { wordSet } from './phrases.ts';
import { UNSEARCHED_WORDS } from './unsearched-words.ts';

/** A value that a question can name. */
export interface KnownName {
  readonly dimension: DimensionId;
  /** What a filter takes. */
  readonly value: string;
  /** What a person reads. */
  readonly shown: string;
  /** A word that means many things: it is the value only beside a word such as "service" or "lifecycle". */
  readonly isAmbiguous: boolean;
  /** Whether a case of the call has it. */
  readonly isStored: boolean;
}

/** Root causes and lifecycle categories that the producer gives. */
const ROOT_CAUSES = [
  'Customer Question',
  'Limit reached',
  'Development Issue',
  'Customer Release',
  'Lack Monitoring',
  'Customer Dependency',
  'Throttling',
  'Feature Request',
  'Exceeding Capability',
  'Security Issue',
  'Transient Issues',
  'ICE Error',
  'Service Event',
  'AWS Release',
  'AWS Single Component Failure',
  'Upgrade Management',
];
const LIFECYCLES = [
  'Anomaly Detection',
  'AB Testing',
  'Backup/DR',
  'Code Review',
  'Dependency Mapping',
  'Event Management',
  'Load Testing',
  'Performance Benchmarking',
  'Run Books',
  'Fault Injection and GameDay',
  'Ops Reviews',
  'Risk Evaluation',
];

/** Other words for root causes; of one word only where a case has the root cause. */
const ROOT_CAUSE_WORDS: Readonly<Record<string, readonly string[]>> = {
  Throttling: ['throttled', 'throttle', 'throttles', 'throttling'],
  'Limit reached': [
    'limit',
    'limits',
    'quota',
    'quotas',
    'limits reached',
    'quota reached',
    'limit exceeded',
    'quota exceeded',
    'service quotas',
    'service limits',
    'service limit',
  ],
  'Lack Monitoring': ['lack of monitoring', 'lacking monitoring', 'missing monitoring'],
  'ICE Error': ['insufficient capacity', 'insufficient capacity error'],
  'Service Event': ['aws service event'],
};

/** Other words for services, and the names that a filter knows them by. */
const SERVICE_WORDS: Readonly<Record<string, readonly string[]>> = {
  ELB: ['load balancer', 'load balancers', 'load balancing', 'elastic load balancer', 'elastic load balancers'],
  'API Gateway': ['api gateways', 'apigw'],
  'Step Functions': ['step function'],
  EventBridge: ['event bridge', 'cloudwatch events'],
  'Route 53': ['route53', 'r53'],
  Aurora: ['aurora'],
  MySQL: ['mysql'],
  PostgreSQL: ['postgres', 'postgresql', 'rds for postgresql'],
  'Secrets Manager': ['secret manager'],
  VPC: ['vpcs'],
  EKS: ['kubernetes'],
  MSK: ['kafka'],
  OpenSearch: ['elasticsearch'],
};

/** Names of services that are words of other meanings. */
const AMBIGUOUS_SERVICES = wordSet(
  'amp artifact backup batch billing catalog chime comprehend config configservice connect detective dx fis forecast health inspector',
  'limitincrease organizations outposts personalize pinpoint quotas servicequotas shield signer support transfer translate mq lex accountmanagement glacier',
);

/** What a value is known by: its letters and digits. */
export function nameKey(value: string): string {
  return fold(value).replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
}

/** Every name that a question can name a service or a category by, under its letters and digits. */
export function knownNames({ values }: Pick<KnownCases, 'values'>): ReadonlyMap<string, KnownName> {
  const names = new Map<string, KnownName>();
  const add = (name: string, known: Omit<KnownName, 'isAmbiguous'>, isAmbiguous = false) => {
    const key = nameKey(name);
    if (key === '' || names.has(key)) return;
    names.set(key, { ...known, isAmbiguous: isAmbiguous || UNSEARCHED_WORDS.has(key) });
  };
  addCategories(values, 'rca_category', ROOT_CAUSES, ROOT_CAUSE_WORDS, add);
  addCategories(values, 'lifecycle_category', LIFECYCLES, {}, add);
  addServices(values, add);
  return names;
}

type Add = (name: string, known: Omit<KnownName, 'isAmbiguous'>, isAmbiguous?: boolean) => void;

function addCategories(
  values: KnownCases['values'],
  dimension: 'rca_category' | 'lifecycle_category',
  listed: readonly string[],
  others: Readonly<Record<string, readonly string[]>>,
  add: Add,
): void {
  const stored = values[dimension].flatMap(({ value }) => (value === null ? [] : [value]));
  const storedKeys = new Set(stored.map(nameKey));
  for (const value of [...stored, ...listed]) {
    const known = { dimension, value, shown: value, isStored: storedKeys.has(nameKey(value)) };
    const isWord = /^[\p{L}\p{N}]+$/u.test(value);
    if (isWord && !known.isStored) continue;
    const words = Object.hasOwn(others, value) ? (others[value] ?? []) : [];
    // "Monitoring" is a lifecycle category, and a word of every second case.
    for (const form of formsOf(value)) add(form, known, isWord && words.length === 0);
    for (const word of words) if (known.isStored || word.includes(' ')) add(word, known);
  }
}

/** As one and as many. */
function formsOf(value: string): readonly string[] {
  return value.endsWith('s') ? [value, value.slice(0, -1)] : [value, `${value}s`];
}

function addServices(values: KnownCases['values'], add: Add): void {
  const stored = values.service.flatMap(({ value }) => (value === null ? [] : [value]));
  const finds = (name: string) => {
    const { codes, prefixes } = serviceCodesFor(name);
    return stored.some((code) => {
      const key = code.trim().toLowerCase();
      return codes.includes(key) || prefixes.some((prefix) => key.startsWith(prefix));
    });
  };
  const named = (name: string, value: string, shown: string) => {
    const known = { dimension: 'service', value, shown, isStored: finds(value) } as const;
    const isAmbiguous = AMBIGUOUS_SERVICES.has(nameKey(name));
    add(name, known, isAmbiguous);
    add(`amazon ${name}`, known);
    add(`aws ${name}`, known);
  };
  for (const [value, words] of Object.entries(SERVICE_WORDS)) {
    for (const word of [value, ...words]) named(word, value, value);
  }
  for (const code of stored) {
    const base = code.trim().replace(/^(?:amazon|aws|service)-/i, '');
    const name = serviceName(code);
    named(name, valueFor(name, code), name);
    for (const form of [code, base]) named(form, valueFor(base, code), name);
  }
  for (const [code, name] of listedServices()) {
    for (const form of [name, code]) named(form, valueFor(name, code), name);
  }
  for (const family of SERVICE_FAMILIES)
    named(family, family, serviceName(serviceCodesFor(family).prefixes[0] ?? family));
}

/** What a filter takes for a name: the name itself where that finds the code, or a family. */
function valueFor(name: string, code: string): string {
  const { codes, prefixes } = serviceCodesFor(name);
  return prefixes.length > 0 || codes.includes(code.trim().toLowerCase()) ? name : code;
}
