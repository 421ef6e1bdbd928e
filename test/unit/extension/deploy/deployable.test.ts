import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDeployable } from '../../../../extension/aws/deploy/deployable.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deployable-'));
  const sha256 = createHash('sha256').update('zip').digest('hex');
  const file = { file: 'lambda.zip', sha256, key: `case-insights-mcp/${sha256}.zip`, bucketParameter: 'AssetBucket' };
  await writeFile(path.join(folder, 'lambda.zip'), 'zip');
  await writeFile(path.join(folder, 'assets.json'), JSON.stringify({ version: '0.1.0', files: [file] }));
  await writeFile(
    path.join(folder, 'template.json'),
    JSON.stringify({
      Parameters: { Days: { Type: 'Number', Default: 30 }, Id: { Type: 'String', Description: 'Which' } },
    }),
  );
});
afterEach(() => rm(folder, { recursive: true }));

describe('what is deployed', () => {
  it("is read from the build's folder", async () => {
    const { version, parameters, code } = await readDeployable(folder);
    expect(version).toBe('0.1.0');
    expect(parameters).toEqual([
      { name: 'Days', default: '30', description: '' },
      { name: 'Id', default: undefined, description: 'Which' },
    ]);
    expect(Buffer.from(await code.read()).toString()).toBe('zip');
  });

  it('is not sent where the file is another than the one that was built', async () => {
    const { code } = await readDeployable(folder);
    await writeFile(path.join(folder, 'lambda.zip'), 'zap');
    await expect(code.read()).rejects.toMatchObject({ remedy: 'Reinstall the extension.' });
  });

  it('is told to be damaged where a file is missing or cut off', async () => {
    await writeFile(path.join(folder, 'assets.json'), '{');
    await expect(readDeployable(folder)).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('damaged') as unknown,
    });
  });
});
