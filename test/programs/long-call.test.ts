import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { aCase } from '../support/cases.ts';
import type { Outcome } from '../support/athena-runs.ts';

/** From a host through the bridge and the gateway's stream to the built function and back. */
describe('a call whose query takes its time', { timeout: 60_000 }, () => {
  let lambda: BuiltFunction;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    lambda = await startBuiltFunction([aCase()], 'eu.vendor.model-v1:0');
    bridge = startBridge(
      ['--endpoint', lambda.url],
      bridgeEnvironment({
        AWS_ACCESS_KEY_ID: lambda.key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: lambda.key.secretAccessKey,
        AWS_REGION: 'us-east-1',
      }),
    );
  });
  afterAll(async () => {
    bridge.end();
    await bridge.exited;
    await lambda.close();
  });

  it.each([
    ['2025-11-25', {}],
    [
      '2026-07-28',
      {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    ],
  ])('tells a host of %s that it goes on, as long as it does, and then its result', async (version, meta) => {
    if (version !== '2026-07-28') {
      const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
      await bridge.ask({ id: 0, method: 'initialize', params });
    }
    const token = `of ${version}`;
    let end: (outcome: Outcome) => void = () => undefined;
    lambda.athena.script(token, new Promise((resolve) => (end = resolve)));
    bridge.send({
      jsonrpc: '2.0',
      id: version,
      method: 'tools/call',
      params: {
        name: 'query_athena',
        arguments: { query: `SELECT '${token}' AS a` },
        _meta: { ...meta, progressToken: token },
      },
    });
    const heard: Record<string, unknown>[] = [];
    while (heard.filter(({ message }) => /^Running the query \(\d+ s\)$/.test(String(message))).length < 2) {
      const next = await bridge.next();
      expect(next).toMatchObject({ method: 'notifications/progress', params: { progressToken: token } });
      heard.push(next.params ?? {});
    }
    const shares = heard.map(({ progress }) => Number(progress));
    expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b));
    end({ state: 'SUCCEEDED', columns: [{ name: 'a', type: 'varchar' }], rows: [[token]] });
    let answer = await bridge.next();
    while (answer.method === 'notifications/progress') answer = await bridge.next();
    expect(answer).toMatchObject({
      id: version,
      result: { structuredContent: { rows: [{ a: token }], row_count: 1 } },
    });
  });
});
