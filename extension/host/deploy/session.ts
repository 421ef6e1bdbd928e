import type { StackView } from '../../aws/deploy/state/stack-view.ts';
import type { DeployActionId, DeployToHost } from '../../protocol/deploy.ts';
import type { Account } from './account.ts';
import { withValue } from './plan.ts';
import type { DeployPorts } from './ports.ts';
import {
  actionsOfPlan,
  actionsOfReview,
  actionsOfStack,
  type ActionTable,
  type SessionActions,
} from './session-actions.ts';
import { loading, type DeployRequest } from './steps/loading.ts';
import { connect, notifyFinished } from './steps/finished.ts';
import { planning } from './steps/planning.ts';
import { reviewing } from './steps/reviewing.ts';
import { sessionPage } from './steps/session-page.ts';
import { stackWatch } from './steps/stack-watch.ts';
import { deployed } from './steps/deployed.ts';

export interface DeploySession {
  /** Resolves when the page shows what was requested, or why it cannot. */
  readonly open: (request: DeployRequest) => Promise<void>;
  /** Handles a message of the page; one task at a time. */
  readonly receive: (message: DeployToHost) => Promise<void>;
  /** The credentials may have changed, or may work again. */
  readonly credentialsChanged: () => Promise<void>;
  /** Stops watching; CloudFormation continues. */
  readonly dispose: () => void;
}

/** Parameters whose values the checklist depends on. */
const CHECKED = new Set([
  'stackName',
  'UniqueIdentifier',
  'NameSuffix',
  'CaseInsightsStackName',
  'BedrockModelId',
  'ApiGatewayAccountLogging',
]);

/**
 * A deployment from the plan to its end and beyond. Everything it shows comes from AWS: after a reload or a lost
 * connection, it continues where CloudFormation is.
 */
export function deploySession(ports: DeployPorts): DeploySession {
  const { t, memory, editor, servers } = ports;
  /** The credentials changed during a task. */
  let changedMeanwhile = false;
  const page = sessionPage(ports, () => {
    if (changedMeanwhile) void credentialsChanged();
  });
  const { known } = page;
  const watcher = stackWatch(page, end);
  const planner = planning(page, watcher);
  const reviewer = reviewing(page, planner, watcher);
  const { load, attach, planAfter } = loading(page, planner, reviewer, watcher);
  const actions: SessionActions = {
    ports,
    perform: page.perform,
    attach,
    ...planner,
    ...reviewer,
    ...deployed(page, watcher),
    connect: (here, view) => connect(servers, here, view),
  };

  async function end(here: Account, view: StackView): Promise<void> {
    const { stackName, state } = view;
    const last = memory.read();
    if (last?.unfinished !== true || last.stackName !== stackName) return;
    if (state.phase !== 'none' || last.again === undefined) {
      return notifyFinished(page, here, view, () => void act('connect'));
    }
    // The operation may finish before its request is answered.
    await page.done();
    await page.perform(t('Preparing the deployment again...'), (signal) => planAfter(here, stackName, signal));
  }

  async function act(id: DeployActionId, target = '', resources: readonly string[] = []): Promise<void> {
    const always: ActionTable = {
      stop: page.stop,
      'choose-credentials': chooseCredentials,
      'change-region': changeRegion,
      'open-template': () => editor.openText('case-insights-mcp.template.json', known.deployable?.template ?? ''),
      'open-source': () => editor.openSource(),
      'copy-hash': () => editor.copy(known.deployable?.code.sha256 ?? ''),
      'open-guide': () => editor.run('caseInsights.openGuide'),
    };
    try {
      await (always[id] ?? tableOf(target, resources)[id])?.();
    } catch (thrown) {
      page.complain(thrown);
    }
  }

  async function chooseCredentials(): Promise<void> {
    await editor.run('caseInsights.chooseCredentials');
    await credentialsChanged();
  }

  async function changeRegion(): Promise<void> {
    await ports.credentials.askRegion();
    await credentialsChanged();
  }

  /** What the page can do in this stage. */
  function tableOf(target: string, resources: readonly string[]): ActionTable {
    const here = known.account;
    const stage = page.stage();
    if (here === undefined || stage.kind === 'stopped') return { refresh: () => open({ kind: 'restore' }) };
    switch (stage.kind) {
      case 'planning':
        return actionsOfPlan(actions, here, stage.plan, target);
      case 'reviewing':
        return actionsOfReview(actions, here, stage, target);
      case 'stack': {
        const { endpoint } = known;
        return actionsOfStack(actions, here, { view: stage.sighting.view, endpoint, resources, target });
      }
      case 'no-credentials':
      case 'looking':
      case 'preparing':
        return {};
    }
  }

  async function credentialsChanged(): Promise<void> {
    changedMeanwhile = page.isBusy();
    if (changedMeanwhile) return;
    const chosen = await ports.credentials.current();
    const { credentials } = known;
    const same =
      chosen?.label === credentials?.label &&
      chosen?.profile === credentials?.profile &&
      chosen?.region === credentials?.region;
    const { kind } = page.stage();
    // Watching continues by itself with the same credentials.
    if (same && kind !== 'stopped' && kind !== 'no-credentials') return;
    await open({ kind: 'look' });
  }

  async function open(request: DeployRequest): Promise<void> {
    const { kind } = page.stage();
    // A reopened page shows the work in progress.
    const isBegun = kind === 'planning' || kind === 'preparing' || kind === 'reviewing';
    if (page.isBusy() || (request.kind === 'deploy' && isBegun)) {
      page.show();
      return;
    }
    await page.perform(t('Reading the account...'), (signal) => load(request, signal));
    if (request.kind === 'delete' && page.stage().kind === 'stack') await act('delete');
  }

  return {
    open,
    async receive(message) {
      switch (message.kind) {
        case 'ready':
          page.show();
          return;
        case 'change': {
          const stage = page.stage();
          if (page.isBusy() || stage.kind !== 'planning') return;
          planner.change(withValue(stage.plan, message.name, message.value), CHECKED.has(message.name));
          return;
        }
        case 'act':
          return act(message.id, message.target, message.resources);
      }
    },
    credentialsChanged,
    dispose: page.dispose,
  };
}
