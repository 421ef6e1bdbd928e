import type { StdioLaunch } from '../../launch/stdio-launch.ts';
import type { CallOptions, OpenClient, ToolClient } from './tool-client.ts';

export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'lost';

/** A server that is started by its first call and stopped when idle. */
export interface ServerConnection {
  readonly state: () => ConnectionState;
  /** Like ToolClient.call; starts the server if it is not running. */
  call(tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
  /** Stops the server; the next call starts it again. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly launch: () => Promise<StdioLaunch>;
  readonly open: OpenClient;
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly onState: (state: ConnectionState) => void;
  /** Stops the server after this time without a call. */
  readonly idleMs: number;
}

export function createServerConnection({ launch, open, ask, onState, idleMs }: ConnectionOptions): ServerConnection {
  let state: ConnectionState = 'idle';
  let client: Promise<ToolClient> | undefined;
  let givenUp = new AbortController();
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;

  const setState = (next: ConnectionState) => {
    if (next === state) return;
    state = next;
    onState(next);
  };

  const start = (): Promise<ToolClient> => {
    setState('connecting');
    givenUp = new AbortController();
    const { signal } = givenUp;
    const opening = launch().then((how) =>
      open(how, {
        ask,
        signal,
        onLost: () => {
          if (client !== opening) return;
          client = undefined;
          setState('lost');
        },
      }),
    );
    client = opening;
    opening.then(
      () => {
        if (client === opening) setState('connected');
      },
      () => {
        if (client !== opening) return;
        client = undefined;
        setState('lost');
      },
    );
    return opening;
  };

  const close = async () => {
    clearTimeout(idle);
    const closing = client;
    client = undefined;
    setState('idle');
    givenUp.abort();
    await closing?.then((opened) => opened.close()).catch(() => undefined);
  };

  return {
    state: () => state,
    async call(tool, input, options) {
      clearTimeout(idle);
      calls++;
      try {
        return await (await (client ?? start())).call(tool, input, options);
      } finally {
        calls--;
        if (calls === 0) idle = setTimeout(() => void close(), idleMs).unref();
      }
    },
    close,
  };
}
