import * as vscode from 'vscode';
import { toCaseInsightsError } from '#core/errors.ts';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { Candidate, Grantee } from '../../aws/access/grant-access.ts';
import { permissionSetOf, type GrantPlan } from './grant-plan.ts';

/** Says what the plan changes, carries it out once that is confirmed, and says how it went. */
export async function applyPlan(client: IAMClient, policyArn: string, plan: GrantPlan): Promise<void> {
  const { attach, detach, throughSso, fromSso } = plan;
  const sso = [...throughSso, ...fromSso];
  if (attach.length + detach.length > 0 && !(await confirm(policyArn, attach, detach))) return;
  const failures = await change(client, policyArn, attach, detach);
  if (failures.length > 0) {
    await vscode.window.showErrorMessage(failures.join('\n'));
  } else if (attach.length + detach.length > 0) {
    const sentences = [
      ...(attach.length > 0 ? [vscode.l10n.t('Access granted to {0}.', count(attach))] : []),
      ...(detach.length > 0 ? [vscode.l10n.t('Access removed from {0}.', count(detach))] : []),
    ];
    void vscode.window.showInformationMessage(sentences.join(' '));
  } else if (sso.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Access is unchanged.'));
  }
  if (sso.length > 0) await sayThroughSso(policyArn, sso);
}

async function confirm(policyArn: string, attach: readonly Grantee[], detach: readonly Grantee[]): Promise<boolean> {
  const account = policyArn.split(':')[4] ?? '';
  const lines = [
    vscode.l10n.t('In account {0}, with the policy {1}:', account, nameOf(policyArn)),
    ...attach.map((grantee) => vscode.l10n.t('will be allowed to call the server: {0}', describe(grantee))),
    ...detach.map((grantee) => vscode.l10n.t('will no longer be allowed to call the server: {0}', describe(grantee))),
  ];
  const yes = vscode.l10n.t('Change Access');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Change access to this server?'),
    { modal: true, detail: lines.join('\n') },
    yes,
  );
  return answer === yes;
}

/** One sentence for each that failed; the others are done. */
async function change(
  client: IAMClient,
  policyArn: string,
  attach: readonly Grantee[],
  detach: readonly Grantee[],
): Promise<readonly string[]> {
  const { grantAccess, revokeAccess } = await import('../../aws/access/grant-access.ts');
  const failures: string[] = [];
  const one = async (action: Promise<void>) => {
    try {
      await action;
    } catch (thrown) {
      const { message, remedy } = toCaseInsightsError(thrown);
      failures.push(`${message} ${remedy}`);
    }
  };
  const title = vscode.l10n.t('Case Insights: changing access');
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    for (const grantee of attach) await one(grantAccess(client, policyArn, grantee));
    for (const grantee of detach) await one(revokeAccess(client, policyArn, grantee));
  });
  return failures;
}

async function sayThroughSso(policyArn: string, roles: readonly Candidate[]): Promise<void> {
  const sets = [...new Set(roles.map(({ name }) => permissionSetOf(name)))].join(', ');
  const copy = vscode.l10n.t('Copy Policy Name');
  const message = vscode.l10n.t(
    'Single sign-on roles get policies only from their permission set. In IAM Identity Center, open the permission set {0}, and add or remove {1} under customer managed policies.',
    sets,
    nameOf(policyArn),
  );
  if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(nameOf(policyArn));
  }
}

/** How many users, roles or groups; a plan has grantees of one kind. */
function count(grantees: readonly Grantee[]): string {
  const { length } = grantees;
  switch (grantees[0]?.kind) {
    case 'role':
      return length === 1 ? vscode.l10n.t('1 role') : vscode.l10n.t('{0} roles', length);
    case 'group':
      return length === 1 ? vscode.l10n.t('1 group') : vscode.l10n.t('{0} groups', length);
    case 'user':
    case undefined:
      return length === 1 ? vscode.l10n.t('1 user') : vscode.l10n.t('{0} users', length);
  }
}

function describe({ kind, name }: Grantee): string {
  switch (kind) {
    case 'user':
      return vscode.l10n.t('user {0}', name);
    case 'role':
      return vscode.l10n.t('role {0}', name);
    case 'group':
      return vscode.l10n.t('group {0}', name);
  }
}

function nameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf('/') + 1);
}
