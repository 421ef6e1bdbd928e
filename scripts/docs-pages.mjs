// Writes docs/permissions.md and docs/parameters.md from dist/template.json.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parametersPage } from '../infra/parameters-page.ts';
import { permissionsPage } from '../infra/permissions-page.ts';

const root = path.resolve(import.meta.dirname, '..');
const template = JSON.parse(readFileSync(path.join(root, 'dist', 'template.json'), 'utf8'));
for (const [name, page] of [
  ['permissions.md', permissionsPage],
  ['parameters.md', parametersPage],
]) {
  const file = path.join(root, 'docs', name);
  writeFileSync(file, await format(page(template), { ...(await resolveConfig(file)), parser: 'markdown' }));
}
