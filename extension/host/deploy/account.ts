import type { AwsClients } from '../../aws/clients.ts';
import type { Who } from '../../protocol/deploy.ts';
import { action } from './actions.ts';
import type { ChosenCredentials } from '../credentials/chosen.ts';
import type { DeployPorts, Translate } from './ports.ts';

/** The identity and the region for everything that the page does. */
export interface Account extends ChosenCredentials {
  readonly clients: AwsClients;
  readonly account: string;
  readonly arn: string;
}

/** Asks AWS for the identity. Rejects with a CaseInsightsError. */
export async function enterAccount(
  { clients: makeClients }: Pick<DeployPorts, 'clients'>,
  credentials: ChosenCredentials,
  signal: AbortSignal,
): Promise<Account> {
  const clients = makeClients({ region: credentials.region, credentials: () => credentials.source() });
  const [{ askIdentity }, { explainAwsError }] = await Promise.all([
    import('../../aws/preflight/ask-identity.ts'),
    import('../../aws/explain-aws-error.ts'),
  ]);
  try {
    const { account, arn } = await askIdentity(await clients.sts())(signal);
    return { ...credentials, clients, account, arn };
  } catch (thrown) {
    throw explainAwsError(thrown, 'verify these credentials');
  }
}

export function presentWho(credentials: ChosenCredentials & Partial<Account>, t: Translate): Who {
  const { label, profile, region, account, arn } = credentials;
  return {
    label,
    profile: profile ?? '',
    region,
    account: account ?? '',
    arn: arn ?? '',
    actions: [action('choose-credentials', t('Change Credentials')), action('change-region', t('Change Region'))],
  };
}

/**
 * A page of the AWS console, in the partition of the region. The hosts: "AWS Management Console endpoints and quotas"
 * (docs.aws.amazon.com/general/latest/gr/mgmt-console.html), "Configuring Your Account" of the GovCloud user guide
 * (docs.aws.amazon.com/govcloud-us/latest/UserGuide/configure-account.html), and for China the launch links of AWS's own
 * Data Transfer Hub; all read on 2026-11-28.
 */
export function consoleUrl(region: string, path: string): string {
  const host = region.startsWith('cn-')
    ? 'console.amazonaws.cn'
    : region.startsWith('us-gov-')
      ? 'console.amazonaws-us-gov.com'
      : 'console.aws.amazon.com';
  return `https://${host}/${path}`;
}

export function stackUrl(region: string, stackId: string): string {
  const query = `region=${encodeURIComponent(region)}#/stacks/events?stackId=${encodeURIComponent(stackId)}`;
  return consoleUrl(region, `cloudformation/home?${query}`);
}
