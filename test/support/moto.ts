import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

let installed: boolean | undefined;

/** Whether moto's server, an independent imitation of AWS in Python, is installed here; asked once, for it takes a second. */
export function hasMoto(): boolean {
  installed ??= spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
  return installed;
}

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok === true) {
      return {
        url,
        async stop() {
          child.kill();
          await ended;
        },
      };
    }
    await pause(100);
  }
  throw new Error(`moto_server ended with ${child.exitCode}`);
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
