import { CaseInsightsError } from '#core/errors.ts';
import type { Deployable } from '../../../aws/deploy/deployable.ts';
import type { DeployProblem } from '../../../protocol/deploy.ts';
import { presentWho, type Account } from '../account.ts';
import type { ChosenCredentials } from '../../credentials/chosen.ts';
import type { DeployPorts } from '../ports.ts';
import { presentProblem } from '../present-problem.ts';
import { presentStage, type Stage } from '../stage.ts';

/** What a session knows besides its stage. */
export interface Known {
  credentials: ChosenCredentials | undefined;
  account: Account | undefined;
  deployable: Deployable | undefined;
  zipBytes: number;
  /** The address of the server that is shown; empty if it is not known. */
  endpoint: string;
}

/** Background work, which runs while its stage is shown. */
const BACKGROUND = { watching: 'stack', checking: 'planning' } as const satisfies Record<string, Stage['kind']>;

/** What a session shows and does. All of its steps write here. */
export interface SessionPage {
  readonly ports: DeployPorts;
  readonly known: Known;
  readonly stage: () => Stage;
  readonly enter: (next: Stage) => void;
  readonly show: () => void;
  /** Runs one task at a time, so that nothing runs twice. A failure is shown on the page. Never rejects. */
  readonly perform: (doing: string, work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly isBusy: () => boolean;
  /** Resolves when the latest task is done. */
  readonly done: () => Promise<void>;
  /** Stops the running task. */
  readonly stop: () => void;
  readonly complain: (thrown: unknown) => void;
  /** Stops earlier background work of this kind. The signal stops the new one. */
  readonly startBackground: (what: keyof typeof BACKGROUND) => AbortSignal;
  readonly dispose: () => void;
}

/** `onIdle` is called whenever a task has ended. */
export function sessionPage(ports: DeployPorts, onIdle: () => void): SessionPage {
  const { t, servers } = ports;
  const known: Known = {
    credentials: undefined,
    account: undefined,
    deployable: undefined,
    zipBytes: 0,
    endpoint: '',
  };
  let stage: Stage = { kind: 'looking' };
  let notice: DeployProblem | null = null;
  let acting: AbortController | undefined;
  let busy = '';
  let done: Promise<void> = Promise.resolve();
  const running = new Map<keyof typeof BACKGROUND, AbortController>();

  function show(): void {
    const { credentials, account, deployable, zipBytes, endpoint } = known;
    const who = account ?? credentials;
    const connectedAs = endpoint === '' ? '' : servers.labelOf(endpoint);
    const context = { shippedVersion: deployable?.version ?? '', connectedAs };
    const region = credentials?.region ?? '';
    const frame = { who: who === undefined ? null : presentWho(who, t), notice, busy };
    ports.show(presentStage(stage, { ...frame, region, deployable, zipBytes, context }, t));
  }

  function enter(next: Stage): void {
    for (const [what, controller] of running) if (BACKGROUND[what] !== next.kind) controller.abort();
    stage = next;
    show();
  }

  return {
    ports,
    known,
    stage: () => stage,
    enter,
    show,
    perform(doing, work) {
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
          onIdle();
        });
      return done;
    },
    isBusy: () => acting !== undefined,
    done: () => done,
    stop: () => acting?.abort(),
    complain(thrown) {
      notice = presentProblem(toError(thrown), t);
      show();
    },
    startBackground(what) {
      running.get(what)?.abort();
      const controller = new AbortController();
      running.set(what, controller);
      return controller.signal;
    },
    dispose() {
      acting?.abort();
      for (const controller of running.values()) controller.abort();
    },
  };
}

function toError(thrown: unknown): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  return new CaseInsightsError(
    'INTERNAL',
    `Something went wrong: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    'Refresh. If it happens again, show the logs.',
    { cause: thrown },
  );
}
