import * as vscode from 'vscode';
import { knownServers } from './known-servers.ts';
import { sayNoServer } from './say-no-server.ts';
import { type Discovery, type ListedNode, listServers, type ServerNode } from './server-node.ts';

/** The argument of a command about a server: a row of the view, a label from another command, or nothing. */
export type ServerArgument = ListedNode | string;

export interface ServerQuestion {
  readonly title: string;
  readonly given: ServerArgument | undefined;
  /** Which servers the command applies to; all of them if omitted. */
  readonly fits?: (node: ServerNode) => boolean;
  /** Looks for deployments, if the command also applies to servers that this editor does not list. */
  readonly discover?: () => Promise<Discovery>;
}

/** The given server, the only one, or the one that the person chooses. Reports itself if there is none. */
export async function chooseServer({
  title,
  given,
  fits = () => true,
  discover,
}: ServerQuestion): Promise<ServerNode | undefined> {
  if (typeof given === 'object') return given.kind === 'server' && fits(given) ? given : undefined;
  const look = async () => (await discover?.())?.deployments ?? [];
  const status = vscode.l10n.t('Case Insights: looking for deployments');
  const known = serverNodes([]);
  const named = known.find(({ label }) => label === given);
  if (named !== undefined && fits(named)) return named;
  const deployments = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: status },
    look,
  );
  const servers = serverNodes(deployments).filter(fits);
  const [only, another] = servers;
  if (only === undefined) {
    await sayNoServer();
    return undefined;
  }
  if (another === undefined) return only;
  const answer = await vscode.window.showQuickPick(
    servers.map((server) => ({
      label: server.label,
      description: server.known?.endpoint ?? server.deployment?.endpoint ?? server.region,
      server,
    })),
    { title, placeHolder: vscode.l10n.t('Choose a server'), matchOnDescription: true, ignoreFocusOut: true },
  );
  return answer?.server;

  function serverNodes(found: Discovery['deployments']): readonly ServerNode[] {
    return listServers(false, knownServers(), found).filter((node) => node.kind === 'server');
  }
}
