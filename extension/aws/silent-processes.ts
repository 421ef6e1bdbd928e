let installed = false;

/** A `credential_process` may ask a person something in a window of its own; after this it is given up. */
const PATIENCE_MS = 120_000;

/**
 * From now on a `credential_process` that reads its input finds it empty at once. By default it would be left with an
 * open pipe and could wait for ever; no child ever gets this program's own stdin. What it writes to stderr, and its
 * command line, stay out of the failure, since both may hold secrets. The SDK takes another `exec` through this record.
 */
export async function giveChildrenNoInput(): Promise<void> {
  if (installed) return;
  const [{ externalDataInterceptor }, { exec }] = await Promise.all([
    import('@smithy/core/config'),
    import('node:child_process'),
  ]);
  type Done = (failure: Error | null, output?: { stdout: string; stderr: string }) => void;
  externalDataInterceptor.getTokenRecord()['exec'] = (command: string, done: Done) => {
    const child = exec(command, { windowsHide: true, timeout: PATIENCE_MS }, (failure, stdout, stderr) => {
      if (failure === null) done(null, { stdout, stderr });
      else if (failure.killed === true) done(new Error(`the process did not end within ${PATIENCE_MS / 1000} s`));
      else done(new Error(`the process ended with ${String(failure.code ?? failure.signal)}`));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  };
  installed = true;
}
