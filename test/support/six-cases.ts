import type { CaseRecord } from '#core/contract/case-record.ts';

/** Six cases that one can hold in one's head: two accounts, four services, January to March 2025. */
export const SIX_CASES: readonly CaseRecord[] = [
  sixth('100000000001', {
    subject: 'EC2 instance unreachable',
    servicecode: 'amazon-elastic-compute-cloud-linux',
    severitycode: 'high',
    timecreated: '2025-01-05T08:30:00.000Z',
    case_summary: 'The instance lost its network. It was rebooted.',
    rca_category: 'Transient Issues',
    lifecycle_category: 'Monitoring',
  }),
  sixth('100000000002', {
    subject: 'RDS failover slow',
    servicecode: 'amazon-relational-database-service',
    severitycode: 'urgent',
    timecreated: '2025-01-20T23:59:59.999Z',
    case_summary: 'A failover took ten minutes.',
    rca_category: 'Service Event',
    lifecycle_category: 'Resilience',
  }),
  sixth('100000000003', {
    subject: "S3 access denied for bucket 'logs'",
    servicecode: 'amazon-simple-storage-service',
    severitycode: 'low',
    timecreated: '2025-02-03T12:00:00.000Z',
    case_summary: 'A policy denied access. 100% of reads failed.',
    rca_category: 'Customer Question',
    lifecycle_category: 'Architecture',
  }),
  sixth('200000000001', {
    subject: 'Lambda throttled',
    servicecode: 'aws-lambda',
    severitycode: 'critical',
    timecreated: '2025-02-14T10:15:30.250Z',
    case_summary: 'Concurrency ran out; é, 日本 and 😀 were in the log.',
    rca_category: 'Throttling',
    lifecycle_category: 'Load Testing',
  }),
  sixth('200000000002', {
    subject: 'EC2 quota',
    servicecode: 'amazon-elastic-compute-cloud-linux',
    severitycode: 'normal',
    timecreated: '2025-03-01T00:00:00.000Z',
    case_summary: 'The quota was raised.',
    rca_category: 'Limit reached',
    lifecycle_category: 'Architecture',
  }),
  sixth('200000000003', {
    subject: 'Not summarised yet',
    servicecode: 'aws-lambda',
    severitycode: 'low',
    timecreated: '2025-03-31T18:45:00.000Z',
  }),
];

function sixth(caseNumber: string, fields: Partial<CaseRecord>): CaseRecord {
  const account = caseNumber.startsWith('1') ? '111122223333' : '444455556666';
  const summarised = fields.case_summary !== undefined;
  return {
    caseid: `case-${account}-muen-2025-${caseNumber}`,
    displayid: caseNumber,
    subject: null,
    servicecode: null,
    categorycode: 'general-guidance',
    severitycode: null,
    submittedby: 'ops@example.com',
    timecreated: null,
    case_retrieval_date: '2025-04-01T00:00:00.000000',
    case_summary: null,
    rca_category: null,
    rca_reason: summarised ? 'As the case says.' : null,
    rca_retrieval_date: summarised ? '2025-04-01T00:10:00.000000' : null,
    lifecycle_category: null,
    lifecycle_reason: summarised ? 'As the case says.' : null,
    lifecycle_retrieval_date: summarised ? '2025-04-01T00:10:00.000000' : null,
    account_number: account,
    case_number: caseNumber,
    ...fields,
  };
}
