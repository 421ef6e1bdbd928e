import * as vscode from 'vscode';
import type { ListedProfile, ProfileState } from '../../aws/list-profiles.ts';

/** A profile's state in a few words. */
export function stateWords(state: ProfileState, now = Date.now()): string {
  switch (state.kind) {
    case 'not-checked':
      return vscode.l10n.t('not checked yet');
    case 'valid':
      return state.renews
        ? vscode.l10n.t('signed in, renewed automatically')
        : vscode.l10n.t('valid until {0}', timeWords(state.until, now));
    case 'expired':
      return vscode.l10n.t('sign-in expired');
    case 'never-signed-in':
      return vscode.l10n.t('not signed in');
    case 'needs-mfa':
      return vscode.l10n.t('MFA code required');
    case 'incomplete':
      return state.problem;
  }
}

/** How the profile gets its credentials. */
export function kindWords({ source, buildsOn, sso }: ListedProfile): string {
  switch (source) {
    case 'sso':
      return vscode.l10n.t('IAM Identity Center');
    case 'role':
      return sso === undefined
        ? buildsOn[0] === undefined
          ? vscode.l10n.t('role')
          : vscode.l10n.t('role, from {0}', buildsOn[0])
        : vscode.l10n.t('role, from {0} (IAM Identity Center)', buildsOn[0] ?? '');
    case 'keys':
      return vscode.l10n.t('access keys');
    case 'process':
      return vscode.l10n.t('process');
    case 'web-identity':
      return vscode.l10n.t('web identity');
    case 'login':
      return vscode.l10n.t('aws login');
    case 'none':
      return vscode.l10n.t('no credentials');
  }
}

/** The time of day, with the date if it is another day. */
export function timeWords(time: number, now = Date.now()): string {
  const date = new Date(time);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  const format = new Intl.DateTimeFormat(vscode.env.language, {
    ...(!sameDay && { dateStyle: 'medium' }),
    timeStyle: 'short',
  });
  return format.format(date);
}
