import type { StackView } from '../../../aws/deploy/state/stack-view.ts';
import type { WatchTarget } from '../../../aws/deploy/watch-stack.ts';
import type { Account } from '../account.ts';
import { ENDPOINT_OUTPUT } from '../present-stack.ts';
import type { SessionPage } from './session-page.ts';

export interface StackWatch {
  /** Shows the stack from now on. Resolves once it was read for the first time; rejects if it never was. */
  readonly watch: (here: Account, target: WatchTarget) => Promise<void>;
  /** Tokens of the requests that are watched. */
  readonly tokens: () => readonly string[];
}

/** Watches one stack at a time. `onEnd` receives its final state. */
export function stackWatch(page: SessionPage, onEnd: (here: Account, view: StackView) => Promise<void>): StackWatch {
  const { ports, known } = page;
  let watched = '';
  let tokens: readonly string[] = [];

  function watch(here: Account, target: WatchTarget): Promise<void> {
    const signal = page.startBackground('watching');
    tokens = target.tokens ?? [];
    if (target.stackName !== watched) known.endpoint = '';
    watched = target.stackName;
    let seen = false;
    return new Promise((resolve, reject) => {
      const follow = async () => {
        const { watchStack } = await import('../../../aws/deploy/watch-stack.ts');
        let last: StackView | undefined;
        for await (const sighting of watchStack(await here.clients.cloudFormation(), target, ports.time, signal)) {
          if (signal.aborted) return;
          last = sighting.view;
          known.endpoint = last.outputs[ENDPOINT_OUTPUT] ?? known.endpoint;
          seen = true;
          page.enter({ kind: 'stack', sighting });
          resolve();
        }
        resolve();
        if (!signal.aborted && last !== undefined) await onEnd(here, last);
      };
      follow().catch((thrown: unknown) => {
        if (!signal.aborted && !seen) {
          reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
          return;
        }
        if (!signal.aborted) page.complain(thrown);
        resolve();
      });
    });
  }

  return { watch, tokens: () => tokens };
}
