import type { Desks } from './handlers.ts';

/** Writing is the editor's; the page only hears of it when it failed. */
export function orSayNotWritten({ editor, notice }: Desks, writing: Promise<void>): void {
  writing.catch(() => {
    notice('error', editor.l10n.t('The file could not be written. Choose another folder, then try again.'));
  });
}
