import type { SSOClient } from '@aws-sdk/client-sso';
import { explainAwsError } from '../explain-aws-error.ts';
import { throughProxy } from '../proxy.ts';
import type { SsoSession } from './sso-session.ts';
import { readStoredToken } from './sso-token.ts';

/** An account that the signed-in person has access to. */
export interface SsoAccount {
  readonly id: string;
  readonly name: string;
}

/** All of them, by name. Rejects with a CaseInsightsError. */
export async function listSsoAccounts(session: SsoSession): Promise<readonly SsoAccount[]> {
  const accounts = await withClient(session, 'list your accounts', async (client, accessToken) => {
    const { paginateListAccounts } = await import('@aws-sdk/client-sso');
    const found: SsoAccount[] = [];
    for await (const { accountList = [] } of paginateListAccounts({ client, pageSize: 100 }, { accessToken })) {
      for (const { accountId = '', accountName = '' } of accountList) found.push({ id: accountId, name: accountName });
    }
    return found;
  });
  return accounts.sort((one, other) => one.name.localeCompare(other.name));
}

/** The names of the roles (permission sets) that they may take there. Rejects with a CaseInsightsError. */
export async function listSsoRoles(session: SsoSession, account: SsoAccount): Promise<readonly string[]> {
  const roles = await withClient(session, `list your roles in account ${account.id}`, async (client, accessToken) => {
    const { paginateListAccountRoles } = await import('@aws-sdk/client-sso');
    const found: string[] = [];
    const input = { accessToken, accountId: account.id };
    for await (const { roleList = [] } of paginateListAccountRoles({ client, pageSize: 100 }, input)) {
      for (const { roleName = '' } of roleList) found.push(roleName);
    }
    return found;
  });
  return roles.sort((one, other) => one.localeCompare(other));
}

async function withClient<Result>(
  session: SsoSession,
  doing: string,
  ask: (client: SSOClient, accessToken: string) => Promise<Result>,
): Promise<Result> {
  const { SSOClient } = await import('@aws-sdk/client-sso');
  const { region } = session;
  const client = new SSOClient({ region, maxAttempts: 3, ...(await throughProxy(region)) });
  try {
    const token = await readStoredToken(session);
    return await ask(client, token?.accessToken ?? '');
  } catch (thrown) {
    throw explainAwsError(thrown, doing);
  } finally {
    client.destroy();
  }
}
