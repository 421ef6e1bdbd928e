import * as vscode from 'vscode';
import { listProfiles, type ListedProfile } from '../../aws/list-profiles.ts';
import { askPick } from '../input/quick-input.ts';
import { readChoice, type Choice } from './credentials-setting.ts';
import { keptKeys } from './kept-keys.ts';
import { newSsoProfile } from './new-sso-profile.ts';
import { pasteKeys } from './paste-keys.ts';
import { kindWords, stateWords, timeWords } from './state-words.ts';

interface Item extends vscode.QuickPickItem {
  /** Resolves to undefined to ask again. */
  readonly take?: () => Promise<Choice | undefined>;
}

/** Asks which credentials to use; undefined if the person gave up. */
export async function askWhich(context: vscode.ExtensionContext): Promise<Choice | undefined> {
  for (;;) {
    const items = await itemsNow(context);
    const current = readChoice();
    const answer = await askPick<Item>({
      title: vscode.l10n.t('Choose AWS Credentials'),
      step: undefined,
      totalSteps: undefined,
      canGoBack: false,
      placeholder: vscode.l10n.t('Which credentials should Case Insights use?'),
      items,
      active: items.find(({ label }) => current?.from === 'profile' && label === current.profile),
    });
    if (typeof answer !== 'object') return undefined;
    const choice = await answer.take?.();
    if (choice !== undefined) return choice;
  }
}

async function itemsNow(context: vscode.ExtensionContext): Promise<readonly Item[]> {
  const [profiles, keys] = await Promise.all([listProfiles(), keptKeys(context)]);
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(profiles.length > 0 ? [separator(vscode.l10n.t('profiles')), ...profiles.map(profileItem)] : []),
    separator(vscode.l10n.t('other credentials')),
    {
      label: vscode.l10n.t('$(terminal) Environment'),
      detail: vscode.l10n.t('Variables such as AWS_ACCESS_KEY_ID, or the role of a container or an instance'),
      take: () => Promise.resolve({ from: 'environment' }),
    },
    ...(keys === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('$(key) Pasted Keys'),
            description: keys.accessKeyId,
            ...(keys.expiresAt !== undefined && {
              detail: vscode.l10n.t('valid until {0}', timeWords(keys.expiresAt)),
            }),
            take: () => Promise.resolve<Choice>({ from: 'pastedKeys' }),
          },
        ]),
    {
      label: vscode.l10n.t('$(clippy) Paste Temporary Keys...'),
      take: async () => ((await pasteKeys(context)) ? { from: 'pastedKeys' } : undefined),
    },
    {
      label: vscode.l10n.t('$(add) Sign In with a New SSO Profile...'),
      detail: vscode.l10n.t(
        'IAM Identity Center: asks for the start URL of your AWS access portal, its region, an account and a role',
      ),
      take: async () => {
        const profile = await newSsoProfile();
        return profile === undefined ? undefined : { from: 'profile', profile };
      },
    },
  ];
}

function profileItem(profile: ListedProfile): Item {
  const { name, region, account, state } = profile;
  return {
    label: name,
    description: [kindWords(profile), account, region].filter((part) => part !== undefined).join(' · '),
    detail: stateWords(state),
    take: () => Promise.resolve({ from: 'profile', profile: name }),
  };
}
