// Adds up the results of the test runs. The last line is `N passed, N failed, N skipped`.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '..', 'dist');

function read(name) {
  try {
    return JSON.parse(readFileSync(path.join(dist, name), 'utf8'));
  } catch {
    process.stdout.write(`No results in dist/${name}: that run did not finish.\n`);
    return { missing: true };
  }
}

const vitest = [read('test-results.json'), read('outside-results.json')];
const editor = read('editor-results.json');
const count = (inVitest, inEditor) =>
  vitest.reduce((sum, results) => sum + (results[inVitest] ?? 0), editor[inEditor] ?? 0);
const passed = count('numPassedTests', 'passed');
const failed = count('numFailedTests', 'failed');
const skipped = count('numPendingTests', 'skipped');
/** The tests that failed, or that passed on the second attempt. */
const named = (wanted) =>
  vitest
    .flatMap(({ testResults = [] }) => testResults)
    .flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status, failureMessages }) => status === wanted && failureMessages.length > 0)
        .map(({ fullName, failureMessages: [why = ''] }) => `${name} > ${fullName}: ${why.split('\n', 1)[0]}`),
    );
for (const flaky of [...named('passed'), ...(editor.flaky ?? [])]) process.stdout.write(`Flaky: ${flaky}\n`);
for (const failure of [...named('failed'), ...(editor.failures ?? [])]) process.stdout.write(`Failed: ${failure}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
if (failed > 0 || [...vitest, editor].some(({ missing }) => missing)) process.exitCode = 1;
