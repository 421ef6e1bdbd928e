import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import { sharedFiles } from '../../aws/credential-files.ts';
import { describeProfile } from '../../aws/list-profiles.ts';
import type { CredentialsToHost } from '../../protocol/credentials.ts';
import { ConfigurationFileError } from '../configuration-files/configuration-file.ts';
import { changeRegion } from './change-region.ts';
import { chooseCredentials, wordsOf } from './choose-credentials.ts';
import { credentialsChanged } from './credentials-changed.ts';
import { readChoice, writeChoice, type Choice } from './credentials-setting.ts';
import { forgetKeys } from './kept-keys.ts';
import { newSsoProfile } from './new-sso-profile.ts';
import { pasteKeys } from './paste-keys.ts';
import { saveAsProfile } from './save-as-profile.ts';
import { signIn } from './sign-in.ts';
import { statusFromFiles } from './status.ts';
import { useCredentials } from './use-credentials.ts';

type Action = Exclude<CredentialsToHost, { kind: 'ready' }>;

/** Runs the action of a button, and reports failures. */
export async function act(context: vscode.ExtensionContext, action: Action): Promise<void> {
  try {
    await perform(context, action);
  } catch (thrown) {
    if (thrown instanceof CaseInsightsError && thrown.code === 'CANCELLED') return;
    const known = thrown instanceof CaseInsightsError || thrown instanceof ConfigurationFileError;
    if (!known) throw thrown;
    void vscode.window.showErrorMessage(wordsOf(thrown));
  }
}

async function perform(context: vscode.ExtensionContext, action: Action): Promise<void> {
  switch (action.kind) {
    case 'use-profile':
      return use(context, { from: 'profile', profile: action.profile });
    case 'use-environment':
      return use(context, { from: 'environment' });
    case 'use-pasted':
      return use(context, { from: 'pastedKeys' });
    case 'sign-in': {
      const { sso } = await describeProfile(action.profile);
      if (sso !== undefined) await signIn(sso);
      return;
    }
    case 'sign-out':
      return endSignIn(action.profile);
    case 'help':
      return help(context);
    case 'change-region':
      return changeRegion(context);
    case 'new-sso-profile': {
      const profile = await newSsoProfile();
      if (profile !== undefined) await use(context, { from: 'profile', profile });
      return;
    }
    case 'paste':
      if (await pasteKeys(context)) await use(context, { from: 'pastedKeys' });
      return;
    case 'forget':
      await forgetKeys(context);
      if (readChoice()?.from === 'pastedKeys') await writeChoice(undefined);
      credentialsChanged();
      return;
    case 'save-as-profile': {
      const profile = await saveAsProfile(context);
      const choice = readChoice();
      const region = choice?.from === 'pastedKeys' ? choice.region : undefined;
      if (profile !== undefined) await use(context, { from: 'profile', profile, region });
      return;
    }
    case 'open-config': {
      const [config] = await sharedFiles();
      await openFile(config);
      return;
    }
    case 'refresh':
      credentialsChanged();
  }
}

async function use(context: vscode.ExtensionContext, choice: Choice): Promise<void> {
  const before = readChoice();
  // The earlier region belongs to the earlier choice.
  const same =
    before?.from === choice.from &&
    (before.from !== 'profile' || choice.from !== 'profile' || before.profile === choice.profile);
  await useCredentials(context, same ? before : choice);
}

/** What the view offers for credentials that don't work. */
async function help(context: vscode.ExtensionContext): Promise<void> {
  const status = await statusFromFiles(context);
  if (status === undefined) return chooseCredentials(context);
  const { choice, profile } = status;
  if (choice.from === 'pastedKeys') return perform(context, { kind: 'paste' });
  if (profile?.sso !== undefined || profile?.state.kind === 'needs-mfa') {
    await useCredentials(context, choice);
    return;
  }
  await chooseCredentials(context);
}

async function endSignIn(name: string): Promise<void> {
  const { sso } = await describeProfile(name);
  if (sso === undefined) return;
  const yes = vscode.l10n.t('Sign Out');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Sign out of {0}?', sso.name ?? sso.startUrl),
    {
      modal: true,
      detail: vscode.l10n.t(
        'This also signs out every other profile with the same session, the AWS CLI and other tools on this machine.',
      ),
    },
    yes,
  );
  if (answer !== yes) return;
  const { signOut } = await import('../../aws/sso/sign-out.ts');
  try {
    await signOut(sso);
  } finally {
    credentialsChanged();
  }
}

async function openFile(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  const document = await vscode.workspace.openTextDocument(exists ? uri : uri.with({ scheme: 'untitled' }));
  await vscode.window.showTextDocument(document);
}
