import type { StackView } from '../../../aws/deploy/state/stack-view.ts';
import type { Account } from '../account.ts';
import { requestOfStack, type StackActionId } from '../stack-actions.ts';
import { remember } from './remember.ts';
import type { SessionPage } from './session-page.ts';
import type { StackWatch } from './stack-watch.ts';

export interface Deployed {
  /** Asks the person for confirmation, sends the request, and watches the stack. */
  readonly ask: (action: StackActionId, view: StackView, resources: readonly string[], here: Account) => Promise<void>;
  /** Switches termination protection; turning it off needs confirmation. */
  readonly protect: (here: Account, view: StackView, on: boolean) => Promise<void>;
}

/** What can be requested of a stack that exists. */
export function deployed({ ports }: SessionPage, { watch, tokens }: StackWatch): Deployed {
  const { t, memory, person } = ports;
  return {
    async ask(action, view, resources, here) {
      const token = await requestOfStack(action, view, resources, here, person, t);
      if (token === undefined) return;
      const { stackName, stackId, parameters } = view;
      const again = action === 'delete-and-deploy' && { again: parameters };
      await remember(memory, here, { stackName, unfinished: true, ...again });
      // After a cancellation, the update keeps its own token, and its rollback has the new one.
      const both = action === 'cancel-update' && tokens().length > 0 ? [...tokens(), token] : [token];
      await watch(here, { stackName, ...(stackId !== undefined && { stackId }), tokens: both });
    },
    async protect(here, { stackName, stackId }, on) {
      const where = t('Stack {0} in account {1}, region {2}.', stackName, here.account, here.region);
      const agreed =
        on ||
        (await person.confirm({
          message: t('Allow {0} to be deleted?', stackName),
          detail: t('{0} This turns off termination protection. Nothing is deleted yet.', where),
          yes: t('Allow Deletion'),
        }));
      if (!agreed || stackId === undefined) return;
      const { setTerminationProtection } = await import('../../../aws/deploy/stack-requests.ts');
      await setTerminationProtection(await here.clients.cloudFormation(), stackId, on);
      await watch(here, { stackName, stackId });
    },
  };
}
