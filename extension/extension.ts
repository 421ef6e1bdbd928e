import type { ExtensionContext } from 'vscode';
import { registerCredentials } from './host/credentials/register-credentials.ts';
import { registerServers } from './host/mcp/register-servers.ts';
import { registerServersView } from './host/servers/register-servers-view.ts';

/** The composition root of the extension: runs once, when one of its commands or its MCP servers is asked for. */
export function activate(context: ExtensionContext): void {
  registerCredentials(context);
  registerServers(context);
  registerServersView(context);
}
