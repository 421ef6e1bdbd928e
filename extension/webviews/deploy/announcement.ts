import type { DeployState, StackCard } from '../../protocol/deploy.ts';
import { t } from '../common/words.ts';

/** What a screen reader announces: only changes that a person waits for. */
export function announcement(state: DeployState, copied: string): string {
  if (state.notice !== null) return state.notice.message;
  switch (state.kind) {
    case 'no-credentials':
      return t('Choose AWS credentials first.');
    case 'looking':
      return t('Reading your account.');
    case 'stopped':
      return state.problem.message;
    case 'planning':
      return state.preflight.running ? t('Checks are running.') : state.preflight.summary;
    case 'preparing':
      return state.steps.find((step) => step.state === 'running' || step.state === 'failed')?.title ?? '';
    case 'reviewing':
      return state.changes.headline;
    case 'stack':
      return ofStack(state.stack, copied);
  }
}

function ofStack({ headline, cause, progress, phase, outputs }: StackCard, copied: string): string {
  const output = outputs.find(({ key }) => key === copied);
  if (output !== undefined) return t('{0} is copied', output.label);
  if (cause !== null) return `${headline} ${cause.message}`;
  const share = progress?.share ?? null;
  // In quarters, so that a listener knows that it continues, without every step.
  return phase === 'working' && share !== null ? `${headline} ${Math.floor(share * 4) * 25} %` : headline;
}
