import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

type Json = Readonly<Record<string, string | null>>;

/** The cases of a folder in the producer's layout, read by the plainest means: every data.json, parsed. */
export function readCaseFolder(folder: string): readonly Json[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'data.json')
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Json);
}

/** How often each value of a field occurs. */
export function countBy(cases: readonly Json[], field: string): ReadonlyMap<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const record of cases) counts.set(record[field] ?? null, (counts.get(record[field] ?? null) ?? 0) + 1);
  return counts;
}

/** A folder of real cases given by CASE_DATA, or one that lies beside the clone; undefined where there is none. */
export function realCaseFolder(): string | undefined {
  const given = process.env['CASE_DATA'] ?? path.join(REPOSITORY, '..', 'shared', 'data', 'incidents');
  return existsSync(given) ? given : undefined;
}
