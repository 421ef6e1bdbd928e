import type { Account } from '../account.ts';
import { runChecklist } from '../checklist.ts';
import { readFindings } from '../read-findings.ts';
import { planFirst, planNew, planUpdate, type Findings, type Plan } from '../plan.ts';
import type { SessionPage } from './session-page.ts';
import type { StackWatch } from './stack-watch.ts';

export interface Planning {
  readonly look: (here: Account, signal: AbortSignal) => Promise<Findings>;
  /** Shows the operation in progress, else the update of the stack named `update`, else the first plan. */
  readonly plan: (here: Account, update: string | undefined, signal: AbortSignal) => Promise<void>;
  readonly planNewOne: (here: Account, signal: AbortSignal) => Promise<void>;
  /** Shows the plan and checks whether it can be carried out. */
  readonly propose: (here: Account, next: Plan) => void;
  readonly change: (next: Plan, recheck: boolean) => void;
}

/** What is going to be deployed, until it is reviewed. */
export function planning(page: SessionPage, { watch }: Pick<StackWatch, 'watch'>): Planning {
  const { ports, known, enter } = page;
  const { t, time } = ports;

  async function look(here: Account, signal: AbortSignal): Promise<Findings> {
    enter({ kind: 'looking' });
    const shipped = (known.deployable ??= await ports.deployable());
    return readFindings(here, shipped, ports.assetBucket(), time.now(), signal);
  }

  async function plan(here: Account, update: string | undefined, signal: AbortSignal): Promise<void> {
    const findings = await look(here, signal);
    const busyOne = findings.deployments.find(({ state }) => state.phase === 'working');
    if (update === undefined && busyOne !== undefined) {
      return watch(here, { stackName: busyOne.stackName, stackId: busyOne.stackId });
    }
    const target = findings.deployments.find(
      ({ stackName, updateInPlace }) => stackName === update && updateInPlace !== undefined,
    );
    propose(here, target === undefined ? planFirst(findings, t) : planUpdate(findings, target, t));
  }

  async function planNewOne(here: Account, signal: AbortSignal): Promise<void> {
    await plan(here, undefined, signal);
    const stage = page.stage();
    if (stage.kind === 'planning' && stage.plan.target !== undefined) propose(here, planNew(stage.plan.findings, t));
  }

  function propose(here: Account, next: Plan): void {
    const signal = page.startBackground('checking');
    void runChecklist(here, next, { assetBucket: ports.assetBucket(), now: time.now }, (checklist) => {
      if (signal.aborted) return;
      const stage = page.stage();
      // Values may have been typed meanwhile.
      if (stage.kind === 'planning') enter({ ...stage, checklist });
    });
    enter({ kind: 'planning', plan: next, checklist: { checks: [], results: [] } });
  }

  function change(next: Plan, recheck: boolean): void {
    const stage = page.stage();
    if (stage.kind !== 'planning') return;
    if (recheck && known.account !== undefined) propose(known.account, next);
    else enter({ ...stage, plan: next });
  }

  return { look, plan, planNewOne, propose, change };
}
