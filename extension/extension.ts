import type { ExtensionContext } from 'vscode';
import { registerSampleServer } from './host/mcp/sample-server.ts';

/** The composition root of the extension: runs once, when one of its commands or its MCP servers is asked for. */
export function activate(context: ExtensionContext): void {
  registerSampleServer(context);
}
