import * as vscode from 'vscode';

const changed = new vscode.EventEmitter<void>();

export const onDidChange: vscode.Event<void> = changed.event;

/** Fires the event: another choice, or possibly new credentials for the same choice. */
export function credentialsChanged(): void {
  changed.fire();
}
