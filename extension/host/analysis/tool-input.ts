import type { Asked } from '../../protocol/analysis-draft.ts';
import { FILTERS, type Filters, type FilterValues } from '../../protocol/analysis-values.ts';

type Input = Readonly<Record<string, FilterValues | number>>;

/** The filters as arguments of the tools. The server binds their values. */
export function filterInput(filters: Filters): Input {
  const given = FILTERS.flatMap(({ id, argument }) => [
    [argument, filters[id]] as const,
    [`exclude_${argument}`, filters.exclude?.[id]] as const,
  ]);
  return Object.fromEntries(
    given.flatMap(([name, values]) => (values === null || values === undefined ? [] : [[name, values]])),
  );
}

/** Arguments of `analyze_case_summaries`. */
export function analysisInput({ filters, period, question, maxCases }: Asked): Input {
  return {
    start_date: period.start,
    end_date: period.end,
    ...filterInput(filters),
    ...(question.trim() !== '' && { analysis_question: question }),
    max_cases: maxCases,
  };
}
