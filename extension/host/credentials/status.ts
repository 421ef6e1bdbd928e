import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import type { CallerIdentity } from '../../aws/caller-identity.ts';
import { describeProfile, type ListedProfile } from '../../aws/list-profiles.ts';
import type { Help } from '../../protocol/credentials.ts';
import { fromChoice, identityOf } from './chosen.ts';
import { readChoice, type Choice } from './credentials-setting.ts';
import { stateWords } from './state-words.ts';

/** The state of the chosen credentials. */
export interface Status {
  readonly choice: Choice;
  readonly label: string;
  readonly region: string;
  /** What the files say, for a profile. */
  readonly profile: ListedProfile | undefined;
  /** Set once AWS has answered. */
  readonly identity: CallerIdentity | undefined;
  /** In milliseconds, where it is known. */
  readonly until: number | undefined;
  readonly trouble: Trouble | undefined;
}

export interface Trouble {
  readonly message: string;
  /** Empty where the help says it. */
  readonly remedy: string;
  readonly help: Help;
}

/** From the files and the settings alone. Undefined if nothing was chosen. */
export async function statusFromFiles(context: vscode.ExtensionContext): Promise<Status | undefined> {
  const choice = readChoice();
  if (choice === undefined) return undefined;
  const { label, region } = await fromChoice(context, choice, 'quiet');
  const profile = choice.from === 'profile' ? await describeProfile(choice.profile) : undefined;
  return { choice, label, region, profile, identity: undefined, until: undefined, trouble: troubleInFiles(profile) };
}

/** The status with AWS's answer. Never asks for a code or a sign-in. */
export async function statusFromAws(context: vscode.ExtensionContext): Promise<Status | undefined> {
  const status = await statusFromFiles(context);
  if (status?.trouble !== undefined || status === undefined) return status;
  const chosen = await fromChoice(context, status.choice, 'quiet');
  try {
    const identity = await identityOf(chosen);
    const { expiration } = await chosen.source();
    return { ...status, identity, until: expiration?.getTime() };
  } catch (thrown) {
    return { ...status, trouble: explain(status, thrown) };
  }
}

function troubleInFiles(profile: ListedProfile | undefined): Trouble | undefined {
  if (profile === undefined) return undefined;
  const { name, state } = profile;
  const message = vscode.l10n.t('{0}: {1}.', name, stateWords(state));
  if (state.kind === 'expired' || state.kind === 'never-signed-in') return { message, remedy: '', help: 'sign-in' };
  if (state.kind !== 'incomplete') return undefined;
  const remedy = vscode.l10n.t('Correct it in the AWS config file, or choose another profile.');
  return { message, remedy, help: 'choose' };
}

function explain({ choice, profile }: Status, thrown: unknown): Trouble {
  if (profile?.state.kind === 'needs-mfa') {
    const message = vscode.l10n.t('AWS requires an MFA code for {0}.', profile.state.device);
    return { message, remedy: '', help: 'mfa-code' };
  }
  const { code, message, remedy } =
    thrown instanceof CaseInsightsError
      ? thrown
      : { code: 'INTERNAL', message: thrown instanceof Error ? thrown.message : String(thrown), remedy: '' };
  if (code === 'UNREACHABLE') return { message, remedy, help: 'choose' };
  if (choice.from === 'pastedKeys') return { message, remedy: '', help: 'paste' };
  if (code === 'CREDENTIALS_EXPIRED' && profile?.sso !== undefined) return { message, remedy: '', help: 'sign-in' };
  return { message, remedy, help: 'choose' };
}
