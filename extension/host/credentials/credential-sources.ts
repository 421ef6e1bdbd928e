import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import { credentialSource, type CredentialSource } from '../../aws/credentials.ts';
import type { Choice } from './credentials-setting.ts';
import { keptKeysSource } from './kept-keys.ts';

export interface Sources {
  /** Asks the person for an MFA code where one is needed. */
  readonly asking: CredentialSource;
  /** Never asks, but uses what the other source has obtained. */
  readonly quiet: CredentialSource;
}

const known = new Map<string, Sources>();

/** The one pair of sources for a choice, so that a code is asked for once. */
export function sourcesOf(context: vscode.ExtensionContext, choice: Choice): Sources {
  const key = JSON.stringify([choice.from, choice.from === 'profile' ? choice.profile : '', choice.region]);
  const sources = known.get(key) ?? makeSources(context, choice);
  known.set(key, sources);
  return sources;
}

function makeSources(context: vscode.ExtensionContext, choice: Choice): Sources {
  if (choice.from === 'pastedKeys') {
    const source = keptKeysSource(context);
    return { asking: source, quiet: source };
  }
  let asking = 0;
  let unasked: Promise<unknown> = Promise.resolve();
  const source = credentialSource(choice.from === 'profile' ? choice.profile : undefined, {
    region: choice.region,
    askMfaCode: () => (asking > 0 ? askMfaCode : refuseToAsk),
  });
  return {
    asking: async (refused) => {
      // Otherwise it would join this resolution and fail if a code is needed.
      await unasked;
      asking++;
      try {
        return await source(refused);
      } finally {
        asking--;
      }
    },
    quiet: (refused) => {
      const credentials = source(refused);
      unasked = credentials.catch(() => undefined);
      return credentials;
    },
  };
}

function refuseToAsk(device: string): Promise<never> {
  const message = vscode.l10n.t('AWS requires an MFA code for {0}.', device);
  const remedy = vscode.l10n.t('Choose these credentials again with "Case Insights: Choose AWS Credentials".');
  return Promise.reject(new CaseInsightsError('NO_CREDENTIALS', message, remedy));
}

/** Asks for the device's code in the editor's own input box. Rejects with CANCELLED if the person gave up. */
async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('MFA Code'),
    prompt: vscode.l10n.t('The current code from {0}', device),
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\s*\d{6}\s*$/.test(text) ? undefined : vscode.l10n.t('Enter the six digits of the code, such as 123456.'),
  });
  if (code !== undefined) return code.trim();
  throw new CaseInsightsError(
    'CANCELLED',
    vscode.l10n.t('No MFA code was entered.'),
    vscode.l10n.t('Choose these credentials again and enter the code, or choose other credentials.'),
  );
}
