import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryIn } from '../../extension/host/deploy/deploy-memory.ts';

const REMEMBERED = { stackName: 'mcp-case-insights', region: 'eu-central-1', profile: 'ops', unfinished: true };

describe('what is kept of a deployment', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'deploy-memory-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is seen by another window as soon as it is written, and gone when it is forgotten', async () => {
    const storage = path.join(folder, 'not', 'there', 'yet');
    const [one, other] = [memoryIn(storage), memoryIn(storage)];
    expect(other.read()).toBeUndefined();
    await one.write(REMEMBERED);
    expect(other.read()).toEqual(REMEMBERED);
    await other.write({ ...REMEMBERED, profile: undefined });
    expect(one.read()).toEqual({ ...REMEMBERED, profile: undefined });
    const again = { ...REMEMBERED, again: { LogLevel: 'DEBUG' } };
    await one.write(again);
    expect(other.read()).toEqual(again);
    await one.write(undefined);
    expect(other.read()).toBeUndefined();
    expect(await readdir(storage)).toEqual([]);
  });

  it.each(['', '{"stackName": 7}', 'no JSON'])('is nothing where the file holds %j', async (text) => {
    await writeFile(path.join(folder, 'deployment.json'), text);
    expect(memoryIn(folder).read()).toBeUndefined();
  });
});
