import * as vscode from 'vscode';

const changed = new vscode.EventEmitter<void>();

export const onDidChange: vscode.Event<void> = changed.event;

/** Tells everybody that something else was chosen, or that what was chosen may have other credentials now. */
export function credentialsChanged(): void {
  changed.fire();
}
