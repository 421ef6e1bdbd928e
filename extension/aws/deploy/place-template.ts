import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Template } from './change-set-input.ts';
import type { Deployable } from './deployable.ts';
import { uploadAsset } from './upload-asset.ts';

/** CloudFormation takes a longer template from a bucket only. */
const MOST_INLINE_BYTES = 51_200;

/**
 * How a change set is given the template: as it is where it is short enough, else through the asset bucket. Rejects with
 * a CaseInsightsError.
 */
export async function placeTemplate(
  client: S3Client,
  { template, parameters }: Pick<Deployable, 'template' | 'parameters'>,
  place: { readonly bucket: string; readonly account: string; readonly region: string },
): Promise<Template> {
  const names = parameters.map(({ name }) => name);
  const content = Buffer.from(template, 'utf8');
  if (content.length <= MOST_INLINE_BYTES) return { parameters: names, source: { body: template } };
  const key = `case-insights-mcp/${createHash('sha256').update(content).digest('hex')}.template.json`;
  await uploadAsset(client, {
    bucket: place.bucket,
    account: place.account,
    key,
    contentType: 'application/json',
    content: () => Promise.resolve(content),
  });
  const suffix = place.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { parameters: names, source: { url: `https://${place.bucket}.s3.${place.region}.${suffix}/${key}` } };
}
