import { CaseInsightsError } from '#core/errors.ts';
import type { AskMfaCode, AwsCredentials } from './aws-credentials.ts';
import { explainCredentials, explainMissingMfa } from './explain-credentials.ts';
import { throughProxy } from './proxy.ts';
import { readProfileChain, type SharedProfile } from './shared-config.ts';
import { giveChildrenNoInput } from './silent-processes.ts';

export interface ResolveOptions {
  readonly region: string | undefined;
  readonly askMfaCode: AskMfaCode | undefined;
}

type Provider = () => Promise<AwsCredentials>;

/**
 * Resolves credentials once, from the current state of everything: the profile's own source where it is named or has
 * one, otherwise what the SDK finds (environment, container, instance). Rejects with a CaseInsightsError.
 */
export async function resolveCredentials(
  profile: string | undefined,
  options: ResolveOptions,
): Promise<AwsCredentials> {
  const variable = process.env['AWS_PROFILE'];
  const named = profile ?? (variable === '' ? undefined : variable);
  const chain = await readProfileChain(named ?? 'default').catch(() => []);
  try {
    await giveChildrenNoInput();
    return await (
      await providerFor(named, chain, options)
    )();
  } catch (thrown) {
    if (thrown instanceof CaseInsightsError) throw thrown;
    throw explainCredentials(thrown, { named, chain });
  }
}

async function providerFor(
  named: string | undefined,
  chain: readonly SharedProfile[],
  options: ResolveOptions,
): Promise<Provider> {
  const [first] = chain;
  if (named !== undefined && first === undefined) throw explainCredentials(undefined, { named, chain });
  if (chain.some(wantsMfa)) return roleProvider(chain, options);
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const environmentWins =
    named === undefined && Boolean(process.env['AWS_ACCESS_KEY_ID']) && Boolean(process.env['AWS_SECRET_ACCESS_KEY']);
  // The SDK's whole chain would continue with the instance's role if the profile's own source fails, which is another
  // identity.
  const asItStands = first === undefined || first.source === 'none' || environmentWins;
  return (asItStands ? fromNodeProviderChain : fromIni)(await providerInit(named, stsRegion(first, options)));
}

function wantsMfa({ source, settings }: SharedProfile): boolean {
  return source === 'role' && settings['mfa_serial'] !== undefined;
}

/**
 * Assumes one role after the other if an MFA code is needed. `fromIni` would start to resolve the source before it has
 * the code, and a failure in the meantime would be an unhandled rejection, which ends the program.
 */
async function roleProvider(chain: readonly SharedProfile[], options: ResolveOptions): Promise<Provider> {
  const { fromIni, fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const [profile, ...sources] = chain;
  if (profile === undefined) throw new Error('a role without a source');
  const region = stsRegion(profile, options);
  if (!chain.some(wantsMfa)) return fromIni(await providerInit(profile.name, region));
  const { askMfaCode } = options;
  if (askMfaCode === undefined) throw explainMissingMfa(chain);
  const { settings } = profile;
  const provider = await roleProvider(sources, options);
  return async () => {
    const assume = fromTemporaryCredentials({
      logger: SILENT,
      masterCredentials: await provider(),
      mfaCodeProvider: askMfaCode,
      clientConfig: { region, ...(await throughProxy(region)) },
      params: {
        RoleArn: settings['role_arn'],
        RoleSessionName: settings['role_session_name'] ?? `case-insights-${Date.now()}`,
        DurationSeconds: Number(settings['duration_seconds'] ?? 3600),
        ...(settings['external_id'] !== undefined && { ExternalId: settings['external_id'] }),
        ...(settings['mfa_serial'] !== undefined && { SerialNumber: settings['mfa_serial'] }),
      },
    });
    return assume();
  };
}

async function providerInit(profile: string | undefined, region: string) {
  return {
    // Without it the SDK never sees that a file has changed.
    ignoreCache: true,
    logger: SILENT,
    ...(profile !== undefined && { profile }),
    parentClientConfig: { region, ...(await throughProxy(region)) },
  };
}

/** Always one: without it the SDK falls back to this last one too, and says so on the console. */
function stsRegion(profile: SharedProfile | undefined, { region }: ResolveOptions): string {
  const variables = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  return profile?.settings['region'] ?? region ?? variables ?? 'us-east-1';
}

/** Otherwise the SDK warns on the console, where its lines may quote what a credential process printed. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
