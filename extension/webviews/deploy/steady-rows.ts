import type { DeployState } from '../../protocol/deploy.ts';

/**
 * The same state, its resources in the order in which they were shown before. The host names those that were begun
 * first; rows that change places under one's eyes are hard to follow.
 */
export function withSteadyRows(shown: DeployState, next: DeployState): DeployState {
  const before = shown.kind === 'stack' ? shown.stack.progress : null;
  if (before === null || next.kind !== 'stack' || next.stack.progress === null) return next;
  const { progress } = next.stack;
  if (progress.startedAt !== before.startedAt) return next;
  const places = new Map(before.resources.map(({ logicalId }, place) => [logicalId, place]));
  const placeOf = ({ logicalId }: { readonly logicalId: string }) => places.get(logicalId) ?? places.size;
  const resources = [...progress.resources].sort((one, other) => placeOf(one) - placeOf(other));
  return { ...next, stack: { ...next.stack, progress: { ...progress, resources } } };
}
