import { errorCode } from '#core/error-code.ts';
import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Renames a file over another one. Windows refuses while another program, such as a virus scanner, reads it. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (thrown) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(thrown) ?? '');
      if (process.platform !== 'win32' || !isBusy || attempt === 10) throw thrown;
      await delay(50);
    }
  }
}
