import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Called by the editor in its extension host: runs the tests beside this file, and rejects when one fails. */
export async function run(): Promise<void> {
  // Marks the report's lines among those that the editor prints.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    console.log(format(...parts).replaceAll(/^/gm, 'test |'));
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, color: false });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => {
      // The runner always has stats once its reporter was made.
      resolve(runner.stats!);
    });
    runner.on('fail', (test, error: Error) => {
      failures.push(`${test.fullTitle()}: ${error.message.split('\n', 1)[0] ?? ''}`);
    });
  });
  const results = { passed: stats.passes, failed: stats.failures, skipped: stats.pending, failures, flaky: [] };
  const file = process.env['EDITOR_TEST_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (stats.failures > 0) throw new Error(`${stats.failures} tests failed.`);
}
