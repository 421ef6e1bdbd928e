import type { Account } from '../account.ts';
import { askToDeploy } from '../ask-to-deploy.ts';
import type { Plan } from '../plan.ts';
import { prepareDeployment } from '../prepare-deployment.ts';
import { requestToken } from '../request-token.ts';
import type { Stage } from '../stage.ts';
import type { Planning } from './planning.ts';
import { remember } from './remember.ts';
import type { SessionPage } from './session-page.ts';
import type { StackWatch } from './stack-watch.ts';

type ReviewStage = Extract<Stage, { kind: 'reviewing' }>;

export interface Reviewing {
  /** Creates the plan's change set and shows it. Returns to the plan if that fails or is stopped. */
  readonly review: (here: Account, planned: Plan, signal: AbortSignal) => Promise<void>;
  readonly discard: (here: Account, at: ReviewStage, signal: AbortSignal) => Promise<void>;
  /** Executes the change set once the person has agreed. */
  readonly execute: (here: Account, at: ReviewStage) => Promise<void>;
}

/** From a plan to a change set, and to its execution. */
export function reviewing(
  page: SessionPage,
  { plan, propose }: Pick<Planning, 'plan' | 'propose'>,
  { watch }: Pick<StackWatch, 'watch'>,
): Reviewing {
  const { ports, enter } = page;
  const { t, memory, person, time } = ports;

  async function review(here: Account, planned: Plan, signal: AbortSignal): Promise<void> {
    const before = page.stage();
    const back = () => {
      // Checks that were interrupted start again.
      const isChecked =
        before.kind === 'planning' && before.checklist.results.length === before.checklist.checks.length;
      if (isChecked) enter(before);
      else propose(here, planned);
    };
    enter({ kind: 'preparing', plan: planned, step: undefined });
    try {
      const changeSet = await prepareDeployment(here, planned, {
        assetBucket: ports.assetBucket(),
        mayMakeBucket: (bucket) =>
          person.confirm({
            message: t("Create bucket {0} for the function's code?", bucket),
            detail: t('In account {0}, region {1}. Public access is blocked.', here.account, here.region),
            yes: t('Create Bucket'),
          }),
        onStep: (step) => enter({ kind: 'preparing', plan: planned, step }),
        time,
        signal,
      });
      if (changeSet === undefined) {
        back();
        return;
      }
      await remember(memory, here, { stackName: planned.stackName, unfinished: true });
      const deployed = planned.target?.parameters ?? {};
      enter({ kind: 'reviewing', plan: planned, reviewed: { changeSet, before: deployed, specs: planned.specs } });
    } catch (thrown) {
      back();
      throw thrown;
    }
  }

  async function discard(here: Account, at: ReviewStage, signal: AbortSignal): Promise<void> {
    const { changeSet } = at.reviewed;
    const { discardChangeSet } = await import('../../../aws/deploy/change-set.ts');
    await discardChangeSet(await here.clients.cloudFormation(), changeSet);
    await memory.write(undefined);
    if (at.plan !== undefined) propose(here, at.plan);
    else await plan(here, changeSet.type === 'UPDATE' ? changeSet.stackName : undefined, signal);
  }

  async function execute(here: Account, at: ReviewStage): Promise<void> {
    const { changeSet } = at.reviewed;
    if (!(await askToDeploy(changeSet, here, person, t))) return;
    const { executeChangeSet } = await import('../../../aws/deploy/change-set.ts');
    const { stackName, stackId, expected } = changeSet;
    const token = requestToken('execute', changeSet.id);
    await remember(memory, here, { stackName, unfinished: true });
    await executeChangeSet(await here.clients.cloudFormation(), changeSet, token);
    await watch(here, { stackName, stackId, expected, tokens: [token] });
  }

  return { review, discard, execute };
}
