import { CaseInsightsError } from '#core/errors.ts';
import { readProfileRegion } from '../aws/shared-config.ts';
import type { BridgeOptions } from './options.ts';

/**
 * The region to sign for: from the options, the host name, or the profile (for APIs behind a custom domain). A profile
 * without a region is read again by the next call.
 */
export function signingRegion({ region, endpoint, profile = 'default' }: BridgeOptions): () => Promise<string> {
  let known = region ?? endpoint.region;
  return async () => {
    known ??= await readProfileRegion(profile);
    if (known !== undefined) return known;
    throw new CaseInsightsError(
      'INVALID_INPUT',
      `The server's region is unknown: neither its URL nor AWS profile "${profile}" names one.`,
      "Set --region or AWS_REGION to the region of the server's stack.",
    );
  };
}
