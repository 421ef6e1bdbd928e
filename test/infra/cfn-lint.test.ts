import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

const installed = spawnSync('cfn-lint', ['--version'], { stdio: 'ignore' }).status === 0;
if (!installed) console.warn('The template was not linted: cfn-lint is not installed (pip install cfn-lint).');

test.runIf(installed)('cfn-lint finds nothing in the template', { timeout: 120_000 }, () => {
  const template = path.join(REPOSITORY, 'dist', 'template.json');
  const { stdout, stderr, status } = spawnSync('cfn-lint', [template], { encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
});
