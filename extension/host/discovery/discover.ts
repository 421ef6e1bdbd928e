import type { ExtensionContext } from 'vscode';
import { toCaseInsightsError } from '#core/errors.ts';
import { awsClients } from '../../aws/clients.ts';
import type { ChosenCredentials } from '../credentials/chosen.ts';
import { currentCredentials } from '../credentials/chosen-credentials.ts';
import type { Discovery } from '../servers/server-node.ts';

/** Looks for deployments with the chosen credentials, in their region. Finds nothing without credentials. */
export async function discover(context: ExtensionContext): Promise<Discovery> {
  return discoverWith(await currentCredentials(context));
}

/** Like {@link discover}, with credentials that the caller has already read. */
export async function discoverWith(chosen: ChosenCredentials | undefined): Promise<Discovery> {
  if (chosen === undefined) return { deployments: [], problem: undefined };
  const { region, source } = chosen;
  try {
    const { findDeployments } = await import('../../aws/discovery/deployments.ts');
    const clients = awsClients({ region, credentials: () => source() });
    return { deployments: await findDeployments(await clients.cloudFormation(), region), problem: undefined };
  } catch (thrown) {
    const { message, remedy } = toCaseInsightsError(thrown);
    return { deployments: [], problem: { kind: 'problem', problem: message, remedy } };
  }
}
