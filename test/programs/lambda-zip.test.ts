import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

const run = promisify(execFile);
const ZIP = path.join(REPOSITORY, 'dist', 'lambda.zip');

describe('dist/lambda.zip', () => {
  let zip: Buffer;
  let files: Record<string, Uint8Array>;
  let elsewhere: string;

  beforeAll(async () => {
    zip = await readFile(ZIP);
    files = unzipSync(zip);
    elsewhere = await mkdtemp(path.join(tmpdir(), 'lambda-zip-'));
  });
  afterAll(() => rm(elsewhere, { recursive: true }));

  it('holds the function and the licences of what it has parts of, in less than 600 KB', () => {
    expect(Object.keys(files)).toEqual([
      'LICENSE',
      'THIRD-PARTY-LICENSES.txt',
      'lambda-figures.js',
      'lambda-late.js',
      'lambda.js',
    ]);
    expect(zip.length).toBeLessThan(600_000);
    const licences = Buffer.from(files['THIRD-PARTY-LICENSES.txt'] ?? []).toString();
    for (const name of [
      '@aws-sdk/client-athena',
      '@aws-lambda-powertools/logger',
      '@modelcontextprotocol/server',
      'zod',
      'echarts',
      'zrender',
    ]) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    expect(licences).not.toContain('undefined');
  });

  it('runs where there is nothing but Node, and begins with one file', async () => {
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(elsewhere, name), content);
    const program = `
      globalThis.awslambda = { streamifyResponse: (handler) => handler };
      process.stdout.write(typeof require('./lambda').handler + ', from');
      for (const file of Object.keys(require.cache)) process.stdout.write(' ' + require('node:path').basename(file));`;
    const env = {
      ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }),
      AWS_REGION: 'eu-central-1',
      ATHENA_DATABASE: 'case_insights',
      ATHENA_WORKGROUP: 'CaseInsights',
      BEDROCK_MODEL_ID: 'vendor.model-v1:0',
    };
    const { stdout, stderr } = await run(process.execPath, ['-e', program], { cwd: elsewhere, env });
    expect({ stdout, stderr }).toEqual({ stdout: 'function, from lambda.js', stderr: '' });
  });
});
