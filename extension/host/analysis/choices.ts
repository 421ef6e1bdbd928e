import { byDimension } from '#core/contract/dimensions.ts';
import { isDay } from '#core/days.ts';
import type { Choices } from '../../protocol/analysis-draft.ts';
import type { AnalysisEditor } from './editor.ts';
import { DataAnswer } from './server/answers.ts';
import { askServer } from './server/ask-server.ts';
import { problemOf } from './server/problem.ts';
import type { PanelState } from './panel-state.ts';
import type { Targets } from './targets.ts';

export interface ChoicesOptions {
  readonly editor: AnalysisEditor;
  readonly panelState: PanelState;
  readonly targets: Targets;
  /** Called when the data of the chosen target has been read. */
  readonly onData: (data: DataAnswer) => void;
}

/** Reads the values to filter by from the chosen target. */
export function createChoices({ editor, panelState, targets, onData }: ChoicesOptions): { load(): void } {
  let loading: AbortController | undefined;
  return {
    load() {
      loading?.abort();
      const controller = (loading = new AbortController());
      const { id } = targets.chosen();
      const set = (state: Choices) => {
        if (loading === controller) panelState.set({ kind: 'choices', state });
      };
      set(emptyChoices(id, 'loading'));
      askServer(targets.connection(id), 'describe_data', {}, DataAnswer, { signal: controller.signal }).then(
        (data) => {
          if (loading !== controller) return;
          set(choicesOf(id, data));
          onData(data);
        },
        (thrown: unknown) => set({ ...emptyChoices(id, 'failed'), problem: problemOf(thrown, editor.l10n) }),
      );
    },
  };
}

function emptyChoices(target: string, state: 'loading' | 'failed'): Choices {
  return {
    target,
    state,
    firstDay: null,
    lastDay: null,
    totalCases: 0,
    withSummary: 0,
    ...byDimension(() => []),
    month: [],
  };
}

function choicesOf(target: string, data: DataAnswer): Choices {
  return {
    target,
    state: 'ready',
    firstDay: dayOrNull(data.first_day),
    lastDay: dayOrNull(data.last_day),
    totalCases: data.total_cases,
    withSummary: data.with_summary,
    ...byDimension(({ argument }) => data.values[argument]),
    month: data.months,
    ...(data.note !== undefined && { note: data.note }),
  };
}

/** Null for a day that does not exist: the data may hold any text. */
export function dayOrNull(day: string | null): string | null {
  return day !== null && isDay(day) ? day : null;
}
