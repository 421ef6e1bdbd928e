import type { TourResult } from './answers.ts';
import { barTable, wrap, type Style } from './terminal.ts';

const SERVICES_SHOWN = 10;
const CATEGORIES_SHOWN = 10;
const MONTHS_SHOWN = 18;
const SKIPPED_SHOWN = 5;

/** The answer as a person reads it in a terminal: the question, the figures, the analysis. */
export function renderReport(result: TourResult, style: Style): string {
  const { data } = result;
  const caseSummary = result.caseSummary.read;
  const caseAnalysis = result.caseAnalysis.read;
  const { figures } = caseAnalysis;
  const total = caseAnalysis.total_cases_found;
  const table = (title: string, counts: readonly { value: string | null; count: number }[], most: number) =>
    `${style.bold(title)}\n${barTable(counts, { total, most, width: style.width })}`;
  return [
    style.bold(`AWS Support Case Insights: ${number(total)} cases, ${days(caseAnalysis.period)}`),
    wrap(source(data), style.width),
    ...(total === 0
      ? [wrap(caseAnalysis.analysis, style.width)]
      : [
          table('By severity', figures.by_severity, CATEGORIES_SHOWN),
          table('By service', figures.by_service, SERVICES_SHOWN),
          table('By root cause', figures.by_rca_category, CATEGORIES_SHOWN),
          table(
            figures.by_month.length > MONTHS_SHOWN ? `By month, the last ${MONTHS_SHOWN} that have cases` : 'By month',
            figures.by_month.slice(-MONTHS_SHOWN),
            MONTHS_SHOWN,
          ),
          `${style.bold('Question')}  ${wrap(caseAnalysis.analysis_question, style.width)}`,
          style.markdown(caseAnalysis.analysis.trim()),
          style.dim(
            wrap(
              `Read ${number(caseAnalysis.summaries_analyzed)} of ${number(caseAnalysis.summaries_available)} summaries; figures cover all ${number(total)} cases. Model: ${caseAnalysis.model_used}.`,
              style.width,
            ),
          ),
        ]),
    style.dim(
      wrap(
        `get_case_summary, ${days(caseSummary.period)}: ${number(caseSummary.total_cases)} cases in ${number(caseSummary.unique_accounts)} accounts and ${number(caseSummary.unique_services)} services. Tools: ${result.tools.join(', ')}.`,
        style.width,
      ),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function days({ start_date: start, end_date: end }: TourResult['caseAnalysis']['read']['period']): string {
  return `${start} to ${end}`;
}

function source(data: TourResult['data']): string {
  const loaded = `Source: ${data.source}, ${number(data.cases)} cases.`;
  if (data.skipped.length === 0) return loaded;
  const shown = data.skipped.slice(0, SKIPPED_SHOWN).map((file) => `${file.path} (${file.reason})`);
  const more = data.skipped.length - shown.length;
  return `${loaded} Skipped ${number(data.skipped.length)}: ${shown.join('; ')}${more > 0 ? `; and ${number(more)} more` : ''}.`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
