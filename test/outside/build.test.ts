import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

it('webpack makes a zip of the same bytes in every build, at any time and in any time zone', async () => {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'build-'));
  try {
    const build = path.join(REPOSITORY, 'scripts', 'build.mjs');
    const env = { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' };
    await promisify(execFile)(process.execPath, [build, 'lambda', `--out=${elsewhere}`], { env });
    const [built, shipped] = await Promise.all(
      [elsewhere, path.join(REPOSITORY, 'dist')].map((folder) => readFile(path.join(folder, 'lambda.zip'))),
    );
    expect(built!.equals(shipped!)).toBe(true);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
}, 240_000);
