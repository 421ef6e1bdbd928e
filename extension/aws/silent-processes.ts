import type { ChildProcess } from 'node:child_process';

/** A `credential_process` may ask a person something in a window of its own; after this it is given up. */
const PATIENCE_MS = 120_000;

/** What processes have failed with: the SDK passes on nothing of a failure but its message. */
const failures = new Set<string>();

/** The failure of a `credential_process` that the text of an error has in it. */
export function processFailureIn(text: string): string | undefined {
  const found = [...failures].filter((failure) => text.includes(failure));
  // Exit code 12 has 1 in it.
  return found.sort((one, other) => other.length - one.length)[0];
}

let installed: Promise<void> | undefined;

/**
 * From now on, a `credential_process` has an empty input. By default it would have an open pipe and could wait forever.
 * No child process inherits this program's stdin or outlives the program. What it writes to stderr, and its command
 * line, stay out of the failure, since both may hold secrets.
 */
export function giveChildrenNoInput(): Promise<void> {
  return (installed ??= install());
}

/** The SDK takes another `exec` through this record. */
async function install(): Promise<void> {
  const [{ externalDataInterceptor }, { spawn, spawnSync }] = await Promise.all([
    import('@smithy/core/config'),
    import('node:child_process'),
  ]);
  const onWindows = process.platform === 'win32';
  const running = new Set<ChildProcess>();

  /** Ending the shell alone would leave the process that it started. */
  function endTree({ pid }: ChildProcess): void {
    if (pid === undefined) return;
    try {
      if (onWindows) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
      else process.kill(-pid);
    } catch {
      // It has ended by itself.
    }
  }
  process.on('exit', () => running.forEach(endTree));

  type Done = (failure: Error | null, output?: { stdout: string; stderr: string }) => void;
  externalDataInterceptor.getTokenRecord()['exec'] = (command: string, done: Done) => {
    // In its own process group, so that all of it can be ended.
    const child = spawn(command, {
      shell: true,
      detached: !onWindows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.add(child);
    let stdout = '';
    let late = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const timer = setTimeout(() => {
      late = true;
      endTree(child);
    }, PATIENCE_MS);
    child.once('error', done);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (code === 0) {
        done(null, { stdout, stderr: '' });
        return;
      }
      const failure = late
        ? `the process did not finish within ${PATIENCE_MS / 1000} s`
        : `the process ended with ${code ?? signal}`;
      failures.add(failure);
      done(new Error(failure));
    });
  };
}
