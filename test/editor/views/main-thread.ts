import type { Page } from 'playwright-core';

/** How long the page's main thread has worked since its clock was asked for, in milliseconds, waiting not counted. */
export interface MainThread {
  ms(): Promise<number>;
}

/** Unlike a clock on the wall, it hardly tells a busy machine from an idle one. In Chromium alone. */
export async function mainThread(page: Page): Promise<MainThread> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    ms: async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
    },
  };
}
