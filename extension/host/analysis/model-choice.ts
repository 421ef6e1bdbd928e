import * as z from 'zod/mini';
import type { Models } from '../../protocol/analysis-draft.ts';
import type { AnalysisEditor } from './editor.ts';
import type { EditorModel } from './editor-models.ts';
import type { PanelState } from './panel-state.ts';

/** The editor's language model that writes analyses for servers without a model of their own. */
export interface ModelChoice {
  /** Lists the models, now and whenever they change. */
  load(): void;
  stop(): void;
  /** Asks for consent before the first model is chosen. */
  choose(id: string | null): Promise<void>;
  /** Whether the target's server has no model; null while that is not known. */
  setServerHasNone(target: string, hasNone: boolean): void;
  show(target: string): void;
  /** The model that writes for a target; `undefined` if the server's own analyst does. */
  readonly of: (target: string) => EditorModel | undefined;
}

const Consent = z.enum(['not-asked', 'given', 'refused']);

export function createModelChoice(editor: AnalysisEditor, panelState: PanelState, onChange: () => void): ModelChoice {
  const { everywhere, l10n } = editor;
  const without = new Map<string, boolean>();
  let models: readonly EditorModel[] = [];
  let chosen = everywhere.get('analysis.model', z.nullable(z.string())) ?? null;
  let consent = everywhere.get('analysis.consent', Consent) ?? 'not-asked';
  let target = '';

  const current = () => models.find(({ id }) => id === chosen);
  const post = () => {
    const state: Models = {
      serverHasNone: without.get(target) ?? null,
      models: models.map(({ id, name, vendor, maxInputTokens }) => ({
        id,
        name,
        vendor,
        maxInputTokens,
      })),
      chosen: current()?.id ?? null,
      consent,
    };
    panelState.set({ kind: 'models', state });
  };

  const load = () =>
    void editor.models.list().then((found) => {
      const before = current()?.id;
      models = found.filter(({ id }) => id.length <= 300);
      post();
      if (current()?.id !== before) onChange();
    });
  // Other extensions may register their models later.
  let unsubscribe: (() => void) | undefined;

  post();
  return {
    load() {
      unsubscribe ??= editor.models.onDidChange(load);
      load();
    },
    async choose(id) {
      const model = models.find((each) => each.id === id);
      if (model !== undefined && consent !== 'given') {
        const agreed = await editor.confirm(
          l10n.t('Let {0} read summaries of support cases?', model.name),
          l10n.t(
            "The question, the figures and the summaries of the matching cases go to this model, under the terms of {0}. Its words are marked as its own. This is asked once; Choose 'Statistical digest, no language model' in the panel to stop.",
            model.vendor,
          ),
          l10n.t('Allow'),
        );
        consent = agreed ? 'given' : 'refused';
        everywhere.set('analysis.consent', consent);
        if (!agreed) {
          post();
          return;
        }
      }
      chosen = model?.id ?? null;
      everywhere.set('analysis.model', chosen);
      post();
      onChange();
    },
    setServerHasNone(of, hasNone) {
      if (without.get(of) === hasNone) return;
      without.set(of, hasNone);
      if (of === target) post();
    },
    show(next) {
      target = next;
      post();
    },
    stop() {
      unsubscribe?.();
    },
    of: (of) => (consent === 'given' && without.get(of) === true ? current() : undefined),
  };
}
