import { explainAwsError, statusOfError } from '../explain-aws-error.ts';
import { throughProxy } from '../proxy.ts';
import type { SsoSession } from './sso-session.ts';
import { readStoredToken, removeStoredToken } from './sso-token.ts';

/**
 * Ends a sign-in at IAM Identity Center, for every tool of this machine. The local token is removed even if AWS cannot
 * be reached; then it rejects with a CaseInsightsError.
 */
export async function signOut(session: SsoSession): Promise<void> {
  const token = await readStoredToken(session);
  await removeStoredToken(session);
  if (token === undefined) return;
  const { SSOClient, LogoutCommand } = await import('@aws-sdk/client-sso');
  const { region } = session;
  const client = new SSOClient({ region, maxAttempts: 2, ...(await throughProxy(region)) });
  try {
    await client.send(new LogoutCommand({ accessToken: token.accessToken }));
  } catch (thrown) {
    // The sign-in had already ended.
    if (statusOfError(thrown) !== 401) throw explainAwsError(thrown, 'sign out');
  } finally {
    client.destroy();
  }
}
