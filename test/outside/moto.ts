import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';

/** The moto server of this worker, with nothing in it. */
export async function emptyMoto(): Promise<string> {
  const motos = inject('motos');
  const url = motos[Number(process.env['VITEST_POOL_ID']) % motos.length]!;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/moto-api/reset`, { method: 'POST' }).catch(() => undefined);
    if (answer?.ok === true) return url;
    await pause(100);
  }
  throw new Error(`moto does not answer at ${url}.`);
}
