import { describe, expect, it } from 'vitest';
import type { CallRecord } from '#core/call-record.ts';
import { createCallSlots } from '#core/call-slots.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { serveTool, watched } from '#core/serve-tool.ts';
import { fakeCancellations, fakePorts, rowsOf } from '../../support/fake-ports.ts';

const QUERY = { query: 'SELECT 1 AS a' };
const scanned = (bytesScanned: number) => ({ ...rowsOf({ a: 1 }), statistics: { bytesScanned, elapsedMs: 40 } });
const call = { progress: () => undefined };

/** Ports that note what they are told of calls. */
function recorded(...given: Parameters<typeof fakePorts>) {
  const [answer, more] = given;
  const began: string[] = [];
  const records: CallRecord[] = [];
  const ports = fakePorts(answer, {
    ...more,
    onCall: (tool) => {
      began.push(tool);
      return (record) => void records.push(record);
    },
  });
  return { ports, began, records };
}

describe('the record of a call', () => {
  it('has what its queries read and cost, though the price of the model is not known', async () => {
    const { ports, records } = recorded(() => scanned(2e12));
    await serveTool(ports, 'query_athena', QUERY, call);
    expect(records).toMatchObject([
      { tool: 'query_athena', outcome: 'ok', rows: 1, bytesScanned: 2e12, estimatedCost: 10 },
    ]);
  });

  it('has the tokens of the model, and what these cost where its price is known', async () => {
    const analysis = { text: 'Said.', inputTokens: 1_000_000, outputTokens: 100_000 };
    const { ports, records } = recorded(undefined, { analysis });
    const input = { data: 'a', analysis_prompt: 'What is it?' };
    await serveTool(ports, 'analyze_with_bedrock', input, call);
    const analyst = { ...ports.analyst, price: { input: 3, output: 15 } };
    await serveTool({ ...ports, analyst }, 'analyze_with_bedrock', input, call);
    expect(records).toMatchObject([
      { inputTokens: 1_000_000, outputTokens: 100_000, estimatedCost: undefined, bytesScanned: 0 },
      { inputTokens: 1_000_000, outputTokens: 100_000, estimatedCost: 4.5, bytesScanned: 0 },
    ]);
  });

  it('has how long it took', async () => {
    let now = 0;
    const { ports, records } = recorded(() => {
      now += 1_234;
      return scanned(0);
    });
    await serveTool({ ...ports, clock: { now: () => new Date(now) } }, 'query_athena', QUERY, call);
    expect(records).toMatchObject([{ durationMs: 1_234 }]);
  });

  it('names no tool that there is not, whatever the caller wrote', async () => {
    const { ports, began, records } = recorded();
    const outcome = await serveTool(ports, 'my secret', {}, call);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'UNKNOWN_TOOL' } });
    expect([began, records.map(({ tool }) => tool)]).toEqual([['unknown'], ['unknown']]);
  });

  it('has the code of a failure', async () => {
    const { ports, records } = recorded(() => Promise.reject(new CaseInsightsError('THROTTLED', 'Too fast.', 'Wait.')));
    await serveTool(ports, 'query_athena', QUERY, call);
    expect(records).toMatchObject([{ outcome: 'THROTTLED', error: { message: 'Too fast.' }, bytesScanned: 0 }]);
  });
});

describe('a call with an id', () => {
  it.each([
    ['has succeeded', () => Promise.resolve(scanned(0))],
    ['has failed', () => Promise.reject(new Error('no'))],
  ])('is watched until it %s', async (_, answer) => {
    const cancellations = fakeCancellations();
    let during: readonly string[] = [];
    const ports = fakePorts(
      () => {
        during = cancellations.watched();
        return answer();
      },
      { cancellations },
    );
    await serveTool(ports, 'query_athena', QUERY, { ...call, callId: 'call-1' });
    expect([during, cancellations.watched()]).toEqual([['call-1'], []]);
  });

  it('ends when it is cancelled elsewhere, and when its own connection closes', async () => {
    const cancellations = fakeCancellations();
    const ports = fakePorts(undefined, { cancellations });
    const connection = new AbortController();
    const both = watched(ports, { callId: 'call-1', signal: connection.signal });
    expect(both.signal?.aborted).toBe(false);
    await cancellations.cancel('call-1');
    expect(both.signal?.aborted).toBe(true);
    const closed = watched(ports, { callId: 'call-2', signal: connection.signal });
    connection.abort();
    expect(closed.signal?.aborted).toBe(true);
    const alone = watched(ports, { callId: 'call-3' });
    await cancellations.cancel('call-3');
    expect(alone.signal?.aborted).toBe(true);
  });

  it('has the signal of its connection where nothing else can cancel it', () => {
    const { signal } = new AbortController();
    expect(watched(fakePorts(), { callId: 'call-1', signal }).signal).toBe(signal);
    expect(watched(fakePorts(undefined, { cancellations: fakeCancellations() }), { signal }).signal).toBe(signal);
  });
});

it('calls that have ended, well or not, leave their places to others', async () => {
  let asked = 0;
  const slots = createCallSlots({ atOnce: 1, waiting: 0 });
  const ports = fakePorts(() => (++asked === 1 ? Promise.reject(new Error('no')) : scanned(0)), { slots });
  expect(await serveTool(ports, 'query_athena', QUERY, call)).toMatchObject({ ok: false });
  expect(await serveTool(ports, 'query_athena', QUERY, call)).toMatchObject({ ok: true });
  expect(await serveTool(ports, 'query_athena', QUERY, call)).toMatchObject({ ok: true });
});
