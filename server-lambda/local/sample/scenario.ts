import type { SEVERITIES } from '#core/contract/dimensions.ts';
import type { Lifecycle } from './lifecycle-phrases.ts';

/** How often each of the producer's root-cause categories occurs on ordinary days, in parts of a hundred. */
export const RCA_SHARES = {
  'Customer Question': 19,
  'Limit reached': 7,
  'Development Issue': 15,
  'Customer Release': 11,
  'Lack Monitoring': 8,
  'Customer Dependency': 6,
  Throttling: 7,
  'Feature Request': 4,
  'Exceeding Capability': 6,
  'Security Issue': 4,
  'Transient Issues': 5,
  'ICE Error': 4,
  'Service Event': 2,
  'AWS Release': 3,
  'AWS Single Component Failure': 3,
  'Upgrade Management': 5,
} as const;
export type RcaCategory = keyof typeof RCA_SHARES;

export type Severity = (typeof SEVERITIES)[number];

/** What kind of case it is, which decides how severe it may be and which general sentences fit it. */
export type CaseKind = 'outage' | 'degraded' | 'minor' | 'planning' | 'question' | 'request';

/** What the cases of a scenario are about, which decides in whose accounts they arise. */
export type ScenarioFamily =
  | 'ai'
  | 'analytics'
  | 'compute'
  | 'containers'
  | 'databases'
  | 'network'
  | 'operations'
  | 'security'
  | 'serverless'
  | 'storage';

export interface SampleWorkload {
  /** As a sentence names it, after "the". */
  readonly name: string;
  /** As resource names carry it. */
  readonly slug: string;
}

/** One way in which a scenario goes, from the customer's report to the solution; every template is one sentence. */
export interface Story {
  readonly subject: string;
  /** What the customer met: where, when, with which error. */
  readonly report: string;
  /** What support found. */
  readonly finding: string;
  /** What solved it, or the answer. */
  readonly fix: string;
  /** Why the case has its root-cause category. */
  readonly reason: string;
}

/** One thing that happens with one service, told in templates (see `fill-template.ts` and `case-slots.ts`). */
export interface Scenario {
  /** A code that the Support API's DescribeServices returns. */
  readonly service: string;
  /** `general-guidance` unless given. */
  readonly category?: string;
  readonly rca: RcaCategory;
  readonly lifecycles: readonly Lifecycle[];
  readonly kind: CaseKind;
  /** What somebody would watch or measure here, as a noun phrase: general sentences refer to it as `{signal}`. */
  readonly signal: string;
  readonly stories: readonly Story[];
  /** Where the account's own workloads would be odd. */
  readonly workloads?: readonly SampleWorkload[];
}

/** A story by its five sentences, in the order in which it goes. */
export function story(subject: string, report: string, finding: string, fix: string, reason: string): Story {
  return { subject, report, finding, fix, reason };
}
