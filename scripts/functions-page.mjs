// Writes docs/guide/sql.md from the table of functions, and from what is known to be refused or different.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { functionsPage } from '../test/oracle/functions-page.ts';

const file = path.join(import.meta.dirname, '..', 'docs', 'guide', 'sql.md');
writeFileSync(file, await format(functionsPage(), { ...(await resolveConfig(file)), parser: 'markdown' }));
