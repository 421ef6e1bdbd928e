import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import type { CallerIdentity } from '../../aws/caller-identity.ts';
import { describeProfile, type ListedProfile } from '../../aws/list-profiles.ts';
import { askRegion } from './ask-region.ts';
import { fromChoice, identityOf, labelOf, regionOf, type ChosenCredentials } from './chosen.ts';
import { credentialsChanged } from './credentials-changed.ts';
import { writeChoice, type Choice } from './credentials-setting.ts';
import { signIn } from './sign-in.ts';

export interface Used {
  readonly chosen: ChosenCredentials;
  readonly identity: CallerIdentity;
}

/**
 * Makes this the choice that everything uses, once AWS has confirmed the identity. Signs in if needed, and asks for an
 * MFA code and for a missing region. Rejects with a CaseInsightsError, CANCELLED if the person gave up; the earlier
 * choice is then kept.
 */
export async function useCredentials(context: vscode.ExtensionContext, wanted: Choice): Promise<Used> {
  const profile = wanted.from === 'profile' ? await describeProfile(wanted.profile) : undefined;
  if (profile?.state.kind === 'incomplete') throw incomplete(profile, profile.state.problem);
  let justSignedIn = false;
  if (profile?.sso !== undefined && (profile.state.kind === 'expired' || profile.state.kind === 'never-signed-in')) {
    await signIn(profile.sso);
    justSignedIn = true;
  }
  const choice = await withRegion(context, wanted);
  const chosen = await fromChoice(context, choice, 'asking');
  const identity = await whose(chosen, choice).catch(async (thrown: unknown) => {
    // The files do not show that a sign-in was ended elsewhere.
    const mayHelp = profile?.sso !== undefined && !justSignedIn;
    if (!mayHelp || !(thrown instanceof CaseInsightsError) || thrown.code !== 'CREDENTIALS_EXPIRED') throw thrown;
    await signIn(profile.sso);
    return whose(chosen, choice);
  });
  await writeChoice(choice);
  credentialsChanged();
  return { chosen, identity };
}

async function whose(chosen: ChosenCredentials, choice: Choice): Promise<CallerIdentity> {
  const title = vscode.l10n.t('Case Insights: verifying {0}', labelOf(choice));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => identityOf(chosen));
}

async function withRegion(context: vscode.ExtensionContext, choice: Choice): Promise<Choice> {
  if ((await regionOf(context, choice)) !== undefined) return choice;
  const region = await askRegion({
    title: vscode.l10n.t('Choose AWS Credentials'),
    placeholder: vscode.l10n.t('Choose a region for {0}', labelOf(choice)),
  });
  if (typeof region === 'string') return { ...choice, region };
  throw new CaseInsightsError(
    'CANCELLED',
    vscode.l10n.t('No region was chosen.'),
    vscode.l10n.t('Choose the credentials again, then a region.'),
  );
}

function incomplete({ name }: ListedProfile, problem: string): CaseInsightsError {
  return new CaseInsightsError(
    'NO_CREDENTIALS',
    vscode.l10n.t('AWS profile {0} cannot be used: {1}.', name, problem),
    vscode.l10n.t('Correct it in the AWS config file, or choose another profile.'),
  );
}
