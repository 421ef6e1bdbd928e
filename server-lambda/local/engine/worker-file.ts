import { existsSync } from 'node:fs';
import path from 'node:path';

const WORKER = 'engine-worker.js';

/**
 * The worker's program: next to the running bundle, or in the `dist/` of the folder that the sources run from.
 * Throws when it was not built.
 */
export function findWorkerFile(): string {
  // A bundle is CommonJS; sources run as modules, which have no __dirname.
  const start = typeof __dirname === 'string' ? __dirname : path.resolve(path.dirname(process.argv[1] ?? './program'));
  const beside = path.join(start, WORKER);
  if (existsSync(beside)) return beside;
  for (let folder = start; ; folder = path.dirname(folder)) {
    const built = path.join(folder, 'dist', WORKER);
    if (existsSync(built)) return built;
    if (folder === path.dirname(folder)) break;
  }
  throw new Error(`${WORKER} is missing beside ${start}: run "npm run build"`);
}
