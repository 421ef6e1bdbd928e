import {
  BedrockClient,
  ListFoundationModelsCommand,
  paginateListInferenceProfiles,
  type BedrockClientConfig,
  type FoundationModelSummary,
  type InferenceProfileSummary,
} from '@aws-sdk/client-bedrock';
import type { AvailableModel } from './suggest-models.ts';

/** A client of Bedrock's control plane, which models are listed by. */
export function createControlClient(config: BedrockClientConfig): BedrockClient {
  return new BedrockClient(config);
}

/**
 * The text models that the account can call in this Region, through system-defined inference profiles or by their own
 * ids. Rejects with what the client throws; needs `bedrock:ListFoundationModels` and `bedrock:ListInferenceProfiles`.
 */
export async function listModels(client: BedrockClient, signal?: AbortSignal): Promise<readonly AvailableModel[]> {
  const [models, profiles] = await Promise.all([readTextModels(client, signal), readProfiles(client, signal)]);
  return [
    ...profiles.flatMap((profile) => {
      const foundationModel = profile.models?.[0]?.modelArn?.split('/').at(-1);
      const model = models.find(({ modelId }) => modelId === foundationModel);
      const id = profile.inferenceProfileId;
      return model === undefined || id === undefined || profile.status !== 'ACTIVE' ? [] : [available(id, model)];
    }),
    ...models.flatMap((model) =>
      model.modelId !== undefined && model.inferenceTypesSupported?.includes('ON_DEMAND')
        ? [available(model.modelId, model)]
        : [],
    ),
  ];
}

function available(id: string, model: FoundationModelSummary): AvailableModel {
  return {
    id,
    name: model.modelName ?? id,
    foundationModel: model.modelId ?? id,
    legacy: model.modelLifecycle?.status === 'LEGACY',
  };
}

async function readTextModels(
  client: BedrockClient,
  abortSignal: AbortSignal | undefined,
): Promise<readonly FoundationModelSummary[]> {
  const { modelSummaries = [] } = await client.send(new ListFoundationModelsCommand({ byOutputModality: 'TEXT' }), {
    ...(abortSignal && { abortSignal }),
  });
  return modelSummaries.filter(
    ({ inputModalities, responseStreamingSupported }) =>
      inputModalities?.includes('TEXT') && responseStreamingSupported === true,
  );
}

async function readProfiles(
  client: BedrockClient,
  abortSignal: AbortSignal | undefined,
): Promise<readonly InferenceProfileSummary[]> {
  const profiles: InferenceProfileSummary[] = [];
  const pages = paginateListInferenceProfiles(
    { client },
    { typeEquals: 'SYSTEM_DEFINED', maxResults: 100 },
    { ...(abortSignal && { abortSignal }) },
  );
  for await (const page of pages) profiles.push(...(page.inferenceProfileSummaries ?? []));
  return profiles;
}
