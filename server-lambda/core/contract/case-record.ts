/**
 * The columns of table `case_summary`, in the producer's order, as Athena folds them; every one is a string that may
 * be NULL. The last two are the partition keys, taken from the object's path.
 */
export const CASE_COLUMNS = [
  'caseid',
  'displayid',
  'subject',
  'servicecode',
  'categorycode',
  'severitycode',
  'submittedby',
  'timecreated',
  'case_retrieval_date',
  'case_summary',
  'rca_category',
  'rca_reason',
  'rca_retrieval_date',
  'lifecycle_category',
  'lifecycle_reason',
  'lifecycle_retrieval_date',
  'account_number',
  'case_number',
] as const;

export type CaseColumn = (typeof CASE_COLUMNS)[number];

/** One row of `case_summary`. `timecreated` is ISO 8601 in UTC, ending in Z. */
export type CaseRecord = Readonly<Record<CaseColumn, string | null>>;

/** The names that Athena knows the data by; the embedded engine uses the same ones. */
export const CATALOG = 'awsdatacatalog';
export const CASE_TABLE = 'case_summary';
