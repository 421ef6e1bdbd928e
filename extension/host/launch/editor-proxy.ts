import * as vscode from 'vscode';
import { proxyVariables } from './proxy-variables.ts';

/**
 * The variables that take the bridge through the editor's own proxy; only for processes that this editor starts. They
 * may hold a login, so they are never written to files or kept by the editor.
 */
export function editorProxy(): Readonly<Record<string, string>> {
  const http = vscode.workspace.getConfiguration('http');
  return proxyVariables({ proxy: http.get<string>('proxy'), noProxy: http.get<readonly string[]>('noProxy') });
}
