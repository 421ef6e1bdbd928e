import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program that speaks MCP on stdio, as a host uses it. */
export interface StdioClient {
  /** Resolves when the answer is there, whether it is a result or an error. */
  readonly ask: (method: string, params?: unknown) => Promise<void>;
  /** How often each request was answered. */
  readonly answers: ReadonlyMap<number, number>;
  /** Resident memory in MB; undefined where `ps` can't tell. */
  readonly memory: () => Promise<number | undefined>;
  /** Closes stdin; resolves to the milliseconds until the program has ended. */
  readonly end: () => Promise<number>;
}

export function startClient(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StdioClient {
  const child = spawn(command, args, { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<number, () => void>();
  const answers = new Map<number, number>();
  let count = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    // Both programs print JSON-RPC messages alone.
    const { id } = JSON.parse(line) as { id?: number };
    if (id === undefined) return;
    answers.set(id, (answers.get(id) ?? 0) + 1);
    waiting.get(id)?.();
    waiting.delete(id);
  });
  return {
    answers,
    ask(method, params = {}) {
      const id = ++count;
      answers.set(id, 0);
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      });
    },
    async memory() {
      const shown = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]).catch(() => undefined);
      return shown === undefined ? undefined : Number(shown.stdout) / 1024;
    },
    async end() {
      const startedAt = performance.now();
      child.stdin.end();
      await once(child, 'exit');
      return performance.now() - startedAt;
    },
  };
}
