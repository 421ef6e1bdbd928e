import { randomUUID } from 'node:crypto';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import type { Analyst } from '#core/ports/analyst.ts';
import { createBedrockClient } from '../server-lambda/aws/bedrock/bedrock-client.ts';
import { createBedrockModel } from '../server-lambda/aws/bedrock/bedrock-model.ts';

/** Another endpoint than Amazon Bedrock's is not sent a signature of yours. */
const NOBODY = { accessKeyId: 'evals', secretAccessKey: 'evals' };

export interface ConverseEndpoint {
  /** Default is Amazon Bedrock, with the credentials of the environment. */
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  /** For the endpoint. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The product's own analyst, on a model behind Converse: that of Amazon Bedrock, or of another endpoint. */
export function converseAnalyst(
  modelId: string,
  { endpoint, region, credentials = NOBODY }: ConverseEndpoint,
): Analyst {
  const client = createBedrockClient({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint, region: region ?? 'us-east-1', credentials }),
  });
  return createModelAnalyst(createBedrockModel({ client, modelId }), randomUUID);
}
