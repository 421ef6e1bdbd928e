/**
 * The foundation model that an id or ARN names, or undefined where it does not say: application inference profiles,
 * provisioned throughput and prompts have ids of their own. System-defined inference profiles are named after their
 * model with a geography in front: `us.`, `eu.`, `apac.`, `global.`, ...
 */
export function foundationModelOf(modelId: string): string | undefined {
  if (!modelId.startsWith('arn:')) return withoutGeography(modelId);
  const [, kind, name = ''] = /:([^:/]+)\/(.+)$/.exec(modelId) ?? [];
  if (kind === 'foundation-model') return name;
  return kind === 'inference-profile' ? withoutGeography(name) : undefined;
}

function withoutGeography(name: string): string {
  return name.replace(/^(global|apac|us-gov|[a-z]{2})\./, '');
}
