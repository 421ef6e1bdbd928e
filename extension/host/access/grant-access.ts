import * as vscode from 'vscode';
import { toCaseInsightsError } from '#core/errors.ts';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { Grantee, GranteeKind } from '../../aws/access/grant-access.ts';
import { askMany, askPick } from '../input/quick-input.ts';
import { BACK, runSteps, type StepPosition } from '../input/run-steps.ts';
import { chooseServer, type ServerArgument } from '../servers/choose-server.ts';
import { discover } from '../discovery/discover.ts';
import { locateDeployment } from '../discovery/locate-deployment.ts';
import { applyPlan } from './apply-plan.ts';
import { showCrossAccount } from './show-cross-account.ts';
import { planGrants, type GrantPlan } from './grant-plan.ts';

/**
 * Lets the person choose who may call a server, starting from who may now. Shows the effect before anything changes.
 */
export async function chooseGrants(context: vscode.ExtensionContext, given: ServerArgument | undefined): Promise<void> {
  const server = await chooseServer({
    title: vscode.l10n.t('Grant Access'),
    given,
    discover: () => discover(context),
  });
  if (server === undefined) return;
  const located = await locateDeployment(context, server);
  if (located === undefined) return;
  const { userPolicyArn: policyArn, stackName } = located.deployment;
  if (policyArn === undefined) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t('The stack {0} has no policy for users yet. Finish its deployment first.', stackName),
    );
    return;
  }
  try {
    await askAndApply(await located.clients.iam(), policyArn, vscode.l10n.t('Grant Access to {0}', server.label));
  } catch (thrown) {
    const { message, remedy } = toCaseInsightsError(thrown);
    await vscode.window.showErrorMessage(`${message} ${remedy}`);
  }
}

async function askAndApply(client: IAMClient, policyArn: string, title: string): Promise<void> {
  const { listGrantees } = await import('../../aws/access/grant-access.ts');
  const grantees = await reading(() => listGrantees(client, policyArn));
  let kind: Answer['kind'] = 'role';
  let apply: (() => Promise<void>) | undefined;
  const isDone = await runSteps([
    async (position) => {
      const answer = await askPick({
        ...position,
        title,
        placeholder:
          grantees.length === 1
            ? vscode.l10n.t('Who may call the server? 1 has access.')
            : vscode.l10n.t('Who may call the server? {0} have access.', grantees.length),
        items: kindItems(grantees),
      });
      if (answer === undefined || answer === BACK) return answer;
      ({ kind } = answer.answer);
      return 'answered';
    },
    async (position) => {
      if (kind === 'account') {
        apply = () => showCrossAccount(policyArn, title);
        return 'answered';
      }
      const plan = await askWho(client, kind, grantees, { ...position, title });
      if (plan === undefined || plan === BACK) return plan;
      apply = () => applyPlan(client, policyArn, plan);
      return 'answered';
    },
  ]);
  if (isDone) await apply?.();
}

async function askWho(
  client: IAMClient,
  kind: GranteeKind,
  grantees: readonly Grantee[],
  position: StepPosition & { readonly title: string },
): Promise<GrantPlan | typeof BACK | undefined> {
  const { listCandidates } = await import('../../aws/access/grant-access.ts');
  const candidates = await reading(() => listCandidates(client, kind));
  const items = candidates.map((candidate) => ({
    label: candidate.name,
    description: candidate.managedBySso ? vscode.l10n.t('single sign-on: set in its permission set') : '',
    candidate,
  }));
  const answer = await askMany({
    ...position,
    placeholder: vscode.l10n.t('Select everyone who may call the server'),
    items,
    ticked: items.filter(({ candidate: { name } }) =>
      grantees.some((each) => each.kind === kind && each.name === name),
    ),
  });
  if (answer === undefined || answer === BACK) return answer;
  return planGrants(
    candidates,
    answer.map(({ candidate }) => candidate),
    grantees,
  );
}

interface Answer {
  readonly kind: GranteeKind | 'account';
}

function kindItems(grantees: readonly Grantee[]): readonly (vscode.QuickPickItem & { readonly answer: Answer })[] {
  const having = (kind: GranteeKind) => {
    const names = grantees.filter((each) => each.kind === kind).map(({ name }) => name);
    return names.length === 0 ? vscode.l10n.t('None yet') : vscode.l10n.t('Now: {0}', names.join(', '));
  };
  return [
    { label: vscode.l10n.t('$(account) Users'), detail: having('user'), answer: { kind: 'user' } },
    { label: vscode.l10n.t('$(shield) Roles'), detail: having('role'), answer: { kind: 'role' } },
    { label: vscode.l10n.t('$(organization) Groups'), detail: having('group'), answer: { kind: 'group' } },
    {
      label: vscode.l10n.t('$(globe) Another Account'),
      detail: vscode.l10n.t('Writes the role and its trust policy for you to create; changes nothing itself'),
      answer: { kind: 'account' },
    },
  ];
}

function reading<Result>(read: () => Promise<Result>): Thenable<Result> {
  const title = vscode.l10n.t('Case Insights: reading access');
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, read);
}
