import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A running VS Code server, for one browser window at a time. */
export interface CodeServer {
  readonly port: number;
  /** Ends the server and everything that it started. */
  stop(): Promise<void>;
}

export interface CodeServerOptions {
  /** What installCodeServer gave. */
  readonly program: string;
  /** A throw-away folder for everything that the editor writes, its home folder included. */
  readonly folder: string;
  /** Where extensions are installed, `folder/extensions` by default. */
  readonly extensions?: string;
  /** Further environment variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options for VS Code's server beside code-server's own. */
  readonly vscodeOptions?: readonly string[];
}

/** Starts the server on a free port of the loopback interface; rejects when it is not up within a minute. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const vscodeOptions = (options.vscodeOptions ?? []).flatMap((option) => ['--vscode-option', option]);
  const args = [...commonArgs(options), '--bind-addr', '127.0.0.1:0', '--auth', 'none', ...vscodeOptions];
  // A group of its own, so that whatever the editor started ends with it.
  const child = spawn(process.execPath, [options.program, ...args], {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => {
    killGroup(child, 'SIGKILL');
  };
  exitWhenInterrupted();
  process.once('exit', kill);
  const stop = async () => {
    process.removeListener('exit', kill);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child, 'SIGTERM');
    if (child.exitCode === null) await Promise.race([ended, delay(5_000, undefined, { ref: false })]);
    kill();
  };
  try {
    return { port: await listeningPort(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a .vsix into the extensions folder; throws with the program's own words when it is refused. */
export function installExtension(options: CodeServerOptions, vsix: string): void {
  const args = [options.program, ...commonArgs(options), '--install-extension', vsix];
  const run = spawnSync(process.execPath, args, { env: environment(options), encoding: 'utf8', timeout: 120_000 });
  if (run.status !== 0) throw new Error(`The .vsix was not installed:\n${run.stdout}${run.stderr}`);
}

function commonArgs({ folder, extensions }: CodeServerOptions): string[] {
  mkdirSync(folder, { recursive: true });
  const config = path.join(folder, 'code-server.yaml');
  writeFileSync(config, '');
  const user = path.join(folder, 'user-data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify(QUIET));
  return [
    ...['--config', config],
    ...['--user-data-dir', path.join(folder, 'user-data')],
    ...['--extensions-dir', extensions ?? path.join(folder, 'extensions')],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-workspace-trust',
  ];
}

/** Settings of a workbench that shows what a test opens, and nothing else. */
const QUIET = {
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** A clean environment: nothing of the npm script that runs the tests, nor of an editor whose terminal it runs in. */
function environment({ folder, env }: CodeServerOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: folder,
    // No look-ups in the extension gallery.
    EXTENSIONS_GALLERY: '{}',
    ...env,
  };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  let log = '';
  const listening = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`code-server ended with code ${String(code)}:\n${log}`));
    });
  });
  const late = delay(60_000, undefined, { ref: false }).then(() => {
    throw new Error(`code-server did not start within a minute:\n${log}`);
  });
  return Promise.race([listening, late]);
}

/** Without this, an interrupted process, or one whose parent is gone, would end without its exit listeners. */
function exitWhenInterrupted(): void {
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(event, () => process.exit(130));
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
