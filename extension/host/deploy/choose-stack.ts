import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import { awsClients } from '../../aws/clients.ts';
import { askForCredentials } from '../credentials/chosen-credentials.ts';
import type { ListedNode } from '../servers/server-node.ts';

/** What a command about a stack may be given: its name, or a row of the view of servers. */
export type StackArgument = string | ListedNode;

/**
 * The stack that is given, the only one there is, or the one that the person chooses. Undefined if the person gave up,
 * or if there is none, which is reported.
 */
export async function chooseStack(
  context: vscode.ExtensionContext,
  title: string,
  given: StackArgument | undefined,
): Promise<string | undefined> {
  if (typeof given === 'string') return given;
  if (given?.kind === 'server' && given.deployment !== undefined) return given.deployment.stackName;
  const credentials = await askForCredentials(context);
  if (credentials === undefined) return undefined;
  const { region, label } = credentials;
  const status = vscode.l10n.t('Case Insights: looking for deployments in {0}', region);
  try {
    const deployments = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: status },
      async () => {
        const { findDeployments } = await import('../../aws/discovery/deployments.ts');
        const clients = awsClients({ region, credentials: () => credentials.source() });
        return findDeployments(await clients.cloudFormation(), region);
      },
    );
    const [first, ...more] = deployments;
    if (first === undefined) {
      const deploy = vscode.l10n.t('Deploy');
      const message = vscode.l10n.t('Nothing is deployed in {0} with {1}.', region, label);
      const choice = await vscode.window.showInformationMessage(message, deploy);
      if (choice === deploy) await vscode.commands.executeCommand('caseInsights.deploy');
      return undefined;
    }
    if (more.length === 0) return first.stackName;
    const choice = await vscode.window.showQuickPick(
      deployments.map(({ stackName, state, endpoint }) => ({
        label: stackName,
        description: state.status,
        detail: endpoint ?? '',
      })),
      { title, placeHolder: vscode.l10n.t('Choose a deployment'), ignoreFocusOut: true },
    );
    return choice?.label;
  } catch (thrown) {
    if (!(thrown instanceof CaseInsightsError)) throw thrown;
    await vscode.window.showErrorMessage(`${thrown.message} ${thrown.remedy}`);
    return undefined;
  }
}
