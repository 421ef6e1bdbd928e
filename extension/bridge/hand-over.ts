import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import type { Log } from './log.ts';
import { watchParent } from './watch-parent.ts';

/** The program beside this one that serves cases from this machine. */
const LOCAL_SERVER = path.join(__dirname, 'local.js');

/** Runs the local server in place of the bridge: on the same streams, with its exit code, signals passed on. */
export function handOver(directory: string | undefined, log: Log): void {
  if (!existsSync(LOCAL_SERVER)) {
    log.error(`the local server is missing: ${LOCAL_SERVER}`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(process.execPath, [LOCAL_SERVER, ...(directory === undefined ? [] : [directory])], {
    stdio: 'inherit',
    windowsHide: true,
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  watchParent(() => child.kill());
  child.once('error', (failure) => {
    log.error(`the local server did not start: ${failure.message}`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
}
