import { describe, expect, it } from 'vitest';
import { createCallLog, type Invocation, type LoggedCall } from '../../../server-lambda/aws/call-log.ts';

const about = (requestId: string): Invocation => ({ requestId, functionRequestId: 'f', callerArn: null });
const ended = (tool: string) => ({ tool, durationMs: 5, outcome: 'ok', bytesScanned: 0 }) as const;

function start() {
  const written: { call: LoggedCall; requestId: string }[] = [];
  const log = createCallLog((call, { requestId }) => written.push({ call, requestId }), 20);
  return { log, written };
}

describe('the log of calls', () => {
  it('knows for whom each call runs, when several invocations run at once', async () => {
    const { log, written } = start();
    const call = async (tool: string) => {
      await Promise.resolve();
      const end = log.onCall(tool);
      await new Promise((resolve) => setImmediate(resolve));
      end(ended(tool));
    };
    await Promise.all(['a', 'b', 'c'].map((id) => log.invocation(about(id), () => call(`tool ${id}`))));
    expect(written.map(({ call: { tool }, requestId }) => `${requestId}: ${tool}`).sort()).toEqual([
      'a: tool a',
      'b: tool b',
      'c: tool c',
    ]);
  });

  it('has a call written before its invocation settles, also when that fails', async () => {
    const { log, written } = start();
    let end: ReturnType<typeof log.onCall> = () => undefined;
    const failing = log.invocation(about('a'), () => {
      end = log.onCall('slow');
      return Promise.reject(new Error('The answer broke off.'));
    });
    setImmediate(() => {
      end({ ...ended('slow'), outcome: 'CANCELLED' });
    });
    await expect(failing).rejects.toThrow('The answer broke off.');
    expect(written.map(({ call }) => call.outcome)).toEqual(['CANCELLED']);
  });

  it('writes a call that does not end as cut off, once', async () => {
    const { log, written } = start();
    const end = await log.invocation(about('a'), () => Promise.resolve(log.onCall('stuck')));
    end(ended('stuck'));
    expect(written).toMatchObject([{ requestId: 'a', call: { tool: 'stuck', outcome: 'CUT_OFF' } }]);
  });
});
