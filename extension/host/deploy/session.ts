import { CaseInsightsError } from '#core/errors.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { StackView } from '../../aws/deploy/state/stack-view.ts';
import type { WatchTarget } from '../../aws/deploy/watch-stack.ts';
import type { DeployActionId, DeployProblem, DeployToHost } from '../../protocol/deploy.ts';
import { enterAccount, presentWho, type Account } from './account.ts';
import { runChecklist } from './checklist.ts';
import { askToDeploy } from './ask-to-deploy.ts';
import { lookAround } from './look-around.ts';
import { readParameterSpecs } from './parameter-specs.ts';
import { planAgain, planFirst, planNew, planUpdate, withValue, type Findings, type Plan } from './plan.ts';
import type { Credentials, DeployPorts } from './ports.ts';
import { prepareDeployment } from './prepare-deployment.ts';
import { presentProblem } from './present-problem.ts';
import { ENDPOINT_OUTPUT } from './present-stack.ts';
import { requestToken } from './request-token.ts';
import { actionsOfPlan, actionsOfReview, actionsOfStack, type ActionTable, type Moves } from './session-actions.ts';
import { requestOfStack, type StackWish } from './stack-wishes.ts';
import { presentStage, type Stage } from './stage.ts';

/** What the page is opened for. */
export type DeployWish =
  /** A new server, or what is under way. */
  | { readonly kind: 'deploy' }
  /** What was shown before a reload; nobody is asked for credentials. */
  | { readonly kind: 'restore' }
  /** As deploy, and nobody is asked. */
  | { readonly kind: 'look' }
  | { readonly kind: 'show' | 'delete' | 'update'; readonly stackName: string };

