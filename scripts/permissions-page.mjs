// Writes docs/permissions.md from dist/template.json.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { permissionsPage } from '../infra/permissions-page.ts';

const root = path.resolve(import.meta.dirname, '..');
const template = JSON.parse(readFileSync(path.join(root, 'dist', 'template.json'), 'utf8'));
const file = path.join(root, 'docs', 'permissions.md');
writeFileSync(file, await format(permissionsPage(template), { ...(await resolveConfig(file)), parser: 'markdown' }));
