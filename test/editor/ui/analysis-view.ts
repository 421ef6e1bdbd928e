import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from './start-workbench.ts';

/** Opens the view, and finds its page among those of the other views, once it shows something. */
export async function openAnalysis(workbench: Workbench): Promise<Frame> {
  await workbench.runCommand('Case Insights: Analyze Cases');
  for (;;) {
    for (const frame of workbench.page.frames()) {
      // A frame may go away while it is looked at.
      if (await isAnalysis(frame).catch(() => false)) return frame;
    }
    await setTimeout(100);
  }
}

async function isAnalysis(frame: Frame): Promise<boolean> {
  return (await frame.title()) === 'Analyze' && (await frame.locator('main > *').count()) > 0;
}

/** Loads the whole workbench anew, as somebody does who presses F5. */
export async function reloadAnalysis(workbench: Workbench): Promise<Frame> {
  await workbench.page.reload();
  await workbench.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  return openAnalysis(workbench);
}

const fileBox = ({ page }: Workbench) => page.locator('.quick-input-widget input.input');

/** Waits for the name of a file that the dialog proposes, which is some time after it is open; gives its path. */
export async function proposedFile(workbench: Workbench, name: RegExp): Promise<string> {
  await expect.poll(() => fileBox(workbench).inputValue(), { timeout: 60_000 }).toMatch(name);
  return fileBox(workbench).inputValue();
}

/** Chooses what stands in the dialog, which takes no Enter while it looks at what was typed. */
export async function acceptFile(workbench: Workbench): Promise<void> {
  for (let open = true; open;) {
    const box = fileBox(workbench);
    open = await box
      .press('Enter', { timeout: 2_000 })
      .then(() => box.waitFor({ state: 'hidden', timeout: 2_000 }))
      .then(
        () => false,
        () => true,
      );
  }
}

/**
 * Types a folder into the dialog, over the one that it proposes, and chooses it. Enter means that folder only once the
 * dialog lists it and no row has the focus: before, it opens the row, such as the one of the folder above.
 */
export async function chooseFolder(workbench: Workbench, folder: string): Promise<void> {
  await proposedFile(workbench, /\/$/);
  const [content = ''] = readdirSync(folder);
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await expect
    .poll(
      async () => {
        await fileBox(workbench).fill(`${folder}/`);
        await rows.filter({ hasText: content }).first().waitFor({ timeout: 5_000 });
      },
      { timeout: 60_000 },
    )
    .toBeUndefined();
  await expect.poll(() => rows.and(workbench.page.locator('.focused')).count(), { timeout: 60_000 }).toBe(0);
  expect(await fileBox(workbench).inputValue()).toBe(`${folder}/`);
  await acceptFile(workbench);
}
