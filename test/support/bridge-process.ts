import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KEY, REGION, type JsonRpc } from './upstream.ts';

/** The built program; `npm test` builds it first. */
export const BRIDGE = path.resolve(import.meta.dirname, '..', '..', 'dist', 'bridge.js');

/** Nothing that a test teaches a bridge stays on the machine, and no test learns from another. */
const CACHES = mkdtempSync(path.join(tmpdir(), 'bridge-caches-'));
process.once('exit', () => {
  rmSync(CACHES, { recursive: true, force: true });
});

export interface BridgeProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Every line on stdout so far, as it was written. */
  readonly lines: readonly string[];
  /** Everything on stderr so far. */
  readonly log: () => string;
  /** Writes a message, or a raw line, to stdin. */
  send(message: unknown): void;
  /** The next line on stdout that nobody has taken yet. */
  nextLine(): Promise<string>;
  next(): Promise<JsonRpc>;
  /** Sends a request and takes the next line, which must be its answer. */
  ask(message: JsonRpc): Promise<JsonRpc>;
  /** Closes stdin. */
  end(): void;
  /** Resolves with the exit code, or the signal's name. */
  readonly exited: Promise<number | string>;
}

/** An environment with a key and nothing of the machine's own AWS settings. */
export function bridgeEnvironment(more: Record<string, string | undefined> = {}): Record<string, string> {
  const kept = ['PATH', 'PATHEXT', 'SYSTEMROOT', 'TEMP', 'TMPDIR', 'HOME', 'USERPROFILE'];
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    AWS_CONFIG_FILE: path.join(import.meta.dirname, 'no-such-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(import.meta.dirname, 'no-such-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    AWS_REGION: REGION,
    XDG_CACHE_HOME: path.join(CACHES, randomUUID()),
    ...more,
  };
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Starts the built bridge as a host does. */
export function startBridge(
  args: readonly string[],
  environment: Record<string, string> = bridgeEnvironment(),
  program: string = BRIDGE,
): BridgeProcess {
  const child = spawn(process.execPath, [program, ...args], { env: environment });
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let taken = 0;
  let partial: string[] = [];
  let log = '';
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const pieces = text.split('\n');
    for (const piece of pieces.slice(0, -1)) {
      lines.push([...partial, piece].join(''));
      partial = [];
    }
    partial.push(pieces.at(-1) ?? '');
    while (waiting.length > 0 && taken < lines.length) waiting.shift()?.(lines[taken++] ?? '');
  });
  const exited = once(child, 'close').then(([code, signal]: unknown[]) =>
    typeof code === 'number' ? code : String(signal),
  );

  const send = (message: unknown) => {
    child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  };
  const nextLine = () =>
    new Promise<string>((resolve) => {
      if (taken < lines.length) resolve(lines[taken++] ?? '');
      else waiting.push(resolve);
    });
  // Every line must be JSON: parsing it is part of each test.
  const next = async () => JSON.parse(await nextLine()) as JsonRpc;
  return {
    child,
    lines,
    log: () => log,
    send,
    nextLine,
    next,
    ask: (message) => {
      send({ jsonrpc: '2.0', ...message });
      return next();
    },
    end: () => child.stdin.end(),
    exited,
  };
}
