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
        placeholder: vscode.l10n.t('Which server?'),
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
        placeholder: vscode.l10n.t('For which program?'),
        items: copyTargets().map((target) => ({ ...describeTarget(target), target })),
      });
      if (answer === undefined || answer === BACK || server === undefined) return answer && BACK;
      const { target } = answer;
      await copyFor(target, server, await bridge());
      message =
        target.kind === 'file'
          ? vscode.l10n.t(
              'Copied for {0}. It goes into {1}; servers that are there already stay beside it.',
              target.host.name,
              target.file,
            )
          : target.what === 'claude-code'
            ? vscode.l10n.t('Copied. Run the line in a terminal; Claude Code then knows the server in all projects.')
            : vscode.l10n.t(
                "Copied. It goes into the program's MCP settings; servers that are there already stay beside it.",
              );
      return 'answered';
    },
  ]);
  if (isDone) await vscode.window.showInformationMessage(message);
}
