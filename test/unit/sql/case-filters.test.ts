import { describe, expect, it } from 'vitest';
import type { CaseFilters } from '#core/contract/filters.ts';
import { conditions, matching } from '#core/sql/case-filters.ts';

/** A column without blanks around it. */
const TRIMMED = "lower(regexp_replace($1, '^[\\s\\p{Z}\\x{FEFF}]+|[\\s\\p{Z}\\x{FEFF}]+$$', ''))";

describe('filters as SQL', () => {
  it.each([
    [{}, 'TRUE', []],
    [
      { period: { start: '2026-01-01', end: '2026-01-31' }, severity_code: 'High', account_number: '1' },
      "(CAST(CAST(IF(timecreated LIKE '____-%', TRY(from_iso8601_timestamp(replace(timecreated, ' ', 'T'))) AT TIME ZONE 'UTC') AS date) AS varchar) BETWEEN ? AND ?) AND account_number = ? AND lower(severitycode) IN (lower(?))",
      ['2026-01-01', '2026-01-31', '1', 'High'],
    ],
    [
      { service_code: 'S3' },
      '(lower(servicecode) IN (lower(?), lower(?), lower(?), lower(?), lower(?)) OR starts_with(lower(servicecode), ?))',
      ['S3', 's3', 'amazon-s3', 'aws-s3', 'service-s3', 'amazon-simple-storage-service'],
    ],
    [{ rca_category: 'Throttling' }, 'lower(rca_category) IN (lower(?))', ['Throttling']],
    [
      { rca_category: 'Quota Reached' },
      'lower(rca_category) IN (lower(?), lower(?))',
      ['limit reached', 'quota reached'],
    ],
    [{ lifecycle_category: 'Logging' }, 'lower(lifecycle_category) IN (lower(?))', ['Logging']],
    [
      { rca_category: ' None ' },
      '(rca_category IS NULL OR lower(rca_category) IN (lower(?), lower(?), lower(?), lower(?), lower(?)))',
      ['', 'none', 'null', 'n/a', 'na'],
    ],
    [{ case_id: '7' }, '(case_number = ? OR displayid = ? OR caseid = ?)', ['7', '7', '7']],
    // A list of one value is that value.
    [{ account_number: ['1'] }, 'account_number = ?', ['1']],
    [{ account_number: ['1', '2'] }, '(account_number = ? OR account_number = ?)', ['1', '2']],
    [
      { severity_code: 'high', exclude_account_number: ['1', '2'] },
      'NOT coalesce((account_number = ? OR account_number = ?), FALSE) AND lower(severitycode) IN (lower(?))',
      ['1', '2', 'high'],
    ],
  ] as const satisfies readonly (readonly [CaseFilters, string, readonly string[]])[])(
    '%j',
    (filters, text, values) => {
      expect(matching(filters)).toMatchObject({
        text: text.replaceAll(/lower\((\w+code|\w+_category)\)/g, TRIMMED),
        values,
      });
    },
  );

  it('never match everything or nothing for want of a value', () => {
    expect(() => conditions({ severity_code: [] })).toThrow(RangeError);
    expect(() => conditions({ exclude_severity_code: [] })).toThrow(RangeError);
  });
});
