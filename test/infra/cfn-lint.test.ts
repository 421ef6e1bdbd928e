import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

/** A shell says 127 of a program that is not there, and so do those who stand in for one. */
const NOT_FOUND = 127;

test('cfn-lint finds nothing in the template', { timeout: 120_000 }, ({ skip }) => {
  const template = path.join(REPOSITORY, 'dist', 'template.json');
  const { error, stdout, stderr, status } = spawnSync('cfn-lint', [template], { encoding: 'utf8' });
  if (error !== undefined || status === NOT_FOUND) {
    console.warn('The template was not linted: cfn-lint is not installed (pip install cfn-lint).');
    skip();
  }
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
});
