import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { StdioLaunch } from '../launch/stdio-launch.ts';
import { readDoctorLine, type DoctorLine } from './doctor-line.ts';

/** `ended`: with its last word; `stopped`: by us; `broken`: it could not be started, or ended in the middle. */
export type DoctorEnd =
  { readonly kind: 'ended'; readonly ok: boolean } | { readonly kind: 'stopped' } | { readonly kind: 'broken' };

/**
 * Runs the bridge of this launch as the doctor, in its own process, which the signal ends. Other output of the process
 * is dropped. Never rejects.
 */
export async function runDoctor(
  { command, args, env, cwd }: StdioLaunch,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
  onLine: (line: DoctorLine) => void,
): Promise<DoctorEnd> {
  const isStopped = () => signal.aborted;
  if (isStopped()) return { kind: 'stopped' };
  const variables = Object.entries({ ...environment, ...env }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const child = spawn(command, [...args, '--doctor', '--json-lines'], {
    cwd,
    env: Object.fromEntries(variables),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    signal,
  });
  const last: { ok?: boolean } = {};
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = readDoctorLine(text);
    if (line === undefined || isStopped()) return;
    if (line.kind === 'end') last.ok = line.ok;
    onLine(line);
  });
  try {
    await once(child, 'close');
  } catch {
    // It could not be started, or was stopped.
    return { kind: isStopped() ? 'stopped' : 'broken' };
  }
  if (isStopped()) return { kind: 'stopped' };
  return last.ok === undefined ? { kind: 'broken' } : { kind: 'ended', ok: last.ok };
}
