import { checkCitations } from '#core/analysis/cited-cases.ts';
import { casesInPrompt } from '#core/analysis/pack-cases.ts';
import { neutralText } from '#core/text/neutral-text.ts';
import { CaseInsightsError } from '#core/errors.ts';
import type { Asked } from '../../../protocol/analysis-draft.ts';
import { cutText } from '../../../protocol/bounds.ts';
import type { EditorModel, EditorModels } from '../editor-models.ts';
import { AnalysisAnswer } from '../server/answers.ts';
import { askServer, type AsksTools } from '../server/ask-server.ts';
import type { CallProgress } from '../server/tool-client.ts';
import { analysisInput } from '../tool-input.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';
import { readBefore } from './period-before.ts';
import { boundedCited, readAnalysis, type ReadAnalysis } from './read-analysis.ts';
import type { StoredResult } from '../history/run-record.ts';

export interface AnalyzeOptions {
  /** The words of an earlier analysis that the question follows up. */
  readonly previousAnalysis: string | undefined;
  /** Writes the words in place of the server's analyst. */
  readonly model: EditorModel | undefined;
  readonly models: EditorModels;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CallProgress) => void;
  /** Called with the text so far, where it can be streamed. */
  readonly onText: (text: string) => void;
  readonly l10n: L10n;
}

/** What the tool takes of an earlier analysis. */
const LONGEST_CONTEXT = 20_000;

/** Runs one analysis, and reads the figures of the period before at the same time. Rejects with a CaseInsightsError. */
export async function analyze(server: AsksTools, asked: Asked, options: AnalyzeOptions): Promise<StoredResult> {
  const { model, signal } = options;
  // The period before is good to have; without it the analysis is still one.
  const before = readBefore(server, asked, signal).catch(() => null);
  const read = await (model === undefined
    ? withServer(server, asked, options)
    : withModel(server, asked, model, options));
  const earlier = await before;
  return { ...read, before: earlier, beforeState: earlier === null ? 'none' : 'known', analysisKept: true };
}

async function withServer(server: AsksTools, asked: Asked, options: AnalyzeOptions): Promise<ReadAnalysis> {
  const { signal, onProgress, l10n } = options;
  const input = { ...analysisInput(asked), ...contextOf(options) };
  return readAnalysis(
    await askServer(server, 'analyze_case_summaries', input, AnalysisAnswer, { signal, onProgress }),
    l10n,
  );
}

/** The server counts and packs; the editor's model writes, about the cases that it was given and no others. */
async function withModel(
  server: AsksTools,
  asked: Asked,
  model: EditorModel,
  options: AnalyzeOptions,
): Promise<ReadAnalysis> {
  const { models, signal, onProgress, onText, l10n } = options;
  const prepared = await prepare(server, asked, model, options);
  const { answer, prompt, tokens, fewer } = prepared;
  const whole = readAnalysis(answer, l10n);
  const coverage = fewer ? { ...whole.coverage, limitedBy: 'tokens' as const } : whole.coverage;
  const read = { ...whole, coverage };
  const author = { kind: 'model', id: model.name, host: 'editor' } as const;
  if (answer.figures.total === 0 || prompt === undefined) return { ...read, author };
  onProgress({ data: { phase: 'asking' }, message: l10n.t('Asking {0}', model.name), share: 0.5 });
  const text = await models.ask(model.id, prompt, { signal, onText });
  const accounts = answer.figures.by_account.flatMap(({ value }) => value ?? []);
  const checked = checkCitations(neutralText(text), {
    cases: new Set(casesInPrompt(prompt.user)),
    accounts: new Set(accounts),
  });
  return {
    ...read,
    author,
    analysis: checked.text,
    cited: boundedCited(checked.cited),
    cost: {
      ...read.cost,
      inputTokens: tokens,
      model: null,
      unknown: l10n.t('{0} is billed by the editor, not by AWS.', model.name),
    },
  };
}

/** What a model may be filled with, of the room that it says it has: its tokens are not counted quite alike everywhere. */
const FILLED = 0.9;

/** Asks for fewer cases as long as the prompt does not fit the model. */
async function prepare(server: AsksTools, asked: Asked, model: EditorModel, options: AnalyzeOptions) {
  const { models, signal, onProgress, l10n } = options;
  const room = model.maxInputTokens * FILLED;
  let { maxCases } = asked;
  for (let attempt = 0; attempt < 4; attempt++) {
    const input = { ...analysisInput({ ...asked, maxCases }), ...contextOf(options), mode: 'prepare' };
    const answer = await askServer(server, 'analyze_case_summaries', input, AnalysisAnswer, {
      signal,
      onProgress: (progress) => onProgress({ ...progress, share: (progress.share ?? 0) / 2 }),
    });
    const { prompt } = answer;
    const fewer = maxCases < asked.maxCases;
    if (prompt === undefined) return { answer, prompt, tokens: null, fewer };
    const tokens = await models.countTokens(model.id, `${prompt.system}\n${prompt.user}`, signal);
    if (tokens <= room) return { answer, prompt, tokens, fewer };
    maxCases = Math.max(1, Math.floor(answer.summaries_analyzed * (room / tokens) * FILLED));
  }
  throw new CaseInsightsError(
    'INVALID_INPUT',
    l10n.t('The question with its figures does not fit {0}.', model.name),
    l10n.t('Choose a model with more room, or ask about a shorter period.'),
  );
}

function contextOf({ previousAnalysis }: AnalyzeOptions) {
  if (previousAnalysis === undefined || previousAnalysis === '') return {};
  return { previous_analysis: cutText(previousAnalysis, LONGEST_CONTEXT) };
}
