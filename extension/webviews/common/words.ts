import * as z from 'zod/mini';

/** The translations that the host put into the page: English text to text in the editor's language. */
const translations = z
  .catch(z.record(z.string(), z.string()), {})
  .parse(JSON.parse(document.getElementById('words')?.textContent ?? '{}'));

/**
 * The text in the editor's language, with {0}, {1}... replaced by the values. It takes the same messages, from the same
 * bundle, as `vscode.l10n.t` does in the host.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return (translations[message] ?? message).replaceAll(/\{(\d+)\}/g, (whole, index) =>
    String(values[Number(index)] ?? whole),
  );
}
