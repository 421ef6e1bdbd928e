import type { ExtensionContext } from 'vscode';
import { registerAnalysis } from './host/analysis/register-analysis.ts';
import { registerCredentials } from './host/credentials/register-credentials.ts';
import { registerDeploy } from './host/deploy/register-deploy.ts';
import { bridgeSource } from './host/launch/bridge-installation.ts';
import { registerGuide } from './host/guide/register-guide.ts';
import { registerServers } from './host/mcp/register-servers.ts';
import { registerOperations } from './host/servers-view/register-operations.ts';

/** The composition root of the extension: runs once, when one of its commands or its MCP servers is asked for. */
export function activate(context: ExtensionContext): void {
  registerCredentials(context);
  const bridge = bridgeSource(context);
  registerServers(context, bridge);
  registerOperations(context, bridge);
  registerAnalysis(context, bridge);
  registerDeploy(context);
  registerGuide(context);
}
