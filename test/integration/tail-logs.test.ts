import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tailLogGroup } from '../../extension/aws/logs/tail-log-group.ts';
import { tailFile } from '../../extension/host/logs/tail-file.ts';
import { startAccountEndpoint, type AccountEndpoint } from '../support/account-endpoint.ts';

const TIME = Date.UTC(2026, 10, 22, 10);
const event = (eventId: string, timestamp: number) => ({ eventId, timestamp, message: `line ${eventId}\n` });

describe('following a log group', () => {
  let aws: AccountEndpoint;
  let client: CloudWatchLogsClient;
  let stop: AbortController;
  let waits: number[];
  beforeEach(async () => {
    aws = await startAccountEndpoint();
    client = new CloudWatchLogsClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDLOGS', secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    stop = new AbortController();
    waits = [];
  });
  afterEach(async () => {
    client.destroy();
    await aws.close();
  });

  /** Each answer in its turn; the tail ends when there is none left. */
  async function follow(answers: readonly Parameters<AccountEndpoint['answers']['set']>[1][]): Promise<string[][]> {
    const left = [...answers];
    const next = () => {
      const answer = left.shift();
      if (answer === undefined) stop.abort();
      else aws.answers.set('FilterLogEvents', answer);
    };
    next();
    const batches: string[][] = [];
    const tail = tailLogGroup(client, {
      logGroup: '/aws/lambda/MCP-CaseInsights-acme',
      since: new Date(TIME),
      signal: stop.signal,
      pause: (ms) => {
        waits.push(ms);
        next();
        return Promise.resolve();
      },
    });
    for await (const lines of tail) batches.push(lines.map(({ text }) => text));
    return batches;
  }

  it('gives every line once, in the order of their times, though each look finds the last ones again', async () => {
    const [a, b, c] = [event('a', TIME + 1), event('b', TIME + 2), event('c', TIME + 3)];
    expect(
      await follow([{ json: { events: [b, a] } }, { json: { events: [b, a] } }, { json: { events: [b, c] } }]),
    ).toEqual([['line a', 'line b'], ['line c']]);
  });

  it('takes in a line that comes late, with a time before the last', async () => {
    const late = event('late', TIME + 50_000);
    expect(await follow([{ json: { events: [event('a', TIME + 60_000)] } }, { json: { events: [late] } }])).toEqual([
      ['line a'],
      ['line late'],
    ]);
  });

  it('asks less and less often while there is nothing new, and at once more often when there is', async () => {
    const nothing = { json: { events: [] } };
    await follow([nothing, nothing, nothing, { json: { events: [event('a', TIME)] } }]);
    const [first = 0, second = 0, third = 0, fourth] = waits;
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(fourth).toBeLessThan(first);
  });

  it('waits for a group that is not there yet, and for AWS to take more requests', async () => {
    const missing = {
      status: 400,
      code: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    };
    const throttled = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };
    expect(await follow([missing, throttled, { json: { events: [event('a', TIME)] } }])).toEqual([['line a']]);
  });

  it('says what is missing where it may not read', async () => {
    const message = 'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: logs:FilterLogEvents';
    await expect(follow([{ status: 400, code: 'AccessDeniedException', message }])).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      message: expect.stringContaining('logs:FilterLogEvents') as string,
    });
  });
});

describe('following a log file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tail-file-'));
    file = path.join(folder, 'bridge.log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Does one thing at each look. */
  async function follow(steps: readonly (() => Promise<void>)[]): Promise<string[]> {
    const stop = new AbortController();
    const left = [...steps];
    const lines: string[] = [];
    const pause = async () => {
      const step = left.shift();
      if (step === undefined) stop.abort();
      else await step();
    };
    for await (const batch of tailFile(file, stop.signal, pause)) lines.push(...batch);
    return lines;
  }

  it('waits for a file that is not there yet, and gives whole lines alone', async () => {
    const lines = await follow([
      () => writeFile(file, 'one\ntw'),
      () => appendFile(file, 'o\n'),
      () => appendFile(file, 'three\nno end'),
    ]);
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  it('begins with the last lines of a long file', async () => {
    await writeFile(file, `${Array.from({ length: 5_000 }, (_, index) => `line ${index}`).join('\n')}\n`);
    const lines = await follow([]);
    expect(lines.at(-1)).toBe('line 4999');
    expect(lines.length).toBeLessThan(3_000);
  });

  it('goes on with the new file when the old one was put aside', async () => {
    await writeFile(file, 'old\n');
    const lines = await follow([() => rename(file, `${file}.old`), () => writeFile(file, 'new\n')]);
    expect(lines).toEqual(['old', 'new']);
  });

  it('keeps letters whole that arrive in two parts', async () => {
    const bytes = Buffer.from('für\n');
    const lines = await follow([
      () => writeFile(file, bytes.subarray(0, 2)),
      () => appendFile(file, bytes.subarray(2)),
    ]);
    expect(lines).toEqual(['für']);
  });
});
