/** The text in the editor's language, with {0}, {1}... replaced: `vscode.l10n.t`, which only the host's edge imports. */
export interface L10n {
  t(message: string, ...values: readonly (string | number)[]): string;
}
