import path from 'node:path';
import * as z from 'zod/mini';
import { partitionOf, type Partition } from '#core/contract/console-link.ts';
import type { Target } from '../../protocol/analysis-draft.ts';
import { type KnownServer, serverKey } from '../servers/known-server.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';
import { isSameEndpoint } from '../servers/server-node.ts';
import type { AnalysisEditor, DeploymentsFound } from './editor.ts';
import { createServerConnection, type ServerConnection } from './server/server-connection.ts';
import type { PanelState } from './panel-state.ts';

/** Idle servers are stopped after this time; analyses are minutes apart. */
const IDLE_MS = 10 * 60_000;
const MOST_FOLDERS = 20;
export const SAMPLE = 'sample';

/** The servers and folders that can be asked, the chosen one, and their connections. */
export interface Targets {
  readonly all: () => readonly Target[];
  readonly chosen: () => Target;
  readonly find: (id: string) => Target | undefined;
  /** The current id of a target; it changes when a deployment becomes a configured server. */
  readonly idNow: (id: string) => string;
  /** Returns true if the choice has changed. */
  choose(id: string): boolean;
  addFolder(folder: string): void;
  /** Lists deployments; resolves to true if that changes the chosen target, such as to one that has come back. */
  findDeployments(): Promise<boolean>;
  /** The same connection until the way to start its server changes. */
  readonly connection: (id: string) => ServerConnection;
  /** AWS partition of the target's cases; `undefined` for sample data. */
  readonly partition: (id: string) => Partition | undefined;
  /** Reads the list of servers again; returns true if that changes the chosen target. */
  refresh(): boolean;
  close(): Promise<void>;
}

interface Known {
  readonly target: Omit<Target, 'connection'>;
  readonly launch: () => Promise<StdioLaunch>;
  /** Identifies how the server is started. */
  readonly key: string;
  /** Set for servers only, like the region. */
  readonly endpoint?: string;
  readonly region?: string;
}

