import { enterAccount, type Account } from '../account.ts';
import { readParameterSpecs } from '../parameter-specs.ts';
import { planAgain } from '../plan.ts';
import type { ChosenCredentials } from '../../credentials/chosen.ts';
import type { Planning } from './planning.ts';
import type { Reviewing } from './reviewing.ts';
import type { SessionPage } from './session-page.ts';
import type { StackWatch } from './stack-watch.ts';

/** What the page is opened for. */
export type DeployRequest =
  /** A new server, or the deployment in progress. */
  | { readonly kind: 'deploy' }
  /** What was shown before a reload, without asking for credentials. */
  | { readonly kind: 'restore' }
  /** Like `deploy`, without asking for credentials. */
  | { readonly kind: 'look' }
  | { readonly kind: 'show' | 'delete' | 'update'; readonly stackName: string };

export interface Loading {
  /** Enters the account and shows what was requested. */
  readonly load: (request: DeployRequest, signal: AbortSignal) => Promise<void>;
  /** Shows a stack, or our change set that is waiting for review. */
  readonly attach: (here: Account, stackName: string, signal: AbortSignal) => Promise<void>;
  /** The stack is gone: plans something new, or deploys it again where that was requested. */
  readonly planAfter: (here: Account, stackName: string, signal: AbortSignal) => Promise<void>;
}

/** Finds the current state in the account, also after a reload or a lost connection. */
export function loading(
  page: SessionPage,
  { look, plan, propose }: Planning,
  { review }: Pick<Reviewing, 'review'>,
  { watch }: Pick<StackWatch, 'watch'>,
): Loading {
  const { ports, known, enter } = page;
  const { t, memory } = ports;

  async function load(request: DeployRequest, signal: AbortSignal): Promise<void> {
    const quiet = request.kind === 'restore' || request.kind === 'look';
    const chosen = (await ports.credentials.current()) ?? (quiet ? undefined : await ports.credentials.ask());
    if (chosen === undefined) {
      enter({ kind: 'no-credentials' });
      return;
    }
    enter({ kind: 'looking' });
    const here = await enterAs(chosen, signal);
    const last = memory.read();
    const kept = last?.region === here.region && last.profile === here.profile ? last : undefined;
    if (request.kind === 'show' || request.kind === 'delete') return attach(here, request.stackName, signal);
    if (kept !== undefined && (request.kind === 'restore' || kept.unfinished)) {
      return attach(here, kept.stackName, signal);
    }
    await plan(here, request.kind === 'update' ? request.stackName : undefined, signal);
  }

  async function enterAs(chosen: ChosenCredentials, signal: AbortSignal): Promise<Account> {
    known.credentials = chosen;
    known.account = undefined;
    known.deployable ??= await ports.deployable();
    if (known.zipBytes === 0) known.zipBytes = (await known.deployable.code.read()).length;
    page.show();
    return (known.account = await enterAccount(ports, chosen, signal));
  }

  async function attach(here: Account, stackName: string, signal: AbortSignal): Promise<void> {
    const [{ findPendingChangeSet }, { describeStack }, { readStackState }, { explainAwsError }] = await Promise.all([
      import('../../../aws/deploy/find-change-set.ts'),
      import('../../../aws/deploy/describe-stack.ts'),
      import('../../../aws/deploy/state/stack-state.ts'),
      import('../../../aws/explain-aws-error.ts'),
    ]);
    const client = await here.clients.cloudFormation();
    const stack = await describeStack(client, stackName, signal).catch((thrown: unknown) => {
      throw explainAwsError(thrown, 'describe the stack');
    });
    const state = readStackState(stack);
    if (state.phase === 'none') return planAfter(here, stackName, signal);
    const unfinished = memory.read()?.unfinished === true;
    if (state.phase === 'reviewing' || (unfinished && state.actions.includes('update'))) {
      const changeSet = await findPendingChangeSet(client, stackName, signal);
      if (changeSet !== undefined) {
        const before = Object.fromEntries(
          (stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
        );
        const specs = readParameterSpecs(known.deployable?.template ?? '');
        enter({ kind: 'reviewing', plan: undefined, reviewed: { changeSet, before, specs } });
        return;
      }
      if (state.phase === 'reviewing') return plan(here, undefined, signal);
    }
    await watch(here, { stackName, ...(stack?.StackId !== undefined && { stackId: stack.StackId }) });
  }

  async function planAfter(here: Account, stackName: string, signal: AbortSignal): Promise<void> {
    const last = memory.read();
    if (last?.again === undefined || last.stackName !== stackName) return plan(here, undefined, signal);
    // Removed first, so that no other window does the same.
    await memory.write(undefined);
    try {
      const next = planAgain(await look(here, signal), stackName, last.again, t);
      propose(here, next);
      await review(here, next, signal);
    } catch (thrown) {
      await memory.write(last);
      throw thrown;
    }
  }

  return { load, attach, planAfter };
}
