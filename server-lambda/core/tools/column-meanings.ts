import type { CaseColumn } from '../contract/case-record.ts';

/** What each column of `case_summary` holds, for whoever asks the data. Every column is text and may be NULL. */
export const COLUMN_MEANINGS: Readonly<Record<CaseColumn, string>> = {
  account_number: 'AWS account, 12 digits; partition key',
  case_number: 'Number of the case as AWS Support shows it; partition key',
  caseid: 'AWS Support caseId, such as case-111122223333-muen-2026-0123456789abcdef',
  displayid: 'The same number as case_number',
  subject: 'Subject line, written by whoever opened the case',
  servicecode: 'AWS Support service code, such as amazon-elastic-compute-cloud-linux',
  categorycode: 'AWS Support category code within the service',
  severitycode: 'low, normal, high, urgent or critical',
  submittedby: 'Address of whoever opened the case',
  timecreated: 'When the case was opened, ISO 8601 in UTC',
  case_summary: 'Summary of the correspondence, 4 to 6 sentences; NULL until it is written',
  rca_category: 'Root-cause category, such as Throttling; NULL until the case is categorised',
  rca_reason: 'Why the case has this root-cause category, one sentence',
  lifecycle_category: 'What practice would have helped, such as Monitoring or Load Testing',
  lifecycle_reason: 'Why the case has this lifecycle category, one sentence',
  case_retrieval_date: 'When the case was fetched from AWS Support',
  rca_retrieval_date: 'When the root cause was determined',
  lifecycle_retrieval_date: 'When the lifecycle category was determined',
};
