import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startWorkbench } from './start-workbench.ts';

describe('Case Insights: Try with Sample Data, from the palette', () => {
  let workbench: Awaited<ReturnType<typeof startWorkbench>>;

  beforeAll(async () => {
    workbench = await startWorkbench();
  });
  afterAll(() => workbench.close());

  it('says in one notification what to do next', async () => {
    await workbench.runCommand('Case Insights: Try with Sample Data');
    const notification = workbench.page.locator('.notification-toast');
    await notification.getByText('Case Insights answers from sample data now').waitFor();
    expect(await notification.count()).toBe(1);
    await workbench.screenshot('try-sample-data');
  });

  it('leaves a running server in MCP: List Servers', async () => {
    await workbench.runCommand('MCP: List Servers');
    await workbench.page.waitForTimeout(1000);
    await workbench.screenshot('list-servers');
  });
});
