import { describe, expect, it } from 'vitest';
import { withCors } from '../../../server-lambda/aws/cors.ts';

/** What reaches a server at this address, which allows no origin, from a page of this one. */
async function ask(origin: string, server: string) {
  const reached: string[] = [];
  const fetch = withCors((request) => {
    reached.push(request.method);
    return Promise.resolve(new Response('ok'));
  }, []);
  const { status } = await fetch(new Request(`${server}/mcp`, { method: 'POST', headers: { origin } }));
  return { status, reached };
}

const home = ['http://localhost', 'http://127.0.0.1:8080', 'http://[::1]:8080'];

describe('a page', () => {
  it.each(home.flatMap((origin) => home.map((server) => [origin, server])))(
    'of this machine (%s) calls a server on it (%s)',
    async (origin, server) => {
      expect(await ask(origin, server)).toEqual({ status: 200, reached: ['POST'] });
    },
  );

  it.each(['https://evil.example', 'http://localhost.evil.example', 'http://127.0.0.2', 'null'])(
    'from elsewhere (%s) does not call a server on this machine',
    async (origin) => {
      expect(await ask(origin, 'http://localhost:8080')).toEqual({ status: 403, reached: [] });
    },
  );
});
