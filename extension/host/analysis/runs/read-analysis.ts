import { byDimension, figureOf } from '#core/contract/dimensions.ts';
import type { Cost, Figures } from '../../../protocol/analysis-values.ts';
import type { Result } from '../../../protocol/analysis-runs.ts';
import type { AnalysisAnswer } from '../server/answers.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';

/** All of a run's result but the run and the period before. */
export type ReadAnalysis = Omit<Result, 'run' | 'before' | 'beforeState' | 'analysisKept'>;

export function readFigures({ figures, severity_by_month: time }: AnalysisAnswer): Figures {
  return {
    total: figures.total,
    ...byDimension((dimension) => figures[figureOf(dimension)]),
    month: figures.by_month,
    ...(time && { severityByMonth: time }),
  };
}

export function readCost({ cost, author }: AnalysisAnswer, l10n: L10n): Cost {
  const model = author.kind === 'digest' ? 0 : cost.model;
  return {
    query: cost.query,
    model,
    bytesScanned: cost.bytes_scanned,
    inputTokens: cost.input_tokens,
    outputTokens: cost.output_tokens,
    ...(model === null && { unknown: l10n.t('The price of {0} is not known here.', author.id) }),
  };
}

/** The answer as it is shown and kept; the words as they came. */
export function readAnalysis(answer: AnalysisAnswer, l10n: L10n): ReadAnalysis {
  return {
    figures: readFigures(answer),
    author: { ...answer.author, host: 'server' },
    analysis: answer.analysis,
    coverage: {
      matched: answer.total_cases_found,
      withoutSummary: answer.coverage.without_summary,
      analyzed: answer.summaries_analyzed,
      notRead: answer.coverage.not_read,
      limitedBy: answer.coverage.limited_by,
      truncated: answer.token_management.truncated,
    },
    cost: readCost(answer, l10n),
    cited: boundedCited(answer.cited_cases),
    cases: answer.sample_cases
      .filter(({ case_number }) => isBounded(case_number))
      .map(({ case_number, service, severity, rca_category, date }) => ({
        caseNumber: case_number,
        service,
        severity,
        rca_category,
        date,
      })),
    ...(answer.note !== undefined && { note: answer.note }),
  };
}

/** The cited numbers that a page can open. */
export function boundedCited(numbers: readonly string[]): string[] {
  return numbers.filter(isBounded);
}

function isBounded(caseNumber: string): boolean {
  return caseNumber.length <= 60;
}
