import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallRecord } from '#core/call-record.ts';
import type { ServerPorts } from '#core/server-ports.ts';

/** For whom the function runs, and under which ids the logs of AWS know it. */
export interface Invocation {
  /** API Gateway's request id, the one in its access log and in `x-amzn-RequestId`. */
  readonly requestId: string;
  /** Lambda's request id, the one in its START, END and REPORT lines. */
  readonly functionRequestId: string;
  /** The IAM principal that signed the request; null where the API lets anybody call. */
  readonly callerArn: string | null;
}

/** A call that ended, or that was still running when its invocation ended. */
export type LoggedCall = CallRecord | (Omit<CallRecord, 'outcome'> & { readonly outcome: 'CUT_OFF' });

export interface CallLog {
  readonly onCall: NonNullable<ServerPorts['onCall']>;
  /**
   * Runs one invocation and settles as it does, after every call that began in it is logged. If the answer broke off,
   * a call gets a moment to end before it is logged as cut off. Several invocations may run at once.
   */
  invocation<T>(about: Invocation, run: () => Promise<T>): Promise<T>;
}

interface OpenCall {
  readonly ended: Promise<void>;
  cutOff(): void;
}

/** How long a call may take to notice that its answer broke off. */
const GRACE_MS = 1_000;

/** Knows which calls run for whom, and has each of them written once. */
export function createCallLog(write: (call: LoggedCall, about: Invocation) => void, graceMs = GRACE_MS): CallLog {
  const invocations = new AsyncLocalStorage<{ readonly about: Invocation; readonly open: Set<OpenCall> }>();
  return {
    onCall: (tool) => {
      const invocation = invocations.getStore();
      if (invocation === undefined) throw new Error('A call began outside of an invocation.');
      const { about, open } = invocation;
      const began = performance.now();
      let end: () => void = () => undefined;
      const log = (record: LoggedCall) => {
        if (!open.delete(call)) return;
        write(record, about);
        end();
      };
      const call: OpenCall = {
        ended: new Promise((resolve) => (end = resolve)),
        cutOff: () => {
          log({ tool, durationMs: Math.round(performance.now() - began), outcome: 'CUT_OFF', bytesScanned: 0 });
        },
      };
      open.add(call);
      return log;
    },
    invocation: async (about, run) => {
      const open = new Set<OpenCall>();
      try {
        return await invocations.run({ about, open }, run);
      } finally {
        if (open.size > 0) await Promise.race([Promise.all([...open].map(({ ended }) => ended)), delay(graceMs)]);
        for (const call of open) call.cutOff();
      }
    },
  };
}
