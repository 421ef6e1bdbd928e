import { describe, expect, it } from 'vitest';
import { CALL_ID_HEADER, callIdOf, isCancellation } from '#core/cancellation.ts';

const URL_OF_SERVER = 'http://localhost/mcp';

describe('the id of a call', () => {
  const idOf = (id: string) => callIdOf(new Request(URL_OF_SERVER, { headers: { [CALL_ID_HEADER]: id } }));

  it.each(['a'.repeat(16), 'Z9-'.repeat(20), '7b1d8f0e-5c1c-4f0e-9a4e-2f6f3f1b7a10'])('may be %s', (id) => {
    expect(idOf(id)).toBe(id);
  });

  it.each(['1', 'a'.repeat(15), 'a'.repeat(65), 'a'.repeat(16) + '/', '../'.repeat(8), 'a b'.repeat(8)])(
    'is none where it could be guessed, or is no id: %s',
    (id) => {
      expect(idOf(id)).toBeUndefined();
    },
  );

  it('is none where there is none', () => {
    expect([callIdOf(undefined), callIdOf(new Request(URL_OF_SERVER))]).toEqual([undefined, undefined]);
  });
});

describe('a cancellation', () => {
  const notification = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
  const request = (body: string, method = 'POST') => new Request(URL_OF_SERVER, { method, body });

  it('is a posted notification, and nothing else', async () => {
    expect(await isCancellation(request(notification))).toBe(true);
    expect(await isCancellation(request(notification, 'PUT'))).toBe(false);
    expect(await isCancellation(new Request(URL_OF_SERVER))).toBe(false);
    expect(await isCancellation(request(`${notification},`))).toBe(false);
    expect(await isCancellation(request('{"method": "ping", "params": "notifications/cancelled"}'))).toBe(false);
  });

  it('leaves the body of the request to be read', async () => {
    for (const body of [notification, '{"method": "ping"}']) {
      const read = request(body);
      await isCancellation(read);
      expect(await read.text()).toBe(body);
    }
  });
});
