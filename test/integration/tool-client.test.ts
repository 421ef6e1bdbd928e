import { describe, expect, it } from 'vitest';
import { openToolClient, type CallProgress } from '../../extension/host/analysis/server/tool-client.ts';

/** Answers a call after two notifications: one as servers up to 0.1.0 send it, one with data. */
const SERVER = `
  const { stdin, stdout } = process;
  const send = (message) => stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
  let text = '';
  stdin.on('data', (piece) => {
    text += piece;
    for (let end; (end = text.indexOf('\\n')) >= 0; text = text.slice(end + 1)) {
      const { id, method, params } = JSON.parse(text.slice(0, end));
      if (method === 'initialize') {
        const { protocolVersion } = params;
        send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } });
      }
      if (method !== 'tools/call') continue;
      const { progressToken } = params._meta;
      const notify = (more) => send({ method: 'notifications/progress', params: { progressToken, total: 1, ...more } });
      notify({ progress: 0.3, message: 'Read part 2 of 5' });
      const data = { phase: 'reading-parts', done: 3, total: 5 };
      notify({ progress: 0.4, message: 'Read part 3 of 5 (4 s)', _meta: { 'case-insights/progress': data } });
      // A client may handle an answer in the same piece before its notifications.
      setTimeout(send, 100, { id, result: { content: [], structuredContent: {} } });
    }
  }).on('end', () => process.exit());`;

describe("a server's progress", () => {
  it('is heard as data; of a server that sends sentences alone, the share is', async () => {
    const heard: CallProgress[] = [];
    const client = await openToolClient(
      { label: 's', command: process.execPath, args: ['-e', SERVER], env: {}, cwd: process.cwd(), version: '1' },
      { onLost: () => undefined, ask: () => Promise.resolve(undefined), signal: new AbortController().signal },
    );
    try {
      await client.call('describe_data', {}, { onProgress: (progress) => heard.push(progress) });
    } finally {
      await client.close();
    }
    expect(heard).toEqual([
      { share: 0.3, message: 'Read part 2 of 5', data: undefined },
      { share: 0.4, message: 'Read part 3 of 5 (4 s)', data: { phase: 'reading-parts', done: 3, total: 5 } },
    ]);
  });
});
