import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signRequest } from '../support/sign-request.ts';

const program = path.resolve(import.meta.dirname, '../../dist/gateway.js');

const Ready = z.strictObject({
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
  region: z.literal('us-east-1'),
  accessKeyId: z.string().regex(/^AKIA[A-Z2-7]{16}$/),
  secretAccessKey: z.string().regex(/^[A-Za-z0-9+/]{40}$/),
});

const children: ChildProcessWithoutNullStreams[] = [];

function launch(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }));
  // The line comes in one piece, or the program ends without it.
  const ready = Promise.race([once(child.stdout, 'data'), ended]).then(() => {
    if (!output.stdout.includes('\n')) throw new Error(`The gateway was not ready: ${output.stderr}`);
    return Ready.parse(JSON.parse(output.stdout));
  });
  ready.catch(() => undefined);
  return { child, output, ended, ready };
}

let running: ReturnType<typeof launch>;
let gateway: z.infer<typeof Ready>;

beforeAll(async () => {
  if (!existsSync(program)) throw new Error('dist/gateway.js is missing. Build it with `npm run build`.');
  running = launch('--no-throttle');
  gateway = await running.ready;
});

afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
});

describe('the gateway program', () => {
  async function call(target: string, init: { method?: string; body?: string } = {}): Promise<Response> {
    const url = gateway.url + target;
    const { method = 'GET', body } = init;
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const { host: _host, ...signed } = await signRequest({ method, url, headers, body }, gateway);
    return fetch(url, { method, headers: signed, body: body ?? null });
  }

  it('prints one line of JSON and nothing else on standard output', () => {
    expect(running.output.stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('serves the sample over REST and MCP to its own key, and to nobody else', async () => {
    expect((await fetch(`${gateway.url}/`)).status).toBe(403);
    expect((await call('/')).status).toBe(200);
    expect((await call('/tools')).status).toBe(200);
    const summary = await call('/tools/get_case_summary', { method: 'POST', body: '{}' });
    expect(await summary.json()).toMatchObject({ columns: expect.arrayContaining(['total_cases']) as string[] });
    // As the guide's curl examples send it: no initialize, no Accept header.
    const listed = await call('/mcp', {
      method: 'POST',
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}',
    });
    const { result } = z
      .object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) })
      .parse(await listed.json());
    expect(result.tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['query_athena', 'get_case_summary', 'analyze_case_summaries']),
    );
  });

  it('logs one line for a request on standard error', async () => {
    await (await call('/tools/logged?secret=1', { method: 'PUT' })).text();
    await expect.poll(() => running.output.stderr).toMatch(/^PUT \/v1\/tools\/logged 40\d \d+ ms$/m);
    expect(running.output.stderr).not.toContain('secret');
  });
});

describe('starting and ending the gateway program', () => {
  it('ends with its standard input when told so, and had a key and a port of its own', async () => {
    const { child, ready, ended } = launch('--exit-with-stdin');
    const other = await ready;
    expect(other.accessKeyId).not.toBe(gateway.accessKeyId);
    expect(other.secretAccessKey).not.toBe(gateway.secretAccessKey);
    expect(other.url).not.toBe(gateway.url);
    child.stdin.end();
    expect(await ended).toEqual({ code: 0, signal: null });
  });

  it.each([
    [['--prot', '1'], /--prot/],
    [['--port', 'abc'], /--port takes a number from 0 to 65535, not: abc/],
    [['--port', '65536'], /--port takes a number from 0 to 65535, not: 65536/],
    [['--cors', 'https://app.example.com/'], /^--cors must be \* alone, or origins such as .* is not one$/m],
    [['extra'], /extra/],
  ])('refuses %o with one sentence and exit code 2', async (args, message) => {
    const { ended, output } = launch(...args);
    expect((await ended).code).toBe(2);
    expect(output.stderr).toMatch(message);
    expect(output.stderr).not.toMatch(/^\s+at /m);
    expect(output.stdout).toBe('');
  });

  it('explains itself with --help', async () => {
    const { ended, output } = launch('--help');
    expect((await ended).code).toBe(0);
    for (const flag of ['--port', '--data', '--cors', '--no-throttle', '--exit-with-stdin'])
      expect(output.stdout).toContain(flag);
  });

  it('answers pages of the origins that it is told, preflight and all', async () => {
    const origin = 'http://localhost:3000';
    const { child, ready, ended } = launch('--exit-with-stdin', '--cors', origin);
    const { url } = await ready;
    const preflight = await fetch(`${url}/mcp`, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect((await fetch(`${gateway.url}/mcp`, { method: 'OPTIONS', headers: { origin } })).status).toBe(403);
    child.stdin.end();
    await ended;
  });

  it('says that its port is taken', async () => {
    const { ended, output } = launch('--port', new URL(gateway.url).port);
    expect((await ended).code).toBe(1);
    expect(output.stderr).toMatch(/^Port \d+ is in use\. Choose another --port/);
  });

  it('says what is wrong with a folder that has no cases', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'no-cases-'));
    const { ended, output } = launch('--data', folder);
    expect((await ended).code).toBe(1);
    expect(output.stderr).toContain(folder);
    expect(output.stderr).not.toMatch(/^\s+at /m);
    rmSync(folder, { recursive: true });
  });

  // Windows has no signals to catch: there a kill is a kill.
  it.skipIf(process.platform === 'win32')('ends in order on SIGTERM', async () => {
    running.child.kill('SIGTERM');
    expect(await running.ended).toEqual({ code: 0, signal: null });
  });
});
