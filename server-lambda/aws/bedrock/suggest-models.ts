import { foundationModelOf } from '#core/analysis/foundation-model.ts';

/** A model that the account can call. */
export interface AvailableModel {
  /** What to call it by: an inference profile's id or the model's own. */
  readonly id: string;
  readonly name: string;
  readonly foundationModel: string;
  /** True when its vendor has announced its end. */
  readonly legacy: boolean;
}

/** Product's own choice where nothing resembles the model that is asked for. */
const DEFAULT_FAMILY = 'anthropic.claude-haiku';

/** Up to three ids to use instead of `modelId`: the same model by another way, else the newest of its kin. */
export function suggestModels(modelId: string, available: readonly AvailableModel[]): readonly string[] {
  const wanted = foundationModelOf(modelId) ?? '';
  const candidates = available.filter(({ id, legacy }) => !legacy && id !== modelId);
  const same = candidates.filter(({ foundationModel }) => foundationModel === wanted);
  const family = candidates.some((model) => kinship(wanted, model) > 0) ? wanted : DEFAULT_FAMILY;
  const kin = candidates
    .map((model) => ({ model, score: kinship(family, model) }))
    .filter(({ model }) => model.foundationModel !== wanted)
    .sort(
      (one, other) =>
        other.score - one.score ||
        other.model.foundationModel.localeCompare(one.model.foundationModel, 'en', { numeric: true }) ||
        breadth(one.model) - breadth(other.model),
    );
  const models = same.length > 0 ? [...same].sort((one, other) => breadth(one) - breadth(other)) : kinOnce(kin);
  return models.slice(0, 3).map(({ id }) => id);
}

/** One way to each model, the narrowest. */
function kinOnce(kin: readonly { readonly model: AvailableModel }[]): readonly AvailableModel[] {
  const seen = new Set<string>();
  return kin.flatMap(({ model }) => {
    if (seen.has(model.foundationModel)) return [];
    seen.add(model.foundationModel);
    return [model];
  });
}

/** How many words two models share: vendor, family, size. */
function kinship(wanted: string, { foundationModel }: AvailableModel): number {
  const words = new Set(wordsOf(wanted));
  return wordsOf(foundationModel).filter((word) => words.has(word)).length;
}

function wordsOf(model: string): readonly string[] {
  return model.match(/[a-z]{3,}/g) ?? [];
}

/** How far from home a call may go: the model's own Region, its geography, anywhere. */
function breadth({ id, foundationModel }: AvailableModel): number {
  return id === foundationModel ? 0 : id.startsWith('global.') ? 2 : 1;
}
