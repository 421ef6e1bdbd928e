import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with the page or frame, one sentence each; empty if nothing. Of what is looked at in one theme
 * already, only the colours can be wrong in another.
 */
export async function findBarriers(
  page: Page | Frame,
  look: 'everything' | 'colours' = 'everything',
): Promise<readonly string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        // It would put styles into the page, which the page's policy refuses.
        preload: false,
        ...(only === 'colours'
          ? { runOnly: ['color-contrast'] }
          : // A webview is a part of the editor's page, which has the landmarks.
            { rules: { region: { enabled: false } } }),
      }),
    look,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}
