import type { Count } from '#core/contract/figures.ts';
import type { KnownCases } from '#core/digest/known.ts';

/** Words that some case has; all others are in none. */
const WORDS = new Set(
  (
    'connection connect timeout certificate expired dns latency network bucket policy replication lag memory cpu database proxy ' +
    'alarm instance spikes failures errors throttled health check access key rotation pool tunnel packet drops failover rate ' +
    'exceeded us east 1 deploy payroll job instances node reachable not'
  ).split(' '),
);

/** What a question is read against: values, words and days that tests know by heart. The call is of June to November. */
export function someKnownCases(changed: Partial<KnownCases> = {}): KnownCases {
  return {
    today: '2026-12-01',
    period: { start: '2026-06-01', end: '2026-11-30' },
    values: {
      severity: counts('normal', 'high', 'low', 'urgent', 'critical'),
      service: counts(
        'amazon-elastic-compute-cloud-linux',
        'amazon-elastic-compute-cloud-windows',
        'amazon-relational-database-service-postgresql',
        'amazon-relational-database-service-aurora',
        'aws-lambda',
        'amazon-simple-storage-service',
        'amazon-dynamodb',
        'api-gateway',
        'amazon-route53',
        'elastic-load-balancing',
        'service-eks',
        'service-backup',
        'aws-step-functions',
        'amazon-cloudwatch',
        null,
      ),
      rca_category: counts(
        'Throttling',
        'Limit reached',
        'Service Event',
        'Customer Question',
        'Development Issue',
        'Lack Monitoring',
        null,
      ),
      lifecycle_category: counts('Monitoring', 'Resilience', 'Architecture', 'Load Testing', 'Backup/DR'),
      account: counts('111122223333', '444455556666'),
    },
    caseNumbers: new Set(['170000000001', '170000000002']),
    mentions: (term) => term.split(/[^\p{L}\p{N}]+/u).every((word) => WORDS.has(word)),
    words: WORDS,
    followsUp: false,
    ...changed,
  };
}

/** The most frequent first. */
function counts(...values: readonly (string | null)[]): readonly Count[] {
  return values.map((value, index) => ({ value, count: 50 - index }));
}
