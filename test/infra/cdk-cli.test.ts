import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import type { Template } from '../support/deploy-template.ts';

test(
  "the CDK's own CLI synthesizes the stack, with the zip as an asset that it publishes",
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'case-insights-cdk-'));
    const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
    const run = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', folder], {
      cwd: REPOSITORY,
      encoding: 'utf8',
      env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true' },
    });
    expect(run.status, run.stderr).toBe(0);
    const byCdk = JSON.parse(readFileSync(path.join(folder, 'mcp-case-insights.template.json'), 'utf8')) as Template;
    const shipped = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
    expect(Object.keys(byCdk.Resources).toSorted()).toEqual(Object.keys(shipped.Resources).toSorted());
    expect(byCdk.Parameters).not.toHaveProperty('AssetBucket');
    rmSync(folder, { recursive: true });
  },
);
