import { Worker } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './worker-messages.ts';

/** Long chains of operators are deep trees. */
const STACK_MB = 16;

/** Why a request got no reply. */
type Stopped = 'timed-out' | 'aborted' | 'closed' | 'crashed';

export class WorkerStopped extends Error {
  readonly why: Stopped;

  constructor(why: Stopped, cause?: unknown) {
    super(`the engine's worker ${why}`, { cause });
    this.why = why;
  }
}

export interface WorkerSession {
  /** False once the worker has gone, however it went. */
  readonly alive: boolean;
  /**
   * One request at a time. Rejects with WorkerStopped. A request that times out or is aborted is interrupted; if the
   * engine does not end it soon, the worker is stopped.
   */
  ask(request: WorkerRequest, options: AskOptions): Promise<WorkerReply>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts the worker's program in a thread that keeps the process alive only while it works on a request. One that is
 * interrupted may take `graceMs` to end.
 */
export function startWorker(file: string, graceMs: number): WorkerSession {
  // What the engine prints must not reach our stdout, where a protocol may be spoken. It is left unread, because a
  // stream that is read keeps the process alive. The engine needs no environment.
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerSettings = { interrupt: flag.buffer };
  const resourceLimits = { stackSizeMb: STACK_MB };
  const worker = new Worker(file, { stdout: true, stderr: true, execArgv: [], env: {}, workerData, resourceLimits });
  worker.unref();
  let alive = true;
  let stopPending: ((stopped: WorkerStopped) => void) | undefined;

  const stop = (why: Stopped, cause?: unknown): Promise<unknown> => {
    alive = false;
    stopPending?.(new WorkerStopped(why, cause));
    return worker.terminate();
  };
  worker.on('error', (error) => void stop('crashed', error));
  worker.on('exit', () => void stop('crashed'));

  return {
    get alive() {
      return alive;
    },
    ask: (request, { timeoutMs, signal }) =>
      new Promise((resolve, reject) => {
        if (!alive) {
          reject(new WorkerStopped('crashed'));
          return;
        }
        const settle = () => {
          stopPending = undefined;
          clearTimeout(timer);
          clearTimeout(grace);
          signal?.removeEventListener('abort', abort);
          worker.off('message', receive);
          worker.unref();
        };
        let interrupted: Stopped | undefined;
        let grace: NodeJS.Timeout | undefined;
        const receive = (reply: WorkerReply) => {
          settle();
          if (interrupted === undefined) resolve(reply);
          else reject(new WorkerStopped(interrupted));
        };
        const interrupt = (why: Stopped) => {
          if (interrupted !== undefined) return;
          interrupted = why;
          Atomics.store(flag, 0, 1);
          grace = setTimeout(() => void stop(why), graceMs);
        };
        const abort = () => interrupt('aborted');
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => interrupt('timed-out'), timeoutMs);
        stopPending = (stopped) => {
          settle();
          reject(stopped);
        };
        signal?.addEventListener('abort', abort);
        worker.ref();
        worker.on('message', receive);
        Atomics.store(flag, 0, 0);
        try {
          worker.postMessage(request);
        } catch (error) {
          // What is nested too deeply cannot be sent.
          settle();
          reject(asError(error));
        }
      }),
    async close() {
      await stop('closed');
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
