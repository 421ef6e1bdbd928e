import { CASE_COLUMNS, type CaseRecord } from '#core/contract/case-record.ts';

const EMPTY = Object.fromEntries(CASE_COLUMNS.map((column) => [column, null]));

let next = 170_000_000_000;

/** A summarised case; every field has a believable default that a test may override. */
export function aCase(fields: Partial<CaseRecord> = {}): CaseRecord {
  next += 1;
  const caseNumber = fields.case_number ?? String(next);
  const account = fields.account_number ?? '111122223333';
  return {
    // Every column is named above; the cast only tells the compiler what Object.fromEntries can't.
    ...(EMPTY as CaseRecord),
    caseid: `case-${account}-test-2026-${caseNumber}`,
    displayid: caseNumber,
    subject: 'Instances do not start',
    servicecode: 'amazon-elastic-compute-cloud-linux',
    categorycode: 'other',
    severitycode: 'high',
    submittedby: 'oncall@example.com',
    timecreated: '2026-06-15T10:00:00.000Z',
    case_retrieval_date: '2026-06-20T10:00:00.000000',
    case_summary: 'The instances failed to start. Capacity was short in one zone. Support moved them to another zone.',
    rca_category: 'Service Event',
    rca_reason: 'A zone was short of capacity.',
    rca_retrieval_date: '2026-06-20T10:00:00.000000',
    lifecycle_category: 'Resilience',
    lifecycle_reason: 'The design used one zone.',
    lifecycle_retrieval_date: '2026-06-20T10:00:00.000000',
    ...fields,
    account_number: account,
    case_number: caseNumber,
  };
}
