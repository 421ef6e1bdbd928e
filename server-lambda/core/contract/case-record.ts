/**
 * The columns of table `case_summary`, in the producer's order, as Athena folds them; every one is a string that may
 * be NULL. The last two are the partition keys, taken from the object's path.
 */
export const COLUMN_MEANINGS = {
  caseid: 'AWS Support caseId, such as case-111122223333-muen-2026-0123456789abcdef',
  displayid: 'The same number as case_number',
  subject: 'Subject line, written by the person who opened the case',
  servicecode: 'AWS Support service code, such as amazon-elastic-compute-cloud-linux',
  categorycode: 'AWS Support category code within the service',
  severitycode: 'low, normal, high, urgent or critical',
  submittedby: 'Email address of the person who opened the case',
  timecreated: 'When the case was opened, ISO 8601 in UTC',
  case_retrieval_date: 'When the case was fetched from AWS Support',
  case_summary: 'Summary of the correspondence, 4 to 6 sentences; NULL until written',
  rca_category: 'Root-cause category, such as Throttling; NULL until the case is categorised',
  rca_reason: 'Why the case has this root-cause category, one sentence',
  rca_retrieval_date: 'When the root cause was determined',
  lifecycle_category: 'The practice that would have helped, such as Monitoring or Load Testing',
  lifecycle_reason: 'Why the case has this lifecycle category, one sentence',
  lifecycle_retrieval_date: 'When the lifecycle category was determined',
  account_number: 'AWS account, 12 digits; partition key',
  case_number: 'Number of the case as AWS Support shows it; partition key',
} as const;

export type CaseColumn = keyof typeof COLUMN_MEANINGS;

export const CASE_COLUMNS = Object.keys(COLUMN_MEANINGS) as readonly CaseColumn[];

/** One row of `case_summary`. `timecreated` is ISO 8601 in UTC, ending in Z. */
export type CaseRecord = Readonly<Record<CaseColumn, string | null>>;

/** The names that Athena knows the data by; the embedded engine uses the same ones. */
export const CATALOG = 'awsdatacatalog';
export const CASE_TABLE = 'case_summary';
