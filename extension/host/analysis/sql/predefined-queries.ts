import type { SavedQuery } from '../../../protocol/analysis-sql.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';

/** Example queries; the first ones are those of the old guide, corrected. */
export function predefinedQueries(l10n: L10n): SavedQuery[] {
  return [
    {
      id: 'tables',
      name: l10n.t('List tables'),
      sql: 'SHOW TABLES',
    },
    {
      id: 'cases',
      name: l10n.t('Count cases'),
      sql: 'SELECT count(*) AS total_cases\nFROM case_summary',
    },
    {
      id: 'root-causes',
      name: l10n.t('Cases by root cause'),
      sql: 'SELECT rca_category, count(*) AS total_cases\nFROM case_summary\nGROUP BY rca_category\nORDER BY total_cases DESC',
    },
    {
      id: 'last-days',
      name: l10n.t('Cases of the last 30 days'),
      sql: "SELECT count(*) AS total_cases\nFROM case_summary\nWHERE from_iso8601_timestamp(timecreated) >= current_date - interval '30' day",
    },
    {
      id: 'severe',
      name: l10n.t('The latest severe cases'),
      sql: "SELECT timecreated, case_number, account_number, severitycode, servicecode, subject\nFROM case_summary\nWHERE lower(severitycode) IN ('critical', 'urgent')\nORDER BY timecreated DESC\nLIMIT 100",
    },
    {
      id: 'months',
      name: l10n.t('Cases by month and severity'),
      sql: 'SELECT substr(timecreated, 1, 7) AS month, severitycode, count(*) AS total_cases\nFROM case_summary\nGROUP BY 1, 2\nORDER BY 1, 3 DESC',
    },
    {
      id: 'accounts',
      name: l10n.t('Services by account'),
      sql: 'SELECT account_number, servicecode, count(*) AS total_cases\nFROM case_summary\nGROUP BY 1, 2\nORDER BY 1, 3 DESC',
    },
    {
      id: 'not-summarized',
      name: l10n.t('Cases without a summary yet'),
      sql: 'SELECT case_number, account_number, timecreated, subject\nFROM case_summary\nWHERE case_summary IS NULL\nORDER BY timecreated DESC',
    },
  ];
}
