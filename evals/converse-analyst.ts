import { randomUUID } from 'node:crypto';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import type { Analyst } from '#core/ports/analyst.ts';
import { createBedrockClient } from '../server-lambda/aws/bedrock/bedrock-client.ts';
import { createBedrockModel } from '../server-lambda/aws/bedrock/bedrock-model.ts';

/** The product's own analyst, on a model behind Converse: that of Amazon Bedrock, or of another endpoint. */
export function converseAnalyst(
  modelId: string,
  { endpoint, region }: { readonly endpoint: string | undefined; readonly region: string | undefined },
): Analyst {
  const client = createBedrockClient({
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
  });
  return createModelAnalyst(createBedrockModel({ client, modelId }), randomUUID);
}
