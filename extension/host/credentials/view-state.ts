import * as vscode from 'vscode';
import { sharedFiles } from '../../aws/credential-files.ts';
import { listProfiles, type ListedProfile, type ProfileState } from '../../aws/list-profiles.ts';
import type { PastedKeys } from '../../aws/pasted-keys.ts';
import type { CredentialsState, ProfileRow, Standing, Used } from '../../protocol/credentials.ts';
import { keptKeys } from './kept-keys.ts';
import { kindWords, stateWords, timeWords } from './state-words.ts';
import type { Status } from './status.ts';

/** What the view shows, except for the identity in use. Reads files only. */
export async function viewState(
  context: vscode.ExtensionContext,
  status: Status | undefined,
  used: Used,
): Promise<CredentialsState> {
  const [profiles, keys, [configFile]] = await Promise.all([listProfiles(), keptKeys(context), sharedFiles()]);
  const choice = status?.choice;
  return {
    used,
    profiles: profiles.map((profile) => {
      const isUsed = choice?.from === 'profile' && choice.profile === profile.name;
      return profileRow(profile, isUsed, isUsed && used.kind === 'known');
    }),
    configFile,
    environment: { isUsed: choice?.from === 'environment', standing: environmentStanding() },
    ...(keys !== undefined && { pasted: pastedRow(keys, status) }),
  };
}

/** What the view says about the credentials in use; `asking` until AWS has answered. */
export function usedNow(status: Status | undefined, asking: boolean): Used {
  if (status === undefined) return { kind: 'nothing' };
  const { label, region, identity, until, trouble } = status;
  if (trouble !== undefined) return { kind: 'failed', label, region, ...trouble };
  if (identity !== undefined && !asking) {
    return { kind: 'known', label, region, ...identity, until: until === undefined ? '' : timeWords(until) };
  }
  return { kind: 'asking', label, region };
}

function profileRow(profile: ListedProfile, isUsed: boolean, works: boolean): ProfileRow {
  const { name, account, role, region, state, sso, source } = profile;
  return {
    name,
    isUsed,
    facts: [kindWords(profile), account, source === 'sso' || source === 'role' ? role : undefined, region].filter(
      (fact) => fact !== undefined,
    ),
    // For keys and roles, the files alone do not say.
    standing:
      works && state.kind !== 'valid'
        ? { tone: 'good', text: vscode.l10n.t('verified') }
        : { tone: toneOf(state), text: stateWords(state) },
    canBeUsed: state.kind !== 'incomplete',
    signIn:
      sso === undefined || state.kind === 'incomplete'
        ? 'none'
        : state.kind === 'expired' || state.kind === 'never-signed-in'
          ? 'in'
          : 'out',
  };
}

function toneOf({ kind }: ProfileState): Standing['tone'] {
  switch (kind) {
    case 'valid':
      return 'good';
    case 'not-checked':
    case 'never-signed-in':
      return 'unknown';
    case 'needs-mfa':
    case 'expired':
      return 'attention';
    case 'incomplete':
      return 'bad';
  }
}

function environmentStanding(): Standing {
  const names = [
    'AWS_ACCESS_KEY_ID',
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  ].filter((name) => (process.env[name] ?? '') !== '');
  if (names.length > 0) return { tone: 'unknown', text: vscode.l10n.t('set: {0}', names.join(', ')) };
  return {
    tone: 'unknown',
    text: vscode.l10n.t('no AWS variables; the default profile or the role of this machine would be used'),
  };
}

function pastedRow(keys: PastedKeys, status: Status | undefined): NonNullable<CredentialsState['pasted']> {
  const { accessKeyId: keyId, expiresAt } = keys;
  const isUsed = status?.choice.from === 'pastedKeys';
  const isExpired =
    (expiresAt !== undefined && expiresAt <= Date.now()) || (isUsed && status.trouble?.help === 'paste');
  const standing: Standing = isExpired
    ? { tone: 'attention', text: vscode.l10n.t('expired or rejected by AWS') }
    : expiresAt === undefined
      ? { tone: 'unknown', text: vscode.l10n.t('temporary; expiry unknown') }
      : { tone: 'good', text: vscode.l10n.t('valid until {0}', timeWords(expiresAt)) };
  return { isUsed, keyId, standing };
}
