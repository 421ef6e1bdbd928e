import { describe, expect, it } from 'vitest';
import type { AwsCredentials } from '../../../extension/aws/aws-credentials.ts';
import { credentialSource } from '../../../extension/aws/credentials.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-22T12:00:00Z');

/** Lets all that can go on go on. */
const settled = () => new Promise(setImmediate);

/** A source whose resolutions the test lets through one by one, on a clock that the test turns. */
function controlled() {
  /** Of each resolution, whether it might ask somebody for a code. */
  const mayAsk: boolean[] = [];
  const pending: { resolve: (credentials: AwsCredentials) => void; reject: (reason: Error) => void }[] = [];
  let now = START;
  let changed = false;
  const source = credentialSource('team', {
    resolve: (_profile, { askMfaCode }) => {
      mayAsk.push(askMfaCode !== undefined);
      return new Promise((resolve, reject) => pending.push({ resolve, reject }));
    },
    askMfaCode: () => () => Promise.resolve('123456'),
    now: () => now,
    filesChanged: () => Promise.resolve(changed && !(changed = false)),
  });
  return { source, pending, mayAsk, turn: (ms: number) => (now = START + ms), edit: () => (changed = true) };
}

const key = (accessKeyId: string, expiresAfter?: number): AwsCredentials => ({
  accessKeyId,
  secretAccessKey: 's',
  ...(expiresAfter !== undefined && { expiration: new Date(START + expiresAfter) }),
});

describe('credentials', () => {
  it('are resolved once for all who ask, and kept', async () => {
    const { source, pending } = controlled();
    const asked = [source(), source(), source()];
    await settled();
    pending[0]?.resolve(key('A'));
    expect(await Promise.all(asked)).toEqual([key('A'), key('A'), key('A')]);
    expect(await source()).toEqual(key('A'));
    expect(pending).toHaveLength(1);
  });

  it('are renewed before they expire while the old ones still serve', async () => {
    const { source, pending, mayAsk, turn } = controlled();
    const first = source();
    await settled();
    pending[0]?.resolve(key('A', 60 * MINUTE));
    await first;
    turn(54 * MINUTE);
    await source();
    expect(pending).toHaveLength(1);
    turn(56 * MINUTE);
    expect(await Promise.all([source(), source()])).toMatchObject([{ accessKeyId: 'A' }, { accessKeyId: 'A' }]);
    expect(pending).toHaveLength(2);
    pending[1]?.reject(new Error('not now'));
    turn(57 * MINUTE);
    await settled();
    expect(await source()).toMatchObject({ accessKeyId: 'A' });
    pending[2]?.resolve(key('B', 120 * MINUTE));
    await settled();
    expect(await source()).toMatchObject({ accessKeyId: 'B' });
    // Nobody is asked for a code out of the blue.
    expect(mayAsk).toEqual([true, false, false]);
  });

  it('that have expired are never handed out', async () => {
    const { source, pending, turn } = controlled();
    const first = source();
    await settled();
    pending[0]?.resolve(key('A', 60 * MINUTE));
    await first;
    turn(60 * MINUTE);
    const next = source();
    await settled();
    pending[1]?.reject(new Error('signed out'));
    await expect(next).rejects.toThrow('signed out');
  });

  it('that could not be had are asked for again by the next call', async () => {
    const { source, pending } = controlled();
    const first = source();
    await settled();
    pending[0]?.reject(new Error('none'));
    await expect(first).rejects.toThrow('none');
    const second = source();
    await settled();
    pending[1]?.resolve(key('A'));
    expect(await second).toEqual(key('A'));
  });

  it('that AWS refused are resolved anew, once for all who were refused', async () => {
    const { source, pending } = controlled();
    const first = source();
    const refused = key('A');
    await settled();
    pending[0]?.resolve(refused);
    await first;
    const again = [source(refused), source(refused)];
    await settled();
    pending[1]?.resolve(key('B'));
    expect(await Promise.all(again)).toEqual([key('B'), key('B')]);
    expect(await source(refused)).toEqual(key('B'));
    expect(pending).toHaveLength(2);
  });

  it('are resolved anew by the next call once the files say something else, and not used if that fails', async () => {
    const { source, pending, edit } = controlled();
    const first = source();
    await settled();
    pending[0]?.resolve(key('A'));
    await first;
    edit();
    const second = [source(), source()];
    await settled();
    pending[1]?.reject(new Error('half written'));
    expect((await Promise.allSettled(second)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const third = source();
    await settled();
    pending[2]?.resolve(key('B'));
    expect(await third).toEqual(key('B'));
    expect(pending).toHaveLength(3);
  });

  it('that the files replaced stay replaced, though a renewal of the old ones ends later', async () => {
    const { source, pending, turn, edit } = controlled();
    const first = source();
    await settled();
    pending[0]?.resolve(key('A', 60 * MINUTE));
    await first;
    turn(56 * MINUTE);
    await source();
    expect(pending).toHaveLength(2);
    edit();
    const second = source();
    await settled();
    pending[2]?.resolve(key('B', 120 * MINUTE));
    expect(await second).toMatchObject({ accessKeyId: 'B' });
    pending[1]?.resolve(key('A again', 120 * MINUTE));
    await settled();
    expect(await source()).toMatchObject({ accessKeyId: 'B' });
  });
});
