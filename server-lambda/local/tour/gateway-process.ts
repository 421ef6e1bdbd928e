import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { gatewayReady, type GatewayReady } from './answers.ts';

export interface RunningGateway {
  readonly ready: GatewayReady;
  stop(): void;
}

/**
 * Starts the gateway next to this program and waits until it has loaded the cases. If it ends before that, rejects
 * with its output. `onLog` receives its log lines.
 */
export async function startGateway(data: string | undefined, onLog: (line: string) => void): Promise<RunningGateway> {
  const script = path.join(__dirname, 'gateway.js');
  const args = [
    script,
    '--port',
    '0',
    '--exit-with-stdin',
    '--tell-data',
    ...(data === undefined ? [] : ['--data', data]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    onLog(line);
  });
  const ready = await firstLine(child, said);
  // The gateway ends when its stdin does, so it can't outlive the tour even if that is killed.
  return { ready, stop: () => void child.stdin.end() };
}

function firstLine(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  said: readonly string[],
): Promise<GatewayReady> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(said.at(-1) ?? `The gateway ended with code ${String(code)} before it was ready.`));
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      try {
        resolve(gatewayReady.parse(JSON.parse(line)));
      } catch (error) {
        reject(new Error("The gateway's first line does not say that it is ready.", { cause: error }));
      }
    });
  });
}
