import { analyzeCaseSummaries } from './analyze-case-summaries.ts';
import { analyzeWithBedrock } from './analyze-with-bedrock.ts';
import { comparePeriods } from './compare-periods.ts';
import { countCases } from './count-cases.ts';
import { describeData } from './describe-data.ts';
import { findRecurringProblems } from './find-recurring-problems.ts';
import { getCase } from './get-case.ts';
import { getCaseSummary } from './get-case-summary.ts';
import { getRcaAnalysis } from './get-rca-analysis.ts';
import { getServiceTrends } from './get-service-trends.ts';
import { queryAthena } from './query-athena.ts';
import { searchCases } from './search-cases.ts';
import { mayWriteSql, type Tool, type ToolContext } from './tool.ts';

/** Every tool of the server, in the order in which a list shows them. */
export const CATALOGUE: readonly Tool[] = [
  getCaseSummary,
  countCases,
  analyzeCaseSummaries,
  getRcaAnalysis,
  getServiceTrends,
  comparePeriods,
  findRecurringProblems,
  searchCases,
  getCase,
  describeData,
  queryAthena,
  analyzeWithBedrock,
];

/** The tools that a list shows to a caller: without query_athena where the caller may not write SQL. */
export function toolsFor(caller: Pick<ToolContext, 'tables'>): readonly Tool[] {
  return mayWriteSql(caller) ? CATALOGUE : CATALOGUE.filter((tool) => tool !== queryAthena);
}
