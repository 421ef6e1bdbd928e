import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestModule, TestProject } from 'vitest/node';
import { findChromium } from '../editor/workbench/find-chromium.ts';
import { prepareTrino } from '../oracle/trino.ts';
import { REPOSITORY } from '../support/case-folder.ts';

/** What the tests of this folder need that npm does not install. */
export type Program = 'chromium' | 'curl' | 'python' | 'sh' | 'trino';

/** Why a program cannot be used; those that can are left out. */
export type Missing = Partial<Record<Program, string>>;

declare module 'vitest' {
  interface ProvidedContext {
    missing: Missing;
    /** The URLs of moto's servers, one for each worker. */
    motos: readonly string[];
  }
  interface TaskMeta {
    needs?: readonly Program[];
  }
}

interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

const motos: Moto[] = [];
let report = (): void => undefined;

/**
 * Vitest's global set-up: puts the programs of requirements.txt first on the PATH of all tests, starts a moto server for
 * each worker, and provides the tests with what is missing.
 */
export async function setup(project: TestProject): Promise<void> {
  const missing: Missing = { ...lacksShell(), ...lacksCurl(), ...lacksChromium(), ...lacksTrino() };
  try {
    const programs = await installPython();
    process.env['PATH'] = `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`;
    for (let worker = 0; worker < project.vitest.config.maxWorkers; worker++) motos.push(await startMoto());
  } catch (error) {
    missing.python = messageOf(error);
  }
  report = () => {
    reportMissing(missing, project.vitest.state.getTestModules());
  };
  project.provide('missing', missing);
  project.provide(
    'motos',
    motos.map(({ url }) => url),
  );
}

export async function teardown(): Promise<void> {
  report();
  await Promise.all(motos.map((moto) => moto.stop()));
}

/** Says on plain lines what is missing, and which tests did not run for want of it. */
function reportMissing(missing: Missing, modules: readonly TestModule[]): void {
  for (const [program, reason] of Object.entries(missing)) {
    process.stdout.write(`Missing: ${program}. ${reason}\n`);
    for (const { children, relativeModuleId } of modules) {
      for (const test of children.allTests('skipped')) {
        const wanted: readonly string[] = test.meta().needs ?? [];
        if (!wanted.includes(program)) continue;
        process.stdout.write(`Not run without ${program}: ${relativeModuleId} > ${test.fullName}\n`);
      }
    }
  }
}

/** Makes a virtual environment with requirements.txt, unless it is there already. Returns the folder of its programs. */
async function installPython(): Promise<string> {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import venv']).status === 0);
  if (python === undefined) throw new Error('Python 3 is not installed.');
  const requirements = path.join(import.meta.dirname, 'requirements.txt');
  const version = spawnSync(python, ['-c', 'import sys; print(sys.executable, sys.version)'], { encoding: 'utf8' });
  const key = createHash('sha256').update(version.stdout).update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = path.join(REPOSITORY, 'node_modules', '.cache', `outside-${key}`);
  const programs = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return programs;
  process.stderr.write(`Installing ${path.relative(REPOSITORY, requirements)} into a folder of its own, once.\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await succeed(python, ['-m', 'venv', folder]);
  const quietly = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await succeed(path.join(programs, 'python'), ['-m', 'pip', 'install', ...quietly, '-r', requirements]);
  writeFileSync(complete, '');
  return programs;
}

/** Runs a program; throws with the last line of what it said if it fails. */
async function succeed(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await once(child, 'close')) as [number | null];
  if (status === 0) return;
  const last = (await said).join('\n').trim().split('\n').at(-1) ?? '';
  throw new Error(`${path.basename(program)} ${args.slice(0, 3).join(' ')} failed: ${last}`);
}

/** Starts moto's server, an independent imitation of AWS. It may take a second until it answers. */
async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  await once(child, 'spawn');
  return { url: `http://127.0.0.1:${port}`, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has this kind of address.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function lacksShell(): Missing {
  return spawnSync('sh', ['-c', ':']).status === 0 ? {} : { sh: 'There is no POSIX shell.' };
}

/** Installs it as the editor ring does: where this process may, with the system's package manager. */
function lacksChromium(): Missing {
  try {
    findChromium();
    return {};
  } catch (error) {
    return { chromium: messageOf(error) };
  }
}

/** Trino runs in Java 17 or newer. Maven fetches it once into a folder of its own. */
function lacksTrino(): Missing {
  try {
    prepareTrino();
    return {};
  } catch (error) {
    return { trino: messageOf(error) };
  }
}

/** curl signs requests since 7.75, and shows the body of a failure since 7.76. */
function lacksCurl(): Missing {
  const { status } = spawnSync('curl', ['--aws-sigv4', 'aws:amz', '--fail-with-body', '--version']);
  return status === 0 ? {} : { curl: 'curl 7.76 or newer is not installed.' };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
