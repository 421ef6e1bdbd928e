import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';

/** Asks for the device's code in the editor's own input box. Rejects with CANCELLED if the person gave up. */
export async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('MFA Code'),
    prompt: vscode.l10n.t('The code that {0} shows now', device),
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\s*\d{6}\s*$/.test(text) ? undefined : vscode.l10n.t('The code has six digits, such as 123456.'),
  });
  if (code !== undefined) return code.trim();
  throw new CaseInsightsError(
    'CANCELLED',
    vscode.l10n.t('No MFA code was typed.'),
    vscode.l10n.t('Choose the credentials again, or others.'),
  );
}