export interface DeploySession {
  /** Resolves when the page shows what was wished for, or why not. */
  readonly open: (wish: DeployWish) => Promise<void>;
  /** Does what the page says; one thing at a time. */
  readonly receive: (message: DeployToHost) => Promise<void>;
  /** The credentials may be others, or work again. */
  readonly credentialsChanged: () => Promise<void>;
  /** Ends all watching; what CloudFormation does goes on. */
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
 * A deployment from the plan to the end and after it. What it shows comes from AWS alone: whatever is closed, reloaded or
 * lost meanwhile, it picks up where CloudFormation is.
 */
export function deploySession(ports: DeployPorts): DeploySession {
  const { t, memory, person, editor, servers, time } = ports;
  let stage: Stage = { kind: 'looking' };
  let credentials: Credentials | undefined;
  let account: Account | undefined;
  let deployable: Deployable | undefined;
  let zipBytes = 0;
  let notice: DeployProblem | null = null;
  /** What is being done; one thing at a time, so that nothing runs twice. */
  let acting: AbortController | undefined;
  let busy = '';
  /** The credentials became others while something was being done. */
  let changedMeanwhile = false;
  /** Resolves when what was begun last is done. */
  let done: Promise<void> = Promise.resolve();
  let watching: AbortController | undefined;
  let watched = '';
  /** Of the requests that are watched. */
  let tokens: readonly string[] = [];
  let checking: AbortController | undefined;
  /** The server that a deletion takes away. */
  let endpoint = '';

  function show(): void {
    const who = account ?? credentials;
    const shippedVersion = deployable?.version ?? '';
    const connectedAs = endpoint === '' ? '' : servers.labelOf(endpoint);
    ports.show(
      presentStage(
        stage,
        {
          who: who === undefined ? null : presentWho(who, t),
          notice,
          busy,
          region: credentials?.region ?? '',
          deployable,
          zipBytes,
          around: { shippedVersion, connectedAs },
        },
        t,
      ),
    );
  }

  function enter(next: Stage): void {
    if (next.kind !== 'stack') watching?.abort();
    if (next.kind !== 'planning') checking?.abort();
    stage = next;
    show();
  }

  /** One thing at a time; what it fails with is shown on the page as it is. */
  function perform(doing: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (acting !== undefined) return Promise.resolve();
    const controller = new AbortController();
    acting = controller;
    busy = doing;
    notice = null;
    show();
    done = work(controller.signal)
      .catch((thrown: unknown) => {
        const error = toError(thrown);
        if (stage.kind === 'looking') stage = { kind: 'stopped', error };
        else if (error.code !== 'CANCELLED') notice = presentProblem(error, t);
      })
      .finally(() => {
        acting = undefined;
        busy = '';
        show();
        if (changedMeanwhile) void credentialsChanged();
      });
    return done;
  }

  async function enterAs(chosen: Credentials, signal: AbortSignal): Promise<Account> {
    if (credentials !== chosen) {
      account = undefined;
      credentials = chosen;
    }
    deployable ??= await ports.deployable();
    if (zipBytes === 0) zipBytes = (await deployable.code.read()).length;
    show();
    return (account ??= await enterAccount(ports, chosen, signal));
  }

  async function arrive(wish: DeployWish, signal: AbortSignal): Promise<void> {
    const quiet = wish.kind === 'restore' || wish.kind === 'look';
    const chosen = (await ports.credentials.current()) ?? (quiet ? undefined : await ports.credentials.ask());
    if (chosen === undefined) {
      enter({ kind: 'no-credentials' });
      return;
    }
    enter({ kind: 'looking' });
    account = undefined;
    const here = await enterAs(chosen, signal);
    const last = memory.read();
    const known = last?.region === here.region && last.profile === here.profile ? last : undefined;
    if (wish.kind === 'show' || wish.kind === 'delete') return attach(here, wish.stackName, signal);
    if (known !== undefined && (wish.kind === 'restore' || known.unfinished)) {
      return attach(here, known.stackName, signal);
    }
    await plan(here, wish.kind === 'update' ? wish.stackName : undefined, signal);
  }

  /** Shows a stack, or the change set of ours that waits on it. */
  async function attach(here: Account, stackName: string, signal: AbortSignal): Promise<void> {
    const [{ findPendingChangeSet }, { describeStack }, { readStackState }, { explainAwsError }] = await Promise.all([
      import('../../aws/deploy/find-change-set.ts'),
      import('../../aws/deploy/describe-stack.ts'),
      import('../../aws/deploy/state/stack-state.ts'),
      import('../../aws/explain-aws-error.ts'),
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
        const specs = readParameterSpecs(deployable?.template ?? '');
        enter({ kind: 'reviewing', plan: undefined, reviewed: { changeSet, before, specs } });
        return;
      }
      if (state.phase === 'reviewing') return plan(here, undefined, signal);
    }
    await watch(here, { stackName, ...(stack?.StackId !== undefined && { stackId: stack.StackId }) });
  }

  /** The stack is gone: plans something new, or deploys it again where that was wished for. */
  async function planAfter(here: Account, stackName: string, signal: AbortSignal): Promise<void> {
    const last = memory.read();
    if (last?.again === undefined || last.stackName !== stackName) return plan(here, undefined, signal);
    // Taken away first, so that no other window does it too.
    await memory.write(undefined);
    try {
      enter({ kind: 'looking' });
      const findings = await look(here, signal);
      const next = planAgain(findings, stackName, last.again, t);
      propose(here, next);
      await review(here, next, signal);
    } catch (thrown) {
      if (memory.read() === undefined) await memory.write(last);
      throw thrown;
    }
  }

  async function look(here: Account, signal: AbortSignal): Promise<Findings> {
    const shipped = (deployable ??= await ports.deployable());
    return lookAround(here, shipped, ports.assetBucket(), time.now(), signal);
  }

  async function plan(here: Account, update: string | undefined, signal: AbortSignal): Promise<void> {
    enter({ kind: 'looking' });
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

  /** Shows the plan and checks whether it can be carried out. */
  function propose(here: Account, next: Plan): void {
    checking?.abort();
    const controller = new AbortController();
    checking = controller;
    void runChecklist(here, next, { assetBucket: ports.assetBucket(), now: time.now }, (checklist) => {
      if (controller.signal.aborted) return;
      if (stage.kind === 'planning' || stage.kind === 'looking') {
        // Values may have been typed meanwhile.
        const shown = stage.kind === 'planning' ? stage.plan : next;
        enter({ kind: 'planning', plan: shown, checklist });
      }
    });
    enter({ kind: 'planning', plan: next, checklist: { checks: [], results: [] } });
  }

  function change(next: Plan, recheck: boolean): void {
    if (stage.kind !== 'planning') return;
    if (recheck && account !== undefined) propose(account, next);
    else enter({ ...stage, plan: next });
  }

  async function review(here: Account, planned: Plan, signal: AbortSignal): Promise<void> {
    const before = stage;
    const back = () => {
      // The checks were broken off.
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
            message: t("Make bucket {0} for the function's code?", bucket),
            detail: t('In account {0}, region {1}. Public access is blocked.', here.account, here.region),
            yes: t('Make the Bucket'),
          }),
        onStep: (step) => {
          enter({ kind: 'preparing', plan: planned, step });
        },
        time,
        signal,
      });
      if (changeSet === undefined) {
        back();
        return;
      }
      await remember(here, planned.stackName, true);
      const deployed = planned.target?.parameters ?? {};
      enter({ kind: 'reviewing', plan: planned, reviewed: { changeSet, before: deployed, specs: planned.specs } });
    } catch (thrown) {
      back();
      throw thrown;
    }
  }

  async function discard(here: Account, at: Extract<Stage, { kind: 'reviewing' }>, signal: AbortSignal): Promise<void> {
    const { changeSet } = at.reviewed;
    const { discardChangeSet } = await import('../../aws/deploy/change-set.ts');
    await discardChangeSet(await here.clients.cloudFormation(), changeSet);
    await memory.write(undefined);
    if (at.plan !== undefined) propose(here, at.plan);
    else await plan(here, changeSet.type === 'UPDATE' ? changeSet.stackName : undefined, signal);
  }

  async function execute(here: Account, at: Extract<Stage, { kind: 'reviewing' }>): Promise<void> {
    const { changeSet } = at.reviewed;
    if (!(await askToDeploy(changeSet, here, person, t))) return;
    const { executeChangeSet } = await import('../../aws/deploy/change-set.ts');
    const token = requestToken('execute', changeSet.id);
    await remember(here, changeSet.stackName, true);
    await executeChangeSet(await here.clients.cloudFormation(), changeSet, token);
    const { stackName, stackId, expected } = changeSet;
    await watch(here, { stackName, stackId, expected, tokens: [token] });
  }

  /** Shows the stack from now on. Resolves as soon as it was seen once. */
  function watch(here: Account, target: WatchTarget): Promise<void> {
    watching?.abort();
    const controller = new AbortController();
    watching = controller;
    tokens = target.tokens ?? [];
    if (target.stackName !== watched) endpoint = '';
    watched = target.stackName;
    let seen = false;
    return new Promise((resolve, reject) => {
      const follow = async () => {
        const { watchStack } = await import('../../aws/deploy/watch-stack.ts');
        let last: StackView | undefined;
        for await (const sighting of watchStack(await here.clients.cloudFormation(), target, time, controller.signal)) {
          if (controller.signal.aborted) return;
          last = sighting.view;
          endpoint = last.outputs[ENDPOINT_OUTPUT] ?? endpoint;
          seen = true;
          enter({ kind: 'stack', sighting });
          resolve();
        }
        resolve();
        if (!controller.signal.aborted && last !== undefined) await end(here, last);
      };
      follow().catch((thrown: unknown) => {
        if (controller.signal.aborted) resolve();
        else if (seen) {
          notice = presentProblem(toError(thrown), t);
          show();
          resolve();
        } else reject(toError(thrown));
      });
    });
  }

  /** The operation is over: tells it once, and lists the server or takes it from the list. */
  async function end(here: Account, view: StackView): Promise<void> {
    const { stackName, state } = view;
    const last = memory.read();
    if (last?.unfinished !== true || last.stackName !== stackName) return;
    if (state.phase === 'none' && last.again !== undefined) {
      // It may be over before the request for it is answered.
      await done;
      await perform(t('Preparing the deployment again...'), (signal) => planAfter(here, stackName, signal));
      return;
    }
    const page = { [t('Show')]: () => void editor.run('caseInsights.showDeployment', stackName) };
    if (state.phase === 'none') {
      await memory.write(undefined);
      const label = endpoint === '' ? '' : servers.labelOf(endpoint);
      if (label !== '') await servers.remove(label);
      endpoint = '';
      show();
      person.tell(t('{0} is deleted.', stackName), 'good', {});
      return;
    }
    await remember(here, stackName, false);
    if (state.succeeded && state.deployed) {
      const label = await connect(here, view).catch(() => '');
      show();
      person.tell(
        label === ''
          ? t('{0} is deployed.', stackName)
          : t('{0} is deployed, and connected as {1}. Ask about the cases in chat, in agent mode.', stackName, label),
        'good',
        { ...(label === '' && { [t('Connect')]: () => void act('connect') }), ...page },
      );
      return;
    }
    const why = view.rootCause?.explanation.message ?? t(state.headline);
    const isBack = state.phase === 'complete' && view.rootCause === undefined;
    if (isBack && view.cancelled) {
      person.tell(t('The update of {0} was cancelled and taken back.', stackName), 'good', page);
    } else person.tell(t('{0}: {1}', stackName, why), isBack ? 'good' : 'bad', page);
  }

  async function connect(here: Account, { stackName, outputs }: StackView): Promise<string> {
    const address = outputs[ENDPOINT_OUTPUT];
    if (address === undefined) return '';
    return servers.add({ endpoint: address, stackName, region: here.region, profile: here.profile });
  }

  async function ask(wish: StackWish, view: StackView, resources: readonly string[], here: Account): Promise<void> {
    const token = await requestOfStack(wish, view, resources, here, person, t);
    if (token === undefined) return;
    await remember(here, view.stackName, true, wish === 'delete-and-deploy' ? view.parameters : undefined);
    const { stackName, stackId } = view;
    // A cancelled update goes on under its own token, and its rollback under the new one.
    const both = wish === 'cancel-update' && tokens.length > 0 ? [...tokens, token] : [token];
    await watch(here, { stackName, ...(stackId !== undefined && { stackId }), tokens: both });
  }

  function remember(
    { region, profile }: Account,
    stackName: string,
    unfinished: boolean,
    again?: Readonly<Record<string, string>>,
  ): Promise<void> {
    return memory.write({ stackName, region, profile, unfinished, ...(again && { again }) });
  }

  async function act(id: DeployActionId, target = '', resources: readonly string[] = []): Promise<void> {
    const always: ActionTable = {
      stop: () => acting?.abort(),
      'choose-credentials': chooseCredentials,
      'change-region': chooseRegion,
      'open-template': () => editor.openText('case-insights-mcp.template.json', deployable?.template ?? ''),
      'open-source': () => editor.openSource(),
      'copy-hash': () => editor.copy(deployable?.code.sha256 ?? ''),
      'open-guide': () => editor.run('caseInsights.openGuide'),
    };
    try {
      await (always[id] ?? tableOf(target, resources)[id])?.();
    } catch (thrown) {
      notice = presentProblem(toError(thrown), t);
      show();
    }
  }

  async function chooseCredentials(): Promise<void> {
    await editor.run('caseInsights.chooseCredentials');
    await credentialsChanged();
  }

  async function chooseRegion(): Promise<void> {
    await ports.credentials.askRegion();
    await credentialsChanged();
  }

  /** What the page can do in this stage. */
  function tableOf(target: string, resources: readonly string[]): ActionTable {
    const here = account;
    if (here === undefined || stage.kind === 'stopped') return { refresh: () => open({ kind: 'restore' }) };
    switch (stage.kind) {
      case 'planning':
        return actionsOfPlan(moves, here, stage.plan, target);
      case 'reviewing':
        return actionsOfReview(moves, here, stage, target);
      case 'stack':
        return actionsOfStack(moves, here, { view: stage.sighting.view, endpoint, resources, target });
      case 'no-credentials':
      case 'looking':
      case 'preparing':
        return {};
    }
  }

  async function planNewOne(here: Account, signal: AbortSignal): Promise<void> {
    await plan(here, undefined, signal);
    if (stage.kind === 'planning' && stage.plan.target !== undefined) propose(here, planNew(stage.plan.findings, t));
  }

  const moves: Moves = {
    ports,
    perform,
    attach,
    plan,
    planNewOne,
    change,
    review,
    discard,
    execute,
    ask,
    connect,
    protect,
  };

  async function protect(here: Account, { stackName, stackId }: StackView, on: boolean): Promise<void> {
    const where = t('Stack {0} in account {1}, region {2}.', stackName, here.account, here.region);
    const agreed =
      on ||
      (await person.confirm({
        message: t('Allow {0} to be deleted?', stackName),
        detail: t('{0} Nothing is deleted by this; termination protection is switched off.', where),
        yes: t('Allow Deletion'),
      }));
    if (!agreed || stackId === undefined) return;
    const { setTerminationProtection } = await import('../../aws/deploy/stack-requests.ts');
    await setTerminationProtection(await here.clients.cloudFormation(), stackId, on);
    await watch(here, { stackName, stackId });
  }

  async function credentialsChanged(): Promise<void> {
    changedMeanwhile = acting !== undefined;
    if (changedMeanwhile) return;
    const chosen = await ports.credentials.current();
    const same =
      chosen?.label === credentials?.label &&
      chosen?.profile === credentials?.profile &&
      chosen?.region === credentials?.region;
    // What is watched goes on with the same credentials by itself.
    if (same && stage.kind !== 'stopped' && stage.kind !== 'no-credentials') return;
    await open({ kind: 'look' });
  }

  async function open(wish: DeployWish): Promise<void> {
    // A page that is opened again shows what was begun.
    const isBegun = stage.kind === 'planning' || stage.kind === 'preparing' || stage.kind === 'reviewing';
    if (acting !== undefined || (wish.kind === 'deploy' && isBegun)) {
      show();
      return;
    }
    await perform(t('Looking at the account...'), (signal) => arrive(wish, signal));
    if (wish.kind === 'delete' && stage.kind === 'stack') await act('delete');
  }

  return {
    open,
    async receive(message) {
      switch (message.kind) {
        case 'ready':
          show();
          return;
        case 'change':
          if (acting !== undefined || stage.kind !== 'planning') return;
          change(withValue(stage.plan, message.name, message.value), CHECKED.has(message.name));
          return;
        case 'act':
          return act(message.id, message.target, message.resources);
      }
    },
    credentialsChanged,
    dispose() {
      acting?.abort();
      watching?.abort();
      checking?.abort();
    },
  };
}

function toError(thrown: unknown): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  return new CaseInsightsError(
    'INTERNAL',
    `Something went wrong: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    'Refresh; if it stays, show the logs.',
    { cause: thrown },
  );
}
