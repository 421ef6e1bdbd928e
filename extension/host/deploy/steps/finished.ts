import type { StackView } from '../../../aws/deploy/state/stack-view.ts';
import type { Account } from '../account.ts';
import { ENDPOINT_OUTPUT } from '../present-stack.ts';
import type { ServerList } from '../ports.ts';
import { remember } from './remember.ts';
import type { SessionPage } from './session-page.ts';

/**
 * An operation that this editor started is over: adds the server to the list or removes it, and notifies the person
 * once.
 */
export async function notifyFinished(
  page: SessionPage,
  here: Account,
  view: StackView,
  connectByHand: () => void,
): Promise<void> {
  const { ports, known, show } = page;
  const { t, memory, person, editor, servers } = ports;
  const { stackName, state } = view;
  if (state.phase === 'none') {
    await memory.write(undefined);
    const label = known.endpoint === '' ? '' : servers.labelOf(known.endpoint);
    if (label !== '') await servers.remove(label);
    known.endpoint = '';
    show();
    person.notify(t('{0} is deleted.', stackName), 'good', {});
    return;
  }
  await remember(memory, here, { stackName, unfinished: false });
  const look = { [t('Show')]: () => void editor.run('caseInsights.showDeployment', stackName) };
  if (state.succeeded && state.deployed) {
    const label = await connect(servers, here, view).catch(() => '');
    show();
    person.notify(
      label === ''
        ? t('{0} is deployed.', stackName)
        : t('{0} is deployed, and connected as {1}. Ask about your cases in chat, in agent mode.', stackName, label),
      'good',
      // If it could not be connected, the person may try.
      label === '' ? { [t('Connect')]: connectByHand, ...look } : look,
    );
    return;
  }
  const why = view.rootCause?.explanation.message ?? t(state.headline);
  const isBack = state.phase === 'complete' && view.rootCause === undefined;
  if (isBack && view.cancelled) {
    person.notify(t('The update of {0} was cancelled and rolled back.', stackName), 'good', look);
  } else person.notify(t('{0}: {1}', stackName, why), isBack ? 'good' : 'bad', look);
}

/** Lists the server that the stack has. Resolves to its label, empty where there is no server. */
export async function connect(
  servers: ServerList,
  { region, profile }: Account,
  { stackName, outputs }: StackView,
): Promise<string> {
  const endpoint = outputs[ENDPOINT_OUTPUT];
  return endpoint === undefined ? '' : servers.add({ endpoint, stackName, region, profile });
}
