import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { functionsPage } from '../oracle/functions-page.ts';
import { GUIDE } from '../support/guide.ts';

test('docs/guide/sql.md says which functions the embedded engine has', async () => {
  const file = path.join(GUIDE, 'sql.md');
  const expected = await format(functionsPage(), { ...(await resolveConfig(file)), parser: 'markdown' });
  expect(readFileSync(file, 'utf8')).toBe(expected);
});