export function createTargets(
  editor: Pick<AnalysisEditor, 'here' | 'everywhere' | 'launches' | 'l10n' | 'askText'>,
  panelState: PanelState,
): Targets {
  const { here, everywhere, launches, l10n } = editor;
  const connections = new Map<string, { readonly key: string; readonly connection: ServerConnection }>();
  let folders = everywhere.get('analysis.folders', z.array(z.string()).check(z.maxLength(MOST_FOLDERS))) ?? [];
  let deployments: readonly KnownServer[] = [];
  let searches = 0;
  let known = list();
  let chosen = here.get('analysis.target', z.string()) ?? known[0]?.target.id ?? SAMPLE;

  function list(): readonly Known[] {
    const sample: Known = {
      target: {
        id: SAMPLE,
        kind: 'sample',
        label: l10n.t('Sample data'),
        description: l10n.t('made-up cases on this machine'),
      },
      launch: () => Promise.resolve(launches.ofSample()),
      key: SAMPLE,
    };
    const servers = launches.servers();
    const others = deployments.filter(
      ({ endpoint }) => !servers.some((each) => isSameEndpoint(each.endpoint, endpoint)),
    );
    return [...servers.map(ofServer), sample, ...others.map(ofDeployment), ...folders.map(ofFolder)];
  }

  function ofServer(server: KnownServer): Known {
    return deployed(`server:${serverKey(server.label)}`, 'server', server, launches.ofServer);
  }

  function ofDeployment(server: KnownServer): Known {
    const id = `deployment:${server.region}:${server.label}`;
    const found = deployed(id, 'deployment', server, launches.ofDeployment);
    // A bridge gets keys without a profile at its start, so newly chosen keys need a new bridge.
    return server.profile === undefined ? { ...found, key: `${found.key} ${searches}` } : found;
  }

  function ofFolder(folder: string): Known {
    return {
      target: {
        id: `folder:${folder}`.slice(0, 300),
        kind: 'folder',
        label: path.basename(folder),
        description: folder,
      },
      launch: () => Promise.resolve(launches.ofFolder(folder)),
      key: folder,
    };
  }

  const entryOf = (id: string) => known.find(({ target }) => target.id === id);
  const idAt = (endpoint: string | undefined) =>
    known.find((each) => isSameEndpoint(each.endpoint, endpoint))?.target.id;
  const idNow = (id: string): string => {
    if (entryOf(id) !== undefined) return id;
    return idAt(deployments.map(ofDeployment).find(({ target }) => target.id === id)?.endpoint) ?? id;
  };
  const shown = (entry: Known): Target => ({
    ...entry.target,
    connection: connections.get(entry.target.id)?.connection.state() ?? 'idle',
  });
  const chosenTarget = (): Target => {
    const entry = entryOf(idNow(chosen)) ?? known[0];
    // The sample is always listed.
    if (entry === undefined) throw new Error('There is no target.');
    return shown(entry);
  };
  const post = () =>
    panelState.set({ kind: 'targets', state: { targets: known.map(shown), chosen: chosenTarget().id } });
  /** A chosen deployment stays chosen when it becomes a configured server with another id. */
  const refresh = () => {
    const shownBefore = chosenTarget().id;
    const before = entryOf(chosen);
    known = list();
    const same = idAt(before?.endpoint);
    if (entryOf(chosen) === undefined && same !== undefined) choose(same);
    else post();
    return chosenTarget().id !== shownBefore;
  };
  const choose = (id: string) => {
    chosen = id;
    here.set('analysis.target', id);
    post();
  };

  const connection = (id: string): ServerConnection => {
    const entry = entryOf(id);
    const before = connections.get(id);
    if (before !== undefined && (entry === undefined || before.key === entry.key)) return before.connection;
    void before?.connection.close();
    const made = createServerConnection({
      launch: entry?.launch ?? (() => Promise.reject(new Error('The server is no longer in the list.'))),
      open: launches.open,
      ask: (question) => editor.askText(entry?.target.label ?? '', question),
      onState: post,
      idleMs: IDLE_MS,
    });
    connections.set(id, { key: entry?.key ?? '', connection: made });
    return made;
  };

  post();
  return {
    all: () => known.map(shown),
    chosen: chosenTarget,
    find: (id) => {
      const entry = entryOf(idNow(id));
      return entry && shown(entry);
    },
    idNow,
    choose(wanted) {
      const id = idNow(wanted);
      if (id === chosen || entryOf(id) === undefined) return false;
      choose(id);
      return true;
    },
    addFolder(folder) {
      folders = [folder, ...folders.filter((each) => each !== folder)].slice(0, MOST_FOLDERS);
      everywhere.set('analysis.folders', folders);
      known = list();
      post();
    },
    connection,
    partition(id) {
      const entry = entryOf(id);
      if (entry?.target.kind === 'sample') return undefined;
      return partitionOf(entry?.region ?? '');
    },
    async findDeployments() {
      const search = ++searches;
      const found = await launches.deployments();
      // A later search supersedes this one.
      if (search !== searches) return false;
      deployments = found.servers ?? deployments.filter((each) => isOf(each, found));
      return refresh();
    },
    refresh,
    close: async () => {
      await Promise.all([...connections.values()].map((each) => each.connection.close()));
    },
  };
}

/** Whether the server was found with the current credentials. */
function isOf({ profile, region }: KnownServer, chosen: DeploymentsFound): boolean {
  return profile === chosen.profile && region === chosen.region;
}

function deployed(
  id: string,
  kind: Target['kind'],
  server: KnownServer,
  launch: (server: KnownServer) => Promise<StdioLaunch>,
): Known {
  const { label, endpoint, region, profile } = server;
  const description = [new URL(endpoint).host, region, profile].filter((part) => part !== undefined).join(' · ');
  return {
    target: { id, kind, label, description },
    launch: () => launch(server),
    key: JSON.stringify(server),
    region,
    endpoint,
  };
}
