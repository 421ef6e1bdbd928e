import * as sdk from '@aws-sdk/client-s3';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MARK_PREFIX, s3Cancellations } from '../../../server-lambda/aws/s3-cancellations.ts';

const POLL_MS = 5;

/** A bucket, and when it was asked for what. */
function bucket() {
  const marks = new Set<string | undefined>();
  const asked: { readonly what: string; readonly at: number }[] = [];
  const client = new sdk.S3Client({ region: 'eu-west-1' });
  const send = (command: unknown): Promise<unknown> => {
    const note = (what: string) => asked.push({ what, at: performance.now() });
    if (command instanceof sdk.PutObjectCommand) {
      note('put');
      marks.add(command.input.Key);
    } else if (command instanceof sdk.DeleteObjectCommand) {
      note('delete');
      marks.delete(command.input.Key);
    } else if (command instanceof sdk.HeadObjectCommand) {
      note('head');
      if (!marks.has(command.input.Key)) return Promise.reject(new Error('NotFound'));
    }
    return Promise.resolve({});
  };
  vi.spyOn(client, 'send').mockImplementation(send as never);
  const cancellations = s3Cancellations({
    s3: () => Promise.resolve({ ...sdk, client }),
    bucket: 'results',
    pollMs: POLL_MS,
  });
  return { cancellations, marks, asked, heads: () => asked.filter(({ what }) => what === 'head').length };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a call that is cancelled from elsewhere', () => {
  it('hears it once, and looks no more', async () => {
    const { cancellations, marks, heads } = bucket();
    let cancelled = 0;
    cancellations.watch('call-1', () => (cancelled += 1));
    marks.add(`${MARK_PREFIX}call-1`);
    await vi.waitUntil(() => cancelled > 0);
    const before = heads();
    await delay(10 * POLL_MS);
    expect([cancelled, heads()]).toEqual([1, before]);
  });

  it('is not another call', async () => {
    const { cancellations, marks, heads } = bucket();
    let cancelled = 0;
    const stop = cancellations.watch('call-1', () => (cancelled += 1));
    marks.add(`${MARK_PREFIX}call-2`);
    await vi.waitUntil(() => heads() > 2);
    stop();
    expect(cancelled).toBe(0);
  });

  it('finds a mark that stays for several looks, and is removed then', async () => {
    const { cancellations, marks, asked } = bucket();
    await cancellations.cancel('call-1');
    const [put, removed] = asked;
    expect([put?.what, removed?.what, marks.size]).toEqual(['put', 'delete', 0]);
    expect((removed?.at ?? 0) - (put?.at ?? 0)).toBeGreaterThanOrEqual(4 * POLL_MS);
  });
});

it('a call that has ended looks for no mark any more', async () => {
  const { cancellations, heads } = bucket();
  const stop = cancellations.watch('call-1', () => undefined);
  await vi.waitUntil(() => heads() > 0);
  stop();
  const before = heads();
  await delay(10 * POLL_MS);
  expect(heads()).toBe(before);
});
