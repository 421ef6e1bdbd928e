import type { SEVERITIES } from '#core/contract/dimensions.ts';
import type { SampleWorkload } from './sample-accounts.ts';

/** The producer's root-cause categories. */
export const RCA_CATEGORIES = [
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
] as const;
export type RcaCategory = (typeof RCA_CATEGORIES)[number];

/** The producer's lifecycle categories. */
export const LIFECYCLES = [
  'Anomaly Detection',
  'Alarming',
  'AB Testing',
  'Architecture',
  'Backup/DR',
  'CICD',
  'Code Review',
  'Dependency Mapping',
  'Event Management',
  'Load Testing',
  'Logging',
  'Monitoring',
  'Performance Benchmarking',
  'Resilience',
  'Run Books',
  'Training',
  'Fault Injection and GameDay',
  'Ops Reviews',
  'Tracing',
  'Risk Evaluation',
] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export type Severity = (typeof SEVERITIES)[number];

/** What kind of case it is, which decides how severe it may be and which general sentences fit it. */
export type CaseKind = 'outage' | 'degraded' | 'minor' | 'planning' | 'question' | 'request';

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
  readonly category: string;
  readonly rca: RcaCategory;
  readonly lifecycles: readonly Lifecycle[];
  readonly kind: CaseKind;
  /** What somebody would watch or measure here, as a noun phrase: general sentences refer to it as `{signal}`. */
  readonly signal: string;
  readonly stories: readonly Story[];
  /** Where the account's own workloads would be odd. */
  readonly workloads?: readonly SampleWorkload[];
}
