import * as vscode from 'vscode';
import { toCaseInsightsError } from '#core/errors.ts';
import { awsClients, type AwsClients } from '../../aws/clients.ts';
import { credentialSource, type CredentialSource } from '../../aws/credentials.ts';
import type { Deployment } from '../../aws/discovery/deployments.ts';
import { askForCredentials, currentCredentials } from '../credentials/chosen-credentials.ts';
import { isSameEndpoint, type ServerNode } from '../servers/server-node.ts';

/**
 * The stack of a server, and clients of the account and region that it is in: the stack it is listed with, else one with its address that the chosen credentials or the
 * server's own profile can see. Asks for other credentials if none is found; undefined if the person gave up.
 */
export async function locateDeployment(
  context: vscode.ExtensionContext,
  { known, deployment, region, label }: ServerNode,
): Promise<{ readonly deployment: Deployment; readonly clients: AwsClients } | undefined> {
  const chosen = await currentCredentials(context);
  if (deployment !== undefined && chosen !== undefined) {
    return { deployment, clients: clientsOf(region, chosen.source) };
  }
  const own = known === undefined ? [] : [credentialSource(known.profile, { region })];
  const sources = [...(chosen === undefined ? [] : [chosen.source]), ...own];
  let problem = vscode.l10n.t('No AWS credentials are chosen yet.');
  for (;;) {
    for (const source of sources.splice(0)) {
      const clients = clientsOf(region, source);
      try {
        const found = await look(clients, region, known?.endpoint);
        if (found !== undefined) return { deployment: found, clients };
        problem = vscode.l10n.t('No stack in {1} has the address of {0}.', label, region);
      } catch (thrown) {
        const { message, remedy } = toCaseInsightsError(thrown);
        problem = `${message} ${remedy}`;
      }
    }
    const choose = vscode.l10n.t('Choose AWS Credentials');
    const answer = await vscode.window.showWarningMessage(problem, choose);
    if (answer !== choose) return undefined;
    await vscode.commands.executeCommand('caseInsights.chooseCredentials');
    const next = await askForCredentials(context);
    if (next === undefined) return undefined;
    sources.push(next.source);
  }
}

async function look(
  clients: AwsClients,
  region: string,
  endpoint: string | undefined,
): Promise<Deployment | undefined> {
  const { findDeployments } = await import('../../aws/discovery/deployments.ts');
  const deployments = await findDeployments(await clients.cloudFormation(), region);
  return deployments.find((each) => isSameEndpoint(each.endpoint, endpoint));
}

function clientsOf(region: string, source: CredentialSource): AwsClients {
  return awsClients({ region, credentials: () => source() });
}
