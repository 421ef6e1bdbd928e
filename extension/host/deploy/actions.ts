import type { DeployAction, DeployActionId } from '../../protocol/deploy.ts';

/** A button of the page. */
export function action(
  id: DeployActionId,
  label: string,
  more: Partial<Pick<DeployAction, 'look' | 'target' | 'disabled'>> = {},
): DeployAction {
  return { id, label, look: 'secondary', disabled: '', ...more };
}

export function primary(id: DeployActionId, label: string, target?: string): DeployAction {
  return action(id, label, { look: 'primary', ...(target !== undefined && { target }) });
}

export function danger(id: DeployActionId, label: string): DeployAction {
  return action(id, label, { look: 'danger' });
}
