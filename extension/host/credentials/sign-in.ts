import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import type { DeviceCode } from '../../aws/sso/device-sign-in.ts';
import type { SsoSession } from '../../aws/sso/sso-session.ts';
import { credentialsChanged } from './credentials-changed.ts';

/**
 * Signs the person in at IAM Identity Center: shows a code to compare, opens the browser, and waits until the person is
 * done or cancels. Rejects with a CaseInsightsError, CANCELLED if they gave up.
 */
export async function signIn(session: SsoSession): Promise<void> {
  const { startDeviceSignIn } = await import('../../aws/sso/device-sign-in.ts');
  const name = session.name ?? new URL(session.startUrl).host;
  const { code, finish } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Case Insights: signing in to {0}', name) },
    () => startDeviceSignIn(session),
  );
  await sendToBrowser(name, code);
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Signing in to {0}', name),
      cancellable: true,
    },
    async (progress, token) => {
      progress.report({ message: vscode.l10n.t('Confirm the code {0} in the browser.', code.userCode) });
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => abort.abort());
      try {
        await finish(abort.signal);
      } finally {
        listener.dispose();
      }
    },
  );
  credentialsChanged();
}

async function sendToBrowser(name: string, { userCode, page, pageWithCode }: DeviceCode): Promise<void> {
  const copyAndOpen = vscode.l10n.t('Copy Code and Open Browser');
  const copyLink = vscode.l10n.t('Copy Link Instead');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Sign in to {0} with the code {1}', name, userCode),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The browser opens {0}. Check that it shows the same code, then allow access. The sign-in also works for the AWS CLI and other AWS tools on this machine.',
        page,
      ),
    },
    copyAndOpen,
    copyLink,
  );
  if (choice === undefined) {
    throw new CaseInsightsError(
      'CANCELLED',
      vscode.l10n.t('The sign-in was cancelled.'),
      vscode.l10n.t('Sign in again when you are ready.'),
    );
  }
  if (choice === copyAndOpen) {
    await vscode.env.clipboard.writeText(userCode);
    if (await vscode.env.openExternal(vscode.Uri.parse(pageWithCode, true))) return;
  }
  await vscode.env.clipboard.writeText(pageWithCode);
}
