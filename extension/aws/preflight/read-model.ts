import {
  GetFoundationModelAvailabilityCommand,
  GetInferenceProfileCommand,
  ListFoundationModelsCommand,
  paginateListInferenceProfiles,
  type BedrockClient,
  type FoundationModelSummary,
} from '@aws-sdk/client-bedrock';
import { abortWith } from '../abort-with.ts';
import { nameOfError } from '../explain-aws-error.ts';

export type ModelState =
  | { readonly kind: 'usable'; readonly legacy: boolean; readonly endOfLife: Date | undefined }
  | { readonly kind: 'ended'; readonly endOfLife: Date }
  /** Neither a model nor an inference profile of the region. */
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'not-in-region' | 'needs-agreement' | 'not-authorized' };

/** A model that the account could choose. */
export interface ModelChoice {
  /** What goes into parameter `BedrockModelId`: an inference profile's id, or a model's own. */
  readonly id: string;
  readonly name: string;
  readonly foundationModel: string;
  readonly legacy: boolean;
  readonly endOfLife: Date | undefined;
}

/**
 * Text models that can be called in this region at `now` (milliseconds), profiles first; ended ones are left out.
 * Rejects with what the client throws; needs `bedrock:ListFoundationModels` and `bedrock:ListInferenceProfiles`.
 */
export async function listModelChoices(
  client: BedrockClient,
  now: number,
  signal?: AbortSignal,
): Promise<readonly ModelChoice[]> {
  const { profiles, models } = await readLists(client, signal);
  const choices = [
    ...profiles.flatMap(({ id, name, foundationModel }) => {
      const model = models.find(({ modelId }) => modelId === foundationModel);
      return model === undefined ? [] : [choice(id, name, model)];
    }),
    ...models.flatMap((model) =>
      model.inferenceTypesSupported?.includes('ON_DEMAND')
        ? [choice(model.modelId ?? '', model.modelName ?? model.modelId ?? '', model)]
        : [],
    ),
  ];
  return choices.filter(({ endOfLife }) => endOfLife === undefined || endOfLife.getTime() > now);
}

/** Whether the account can call the model, by its own id, an inference profile's id or its ARN. */
export async function readModel(
  client: BedrockClient,
  modelId: string,
  now: number,
  signal?: AbortSignal,
): Promise<ModelState> {
  const { profiles, models } = await readLists(client, signal);
  const id = modelId.startsWith('arn:') ? (modelId.split('/').at(-1) ?? modelId) : modelId;
  const foundationModel =
    profiles.find((profile) => profile.id === id)?.foundationModel ??
    (modelId.includes(':application-inference-profile/') ? await modelOfProfile(client, modelId) : id);
  const model = models.find((one) => one.modelId === foundationModel);
  if (model === undefined) return { kind: 'unlisted' };
  const endOfLife = model.modelLifecycle?.endOfLifeTime;
  if (endOfLife !== undefined && endOfLife.getTime() <= now) return { kind: 'ended', endOfLife };
  const reason = await whyUnavailable(client, foundationModel, signal);
  return reason === undefined
    ? { kind: 'usable', legacy: model.modelLifecycle?.status === 'LEGACY', endOfLife }
    : { kind: reason };
}

interface Profile {
  readonly id: string;
  readonly name: string;
  readonly foundationModel: string;
}

async function readLists(client: BedrockClient, signal: AbortSignal | undefined) {
  const options = abortWith(signal);
  const listProfiles = async () => {
    const found: Profile[] = [];
    for await (const page of paginateListInferenceProfiles({ client }, { maxResults: 100 }, options)) {
      for (const {
        inferenceProfileId: id = '',
        inferenceProfileName: name = id,
        models,
        status,
      } of page.inferenceProfileSummaries ?? []) {
        if (status === 'ACTIVE')
          found.push({ id, name, foundationModel: models?.[0]?.modelArn?.split('/').at(-1) ?? '' });
      }
    }
    return found;
  };
  const [{ modelSummaries = [] }, profiles] = await Promise.all([
    client.send(new ListFoundationModelsCommand({ byOutputModality: 'TEXT' }), options),
    listProfiles(),
  ]);
  // The server streams, so it cannot use other models.
  const models = modelSummaries.filter(
    ({ inputModalities, responseStreamingSupported }) =>
      inputModalities?.includes('TEXT') && responseStreamingSupported === true,
  );
  return { profiles, models };
}

function choice(id: string, name: string, model: FoundationModelSummary): ModelChoice {
  return {
    id,
    name,
    foundationModel: model.modelId ?? id,
    legacy: model.modelLifecycle?.status === 'LEGACY',
    endOfLife: model.modelLifecycle?.endOfLifeTime,
  };
}

async function modelOfProfile(client: BedrockClient, arn: string): Promise<string> {
  try {
    const { models } = await client.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: arn }));
    return models?.[0]?.modelArn?.split('/').at(-1) ?? arn;
  } catch (thrown) {
    if (nameOfError(thrown) === 'ResourceNotFoundException') return arn;
    throw thrown;
  }
}

/** Undefined where it is available. */
async function whyUnavailable(
  client: BedrockClient,
  modelId: string,
  signal: AbortSignal | undefined,
): Promise<'not-in-region' | 'needs-agreement' | 'not-authorized' | undefined> {
  const { agreementAvailability, authorizationStatus, entitlementAvailability, regionAvailability } = await client.send(
    new GetFoundationModelAvailabilityCommand({ modelId }),
    abortWith(signal),
  );
  if (regionAvailability === 'NOT_AVAILABLE') return 'not-in-region';
  if (authorizationStatus === 'NOT_AUTHORIZED') return 'not-authorized';
  if (agreementAvailability?.status === 'NOT_AVAILABLE' || entitlementAvailability === 'NOT_AVAILABLE') {
    return 'needs-agreement';
  }
  return undefined;
}
