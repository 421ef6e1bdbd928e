import * as vscode from 'vscode';
import type { ListedNode } from '../servers/server-node.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { knownServers } from '../servers/known-servers.ts';
import { askPick } from '../input/quick-input.ts';
import { BACK, runSteps } from '../input/run-steps.ts';
import { sayNoServer } from '../servers/say-no-server.ts';
import { copyFor, copyTargets, describeTarget } from '../mcp-hosts/targets.ts';

/**
 * Asks for a host, and for a server unless one is given. Copies the configuration for that host, and says where it
 * goes.
 */
export async function copyConfiguration(bridge: BridgeSource, node?: ListedNode): Promise<void> {
  const given = node?.kind === 'server' ? node.known : undefined;
  const servers = given === undefined ? knownServers() : [given];
  let [server] = servers;
  if (server === undefined) return sayNoServer();
  const title = vscode.l10n.t('Copy MCP Configuration');
  let message = '';
  const isDone = await runSteps([
    async (position) => {
      if (servers.length === 1) return 'skipped';
      const answer = await askPick({
        ...position,
        title,
        placeholder: vscode.l10n.t('Choose a server'),
        items: servers.map((each) => ({ label: each.label, description: each.endpoint, server: each })),
      });
      if (answer === undefined || answer === BACK) return answer;
      server = answer.server;
      return 'answered';
    },
    async (position) => {
      const answer = await askPick({
        ...position,
        title,
        placeholder: vscode.l10n.t('Choose a program'),
        items: copyTargets().map((target) => ({ ...describeTarget(target), target })),
      });
      if (answer === undefined || answer === BACK || server === undefined) return answer && BACK;
      const { target } = answer;
      await copyFor(target, server, await bridge());
      message =
        target.kind === 'file'
          ? vscode.l10n.t(
              'Copied for {0}. Add it to the servers that are already in {1}.',
              target.host.name,
              target.file,
            )
          : target.what === 'claude-code'
            ? vscode.l10n.t('Copied. Run the command in a terminal to add the server to Claude Code for all projects.')
            : vscode.l10n.t("Copied. Add it to the servers that are already in the program's MCP settings.");
      return 'answered';
    },
  ]);
  if (isDone) await vscode.window.showInformationMessage(message);
}
