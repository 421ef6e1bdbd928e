import * as vscode from 'vscode';
import { callerIdentity, type CallerIdentity } from '../../aws/caller-identity.ts';
import type { AwsCredentials } from '../../aws/aws-credentials.ts';
import type { CredentialSource } from '../../aws/credentials.ts';
import { readProfileRegion } from '../../aws/shared-config.ts';
import { sourcesOf, type Sources } from './credential-sources.ts';
import { readChoice, type Choice } from './credentials-setting.ts';
import { keptKeys } from './kept-keys.ts';

/** The credentials that the person chose. */
export interface ChosenCredentials {
  /** For people: the profile's name, or where the credentials come from. */
  readonly label: string;
  /** Undefined for the environment and for pasted keys. */
  readonly profile: string | undefined;
  readonly region: string;
  readonly source: CredentialSource;
}

/** The last choice, with the source that may ask the person, or with the one that never does. */
export async function chosen(
  context: vscode.ExtensionContext,
  manner: keyof Sources,
): Promise<ChosenCredentials | undefined> {
  const choice = readChoice();
  return choice && fromChoice(context, choice, manner);
}

export async function fromChoice(
  context: vscode.ExtensionContext,
  choice: Choice,
  manner: keyof Sources,
): Promise<ChosenCredentials> {
  return {
    label: labelOf(choice),
    profile: choice.from === 'profile' ? choice.profile : undefined,
    region: (await regionOf(context, choice)) ?? FALLBACK_REGION,
    source: sourcesOf(context, choice)[manner],
  };
}

export function labelOf(choice: Choice): string {
  switch (choice.from) {
    case 'profile':
      return choice.profile;
    case 'environment':
      return vscode.l10n.t('the environment');
    case 'pastedKeys':
      return vscode.l10n.t('pasted keys');
  }
}

/** AWS's default region, for global services. */
const FALLBACK_REGION = 'us-east-1';

/** The region chosen with the credentials, else their own, else the environment's; undefined if none says one. */
export async function regionOf(context: vscode.ExtensionContext, choice: Choice): Promise<string | undefined> {
  return choice.region ?? (await ownRegion(context, choice)) ?? environmentRegion();
}

async function ownRegion(context: vscode.ExtensionContext, choice: Choice): Promise<string | undefined> {
  if (choice.from === 'pastedKeys') return (await keptKeys(context))?.region;
  if (choice.from === 'profile') return readProfileRegion(choice.profile);
  return environmentRegion() ?? readProfileRegion(process.env['AWS_PROFILE'] ?? 'default');
}

function environmentRegion(): string | undefined {
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  return region === '' ? undefined : region;
}

const identities = new WeakMap<AwsCredentials, CallerIdentity>();

/** The caller's identity; AWS is asked once for each key. Rejects with a CaseInsightsError. */
export async function identityOf({ source, region }: ChosenCredentials, signal?: AbortSignal): Promise<CallerIdentity> {
  const credentials = await source();
  const identity = identities.get(credentials) ?? (await callerIdentity(credentials, region, signal));
  identities.set(credentials, identity);
  return identity;
}
