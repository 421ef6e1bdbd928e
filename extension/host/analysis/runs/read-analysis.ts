import { byDimension, figureOf } from '#core/contract/dimensions.ts';
import type { Cost, Count, Figures } from '../../../protocol/analysis-values.ts';
import { MOST_VALUES } from '../../../protocol/analysis-values.ts';
import type { Result } from '../../../protocol/analysis-runs.ts';
import { cutLine, cutText } from '../cut-text.ts';
import type { AnalysisAnswer, Counts } from '../server/answers.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';

/** All of a run's result but the run and the period before. */
export type ReadAnalysis = Omit<Result, 'run' | 'before' | 'beforeState' | 'analysisKept'>;

const LONGEST_ANALYSIS = 200_000;

export function readFigures({ figures, severity_by_month: time }: AnalysisAnswer): Figures {
  return {
    total: figures.total,
    ...byDimension((dimension) => readCounts(figures[figureOf(dimension)])),
    month: readCounts(figures.by_month),
    ...(time && {
      severityByMonth: time.slice(0, MOST_VALUES).map(({ month, severity, count }) => ({
        month: month === null ? null : cutText(month, 20),
        severity: severity === null ? null : cutText(severity, 200),
        count,
      })),
    }),
  };
}

export function readCounts(counts: Counts): Count[] {
  return counts
    .slice(0, MOST_VALUES)
    .map(({ value, count }) => ({ value: value === null ? null : cutLine(value), count }));
}

export function readCost({ cost, author }: AnalysisAnswer, l10n: L10n): Cost {
  const model = author.kind === 'digest' ? 0 : cost.model;
  return {
    query: cost.query,
    model,
    bytesScanned: cost.bytes_scanned,
    inputTokens: cost.input_tokens,
    outputTokens: cost.output_tokens,
    ...(model === null &&
      author.kind !== 'digest' && { unknown: l10n.t('The price of {0} is not known here.', cutText(author.id, 200)) }),
  };
}

/** The answer as it is shown and kept; the words as they came, cut where they are longer than any model writes. */
export function readAnalysis(answer: AnalysisAnswer, l10n: L10n): ReadAnalysis {
  const analysis = cutText(answer.analysis, LONGEST_ANALYSIS);
  return {
    figures: readFigures(answer),
    author: { ...answer.author, id: cutLine(answer.author.id), host: 'server' },
    analysis,
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
    cases: answer.sample_cases.slice(0, 200).map(({ case_number, service, severity, rca_category, date }) => ({
      caseNumber: cutText(case_number, 60),
      service: lineOrNull(service),
      severity: lineOrNull(severity),
      rca_category: lineOrNull(rca_category),
      date: cutLine(date),
    })),
    ...(answer.note !== undefined && { note: cutLine(answer.note) }),
  };
}

/** What the panel takes of the numbers of cases that an analysis names. */
export function boundedCited(numbers: readonly string[]): string[] {
  return numbers.filter((number) => number.length <= 60).slice(0, 2_000);
}

function lineOrNull(text: string | null): string | null {
  return text === null ? null : cutLine(text);
}
