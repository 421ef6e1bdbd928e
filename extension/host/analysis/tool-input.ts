import type { Asked } from '../../protocol/analysis-draft.ts';
import type { Filters } from '../../protocol/analysis-values.ts';

type Input = Readonly<Record<string, string | number>>;

/** The filters as the tools know them; the server binds their values. */
export function filterInput(filters: Filters): Input {
  const named = {
    severity_code: filters.severity,
    service_code: filters.service,
    rca_category: filters.rcaCategory,
    lifecycle_category: filters.lifecycleCategory,
    account_number: filters.account,
    case_id: filters.caseId,
  };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** What `analyze_case_summaries` is asked. */
export function analysisInput({ filters, period, question, maxCases }: Asked): Input {
  return {
    start_date: period.start,
    end_date: period.end,
    ...filterInput(filters),
    ...(question.trim() !== '' && { analysis_question: question }),
    max_cases: maxCases,
  };
}
