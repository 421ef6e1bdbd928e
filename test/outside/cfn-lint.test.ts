import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import { needs } from './needs.ts';

test('cfn-lint finds nothing in the template', needs('python'), () => {
  const template = path.join(REPOSITORY, 'dist', 'template.json');
  const { stdout, stderr, status } = spawnSync('cfn-lint', [template], { encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
});
