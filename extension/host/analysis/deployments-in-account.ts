import type { ExtensionContext } from 'vscode';
import { readEndpoint } from '../../aws/endpoint.ts';
import { currentCredentials } from '../credentials/chosen-credentials.ts';
import type { KnownServer } from '../servers/known-server.ts';
import { discoverWith } from '../discovery/discover.ts';
import type { DeploymentsFound } from './editor.ts';

/** The deployed servers that the chosen credentials can list, by stack name. */
export async function deploymentsInAccount(context: ExtensionContext): Promise<DeploymentsFound> {
  const chosen = await currentCredentials(context);
  const { deployments, problem } = await discoverWith(chosen);
  const profile = chosen?.profile;
  const servers = deployments.flatMap(({ origin, stackName, region, endpoint, state }): KnownServer[] => {
    const reading = endpoint === undefined ? undefined : readEndpoint(endpoint);
    if (origin !== 'ours' || !state.deployed || reading?.ok !== true) return [];
    return [{ label: stackName, endpoint: reading.endpoint.url.href, region, profile }];
  });
  return { servers: problem === undefined ? servers : undefined, profile, region: chosen?.region };
}

/** Environment variables for credentials that do not come from a profile; the bridge reads profiles itself. */
export async function keysOfChosen(context: ExtensionContext): Promise<Readonly<Record<string, string | null>>> {
  const chosen = await currentCredentials(context);
  if (chosen === undefined || chosen.profile !== undefined) return {};
  const { accessKeyId, secretAccessKey, sessionToken } = await chosen.source();
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken ?? null,
    AWS_PROFILE: null,
  };
}
