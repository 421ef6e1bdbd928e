import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import type { EditorModels } from './editor-models.ts';

/** The editor's language models. VS Code itself also asks for permission at first use. */
export function vscodeModels(): EditorModels {
  return {
    async list() {
      const models = await vscode.lm.selectChatModels().then(
        (found) => found,
        () => [],
      );
      return models.map(({ id, name, vendor, maxInputTokens }) => ({ id, name, vendor, maxInputTokens }));
    },
    onDidChange(listener) {
      const subscription = vscode.lm.onDidChangeChatModels(listener);
      return () => {
        subscription.dispose();
      };
    },
    countTokens: (id, text, signal) => cancelledBy(signal, async (token) => (await find(id)).countTokens(text, token)),
    ask: (id, { system, user }, { signal, onText }) =>
      cancelledBy(signal, async (token) => {
        const model = await find(id);
        // The API has no system message, so the instructions precede the data.
        const messages = [vscode.LanguageModelChatMessage.User(`${system}\n\n${user}`)];
        const justification = vscode.l10n.t('It writes the analysis of the support cases that you asked about.');
        const response = await model.sendRequest(messages, { justification }, token);
        let text = '';
        for await (const piece of response.text) {
          text += piece;
          onText(text);
        }
        return text;
      }),
  };
}

async function find(id: string): Promise<vscode.LanguageModelChat> {
  const [model] = await vscode.lm.selectChatModels({ id });
  if (model !== undefined) return model;
  throw new CaseInsightsError(
    'MODEL_UNAVAILABLE',
    vscode.l10n.t('The editor no longer offers this language model.'),
    vscode.l10n.t('Choose another one, or none for the statistical digest.'),
  );
}

/** Runs it with a token that the signal cancels. */
async function cancelledBy<Result>(
  signal: AbortSignal,
  run: (token: vscode.CancellationToken) => Promise<Result>,
): Promise<Result> {
  const source = new vscode.CancellationTokenSource();
  if (signal.aborted) source.cancel();
  signal.addEventListener('abort', () => source.cancel());
  try {
    return await run(source.token);
  } catch (thrown) {
    throw explain(thrown, signal);
  } finally {
    source.dispose();
  }
}

function explain(thrown: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || thrown instanceof CaseInsightsError) return thrown;
  if (!(thrown instanceof vscode.LanguageModelError)) {
    return new CaseInsightsError(
      'MODEL_FAILED',
      vscode.l10n.t('The language model of the editor failed.'),
      vscode.l10n.t('Run it again, or choose another model.'),
      { cause: thrown },
    );
  }
  if (thrown.code === vscode.LanguageModelError.NoPermissions.name) {
    return new CaseInsightsError(
      'NOT_AUTHORIZED',
      vscode.l10n.t('The editor was not allowed to let this extension use the language model.'),
      vscode.l10n.t('Run it again and allow it, or choose none for the statistical digest.'),
      { cause: thrown },
    );
  }
  return new CaseInsightsError(
    'MODEL_FAILED',
    vscode.l10n.t('The language model of the editor did not answer.'),
    vscode.l10n.t(
      "Its quota may be used up, or its provider's filter may have refused: try later or choose another model.",
    ),
    { cause: thrown },
  );
}
