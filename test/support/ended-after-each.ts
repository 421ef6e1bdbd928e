import { afterEach, expect } from 'vitest';
import type { BridgeProcess } from './bridge-process.ts';
import { KEY } from './upstream.ts';

/**
 * For the top of a test file. Bridges put into `running` and what is put into `closing` end after the test that started
 * them, whatever became of it; no bridge may have logged the secret key by then.
 */
export function endedAfterEach() {
  const running: BridgeProcess[] = [];
  const closing: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const bridge of running.splice(0)) {
      bridge.child.kill('SIGKILL');
      await bridge.exited;
      expect(bridge.log()).not.toContain(KEY.secretAccessKey);
    }
    await Promise.all(closing.splice(0).map((each) => each.close()));
  });
  return { running, closing };
}
