import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { parametersPage } from '../../infra/parameters-page.ts';
import { permissionsPage } from '../../infra/permissions-page.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import type { Template } from '../support/deploy-template.ts';

test.each([
  ['permissions.md', permissionsPage],
  ['parameters.md', parametersPage],
])('docs/%s says what the template has', async (name, page) => {
  const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
  const file = path.join(REPOSITORY, 'docs', name);
  const expected = await format(page(template), { ...(await resolveConfig(file)), parser: 'markdown' });
  expect(readFileSync(file, 'utf8')).toBe(expected);
});
