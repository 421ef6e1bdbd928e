import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../extension/bridge/clock.ts';
import { pooledSend, readText, type Send } from '../../extension/bridge/http.ts';
import { openLog } from '../../extension/bridge/log.ts';
import { signed } from '../../extension/bridge/sign.ts';
import type { Gateway } from '../../server-lambda/local/gateway/gateway.ts';
import { HEADER_VALUES, ODD, PLAIN } from '../support/addresses-to-sign.ts';
import { ECHO_KEY, readOutcome, startEchoGateway, type Outcome } from '../support/echo-gateway.ts';

const BODY = '{"jsonrpc":"2.0","method":"é"}';

describe('what the bridge signs and sends', () => {
  let gateway: Gateway;
  let send: Send;

  beforeAll(async () => {
    gateway = await startEchoGateway();
    const log = openLog('error');
    const sign = signed({
      credentials: () => Promise.resolve(ECHO_KEY),
      region: () => Promise.resolve('us-east-1'),
      clock: clock(log),
      log,
    });
    send = sign(pooledSend(new URL(gateway.url)));
  });
  afterAll(() => gateway.close());

  async function bridge(url: URL, headers: Record<string, string> = {}): Promise<Outcome> {
    const { signal } = new AbortController();
    const answer = await send({ method: 'POST', url, headers, body: BODY, signal });
    return readOutcome(answer.status, await readText(answer.body));
  }

  it.each([...PLAIN, ...ODD])('reaches the server: %s', async (target, path, query) => {
    expect(await bridge(new URL(gateway.url + target))).toEqual({ status: 200, seen: { path, query, note: null } });
  });

  it.each(HEADER_VALUES)('reaches the server with a header of %j', async (value, arrived) => {
    expect(await bridge(new URL(gateway.url), { 'x-note': value })).toMatchObject({ seen: { note: arrived } });
  });

  it('reaches the server under each of its names, with its port', async () => {
    const { port } = new URL(gateway.url);
    expect(await bridge(new URL(`http://localhost:${port}/v1/mcp`))).toMatchObject({ status: 200 });
  });
});
