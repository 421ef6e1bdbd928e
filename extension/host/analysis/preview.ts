import type { Asked, Preview } from '../../protocol/analysis-draft.ts';
import type { AnalysisEditor } from './editor.ts';
import type { ModelChoice } from './model-choice.ts';
import { readCost } from './runs/read-analysis.ts';
import { AnalysisAnswer } from './server/answers.ts';
import { askServer } from './server/ask-server.ts';
import { problemOf } from './server/problem.ts';
import type { PanelState } from './panel-state.ts';
import type { Targets } from './targets.ts';
import { analysisInput } from './tool-input.ts';

/** Waits until typing and clicking have paused. */
const PAUSE_MS = 400;

export interface PreviewOptions {
  readonly editor: AnalysisEditor;
  readonly panelState: PanelState;
  readonly targets: Targets;
  readonly models: ModelChoice;
  readonly asked: () => Asked;
}

/** Asks the server what a run of the draft would take; cancels an earlier request. */
export function createPreview(options: PreviewOptions): { ask(): void; stop(): void } {
  const { editor, panelState, targets, models } = options;
  let asking: AbortController | undefined;
  let pause: NodeJS.Timeout | undefined;

  const set = (state: Preview) => panelState.set({ kind: 'preview', state });
  const stop = () => {
    clearTimeout(pause);
    asking?.abort();
    asking = undefined;
  };
  const ask = async (controller: AbortController) => {
    const { id, kind } = targets.chosen();
    const input = { ...analysisInput(options.asked()), mode: 'estimate' };
    // The local engine answers at once, but recovers slowly from a cancelled query.
    const signal = kind === 'sample' || kind === 'folder' ? undefined : controller.signal;
    const state = await askServer(targets.connection(id), 'analyze_case_summaries', input, AnalysisAnswer, {
      signal,
    }).then(
      (answer) => {
        models.setServerHasNone(id, answer.author.kind === 'digest');
        return previewOf(answer, id);
      },
      (thrown: unknown): Preview => ({ state: 'failed', problem: problemOf(thrown, editor.l10n) }),
    );
    if (asking === controller) set(state);
  };
  const previewOf = (answer: AnalysisAnswer, target: string): Preview => {
    const { l10n } = editor;
    const model = models.of(target);
    const cost = readCost(answer, l10n);
    return {
      state: 'known',
      matched: answer.total_cases_found,
      withSummary: answer.summaries_available,
      sent: answer.summaries_analyzed,
      author:
        model === undefined ? { ...answer.author, host: 'server' } : { kind: 'model', id: model.name, host: 'editor' },
      modelCalls: model === undefined ? (answer.cost.model_calls ?? null) : 1,
      cost:
        model === undefined
          ? cost
          : {
              ...cost,
              model: null,
              inputTokens: answer.token_management.estimated_input_tokens,
              outputTokens: null,
              unknown: l10n.t('{0} is billed by the editor, not by AWS.', model.name),
            },
      ...(answer.note !== undefined && { note: answer.note }),
    };
  };

  set({ state: 'none' });
  return {
    ask() {
      stop();
      set({ state: 'asking' });
      const controller = (asking = new AbortController());
      pause = setTimeout(() => void ask(controller), PAUSE_MS);
    },
    stop,
  };
}
