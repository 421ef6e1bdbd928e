import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { REPOSITORY } from './case-folder.ts';

const ready = z.object({ url: z.string(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() });

export interface RunningGateway extends z.output<typeof ready> {
  stop(): void;
}

/** The built gateway program over the sample, or over `data`; it ends when stopped and, at the latest, with the test. */
export function startGatewayProgram(data?: string): Promise<RunningGateway> {
  const program = path.join(REPOSITORY, 'dist', 'gateway.js');
  const args = [
    program,
    '--port',
    '0',
    '--no-throttle',
    '--exit-with-stdin',
    ...(data === undefined ? [] : ['--data', data]),
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('close', () => {
      reject(new Error(`The gateway ended before it was ready: ${said}`));
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ ...ready.parse(JSON.parse(line)), stop: () => void child.stdin.end() });
    });
  });
}
