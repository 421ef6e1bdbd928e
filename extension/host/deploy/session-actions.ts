import type { StackView } from '../../aws/deploy/state/stack-view.ts';
import type { DeployActionId } from '../../protocol/deploy.ts';
import { consoleUrl, stackUrl, type Account } from './account.ts';
import { planBeside, planNew, planUpdate, problemsOf, withSource, withValue, type Plan } from './plan.ts';
import type { DeployPorts } from './ports.ts';
import { STACK_ACTION_IDS, type StackActionId } from './stack-actions.ts';
import type { Stage } from './stage.ts';

/** What each button of a stage does. */
export type ActionTable = Readonly<Partial<Record<DeployActionId, () => unknown>>>;

type Reviewing = Extract<Stage, { kind: 'reviewing' }>;

/** What the buttons of a page call. */
export interface SessionActions {
  readonly ports: DeployPorts;
  /** Runs one task at a time, and shows `doing` in the meantime. */
  readonly perform: (doing: string, work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly attach: (here: Account, stackName: string, signal: AbortSignal) => Promise<void>;
  readonly plan: (here: Account, update: string | undefined, signal: AbortSignal) => Promise<void>;
  readonly planNewOne: (here: Account, signal: AbortSignal) => Promise<void>;
  readonly change: (plan: Plan, recheck: boolean) => void;
  readonly review: (here: Account, plan: Plan, signal: AbortSignal) => Promise<void>;
  readonly discard: (here: Account, at: Reviewing, signal: AbortSignal) => Promise<void>;
  readonly execute: (here: Account, at: Reviewing) => Promise<void>;
  readonly ask: (action: StackActionId, view: StackView, resources: readonly string[], here: Account) => Promise<void>;
  readonly connect: (here: Account, view: StackView) => Promise<unknown>;
  readonly protect: (here: Account, view: StackView, on: boolean) => Promise<void>;
}

export function actionsOfPlan(actions: SessionActions, here: Account, plan: Plan, target: string): ActionTable {
  const { perform, change, ports } = actions;
  const { t } = ports;
  const { findings } = plan;
  const server = findings.deployments.find(({ stackName }) => stackName === target);
  return {
    refresh: () => perform(t('Reading the account...'), (signal) => actions.plan(here, plan.target?.stackName, signal)),
    'check-again': () => change(plan, true),
    'choose-source': () => change(withSource(plan, target), true),
    'set-parameter': () => {
      const at = target.indexOf('=');
      change(withValue(plan, target.slice(0, at), target.slice(at + 1)), true);
    },
    update: () => {
      if (server?.updateInPlace !== undefined) change(planUpdate(findings, server, t), true);
    },
    'deploy-beside': () => {
      if (server !== undefined) change(planBeside(findings, server, t), true);
    },
    'new-deployment': () => change(planNew(findings, t), true),
    show: () => perform(t('Reading the stack...'), (signal) => actions.attach(here, target, signal)),
    review: () => {
      if (Object.keys(problemsOf(plan, t)).length > 0) return undefined;
      return perform(t('Preparing the deployment...'), (signal) => actions.review(here, plan, signal));
    },
  };
}

export function actionsOfReview(actions: SessionActions, here: Account, at: Reviewing, target: string): ActionTable {
  const { perform, ports } = actions;
  const { t, editor } = ports;
  const { changeSet } = at.reviewed;
  const attach = (stackName: string) => () =>
    perform(t('Reading the stack...'), (signal) => actions.attach(here, stackName, signal));
  return {
    deploy: () => perform(t('Starting the deployment...'), () => actions.execute(here, at)),
    discard: () => perform(t('Deleting the change set...'), (signal) => actions.discard(here, at, signal)),
    show: attach(target === '' ? changeSet.stackName : target),
    refresh: attach(changeSet.stackName),
    'open-changes': () => editor.openText(`${changeSet.stackName}.change-set.json`, changeSet.exact),
    'open-console': () => editor.openUrl(stackUrl(here.region, changeSet.stackId)),
  };
}

export interface StackOnPage {
  readonly view: StackView;
  /** The server's address; empty where it is not known. */
  readonly endpoint: string;
  /** Logical ids that were marked. */
  readonly resources: readonly string[];
  readonly target: string;
}

export function actionsOfStack(
  actions: SessionActions,
  here: Account,
  { view, endpoint, resources, target }: StackOnPage,
): ActionTable {
  const { perform, ports } = actions;
  const { t, editor, servers } = ports;
  const { stackName, stackId } = view;
  const openConsole = () =>
    editor.openUrl(
      stackId === undefined ? consoleUrl(here.region, 'cloudformation/home') : stackUrl(here.region, stackId),
    );
  const update = () => perform(t('Reading the account...'), (signal) => actions.plan(here, stackName, signal));
  const protect = (on: boolean) => () =>
    perform(t('Sending the request to CloudFormation...'), () => actions.protect(here, view, on));
  const requests = STACK_ACTION_IDS.map((action) => [
    action,
    () => perform(t('Sending the request to CloudFormation...'), () => actions.ask(action, view, resources, here)),
  ]);
  return {
    ...(Object.fromEntries(requests) as Record<StackActionId, () => unknown>),
    refresh: () => perform(t('Reading the stack...'), (signal) => actions.attach(here, stackName, signal)),
    update,
    retry: update,
    'new-deployment': () => perform(t('Reading the account...'), (signal) => actions.planNewOne(here, signal)),
    protect: protect(true),
    unprotect: protect(false),
    'open-console': openConsole,
    'copy-output': () => editor.copy(view.outputs[target] ?? ''),
    connect: () =>
      perform(t('Connecting...'), async () => {
        await actions.connect(here, view);
      }),
    disconnect: () =>
      perform(t('Disconnecting...'), async () => {
        const label = servers.labelOf(endpoint);
        if (label !== '') await servers.remove(label);
      }),
    'show-server': () => editor.run('workbench.mcp.listServer'),
    'grant-access': () => editor.run('caseInsights.grantAccess', stackName),
    'test-connection': () => editor.run('caseInsights.testConnection', servers.labelOf(endpoint)),
    'show-logs': () => editor.run('caseInsights.showLogs', stackName),
  };
}
