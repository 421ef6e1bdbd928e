import * as vscode from 'vscode';
import { SAMPLE_DATA_SETTING, SERVERS_SETTING } from '../servers/settings.ts';
import type { Discovery, ListedNode } from '../servers/server-node.ts';

/** The same id as in the manifest. */
const VIEW_ID = 'caseInsights.servers';

/** A stack in progress is read again after this time while the view is visible. */
const LOOK_AGAIN_MS = 5_000;

export interface ServersView {
  /** Looks for deployments again. */
  readonly refresh: () => void;
  readonly dispose: () => void;
}

/**
 * The view of the servers. What it needs beyond this file is loaded when the view is first seen; AWS is not called
 * before that, and never without chosen credentials.
 */
export function showServers(discover: () => Promise<Discovery>): ServersView {
  const changed = new vscode.EventEmitter<undefined>();
  let found: Discovery | undefined;
  let search: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lookAgainLater = () => {
    clearTimeout(timer);
    const isChanging = found?.deployments.some(({ state }) => state.phase === 'working') ?? false;
    if (isChanging && view.visible) timer = setTimeout(refresh, LOOK_AGAIN_MS);
  };
  const searchOnce = () =>
    (search ??= discover().then(async (discovery) => {
      const { listKnown } = await items();
      const before = JSON.stringify(listKnown(found));
      found = discovery;
      search = undefined;
      // Recreating the rows would take away the target of an open context menu.
      if (JSON.stringify(listKnown(found)) !== before) changed.fire(undefined);
      lookAgainLater();
    }));
  const refresh = () => {
    if (view.visible) void searchOnce();
    else found = undefined;
  };

  const view = vscode.window.createTreeView<ListedNode>(VIEW_ID, {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: async (node) => (await items()).serverItem(node),
      getChildren: async (node) => {
        if (node !== undefined) return [];
        const { listKnown } = await items();
        const known = listKnown(found);
        if (found !== undefined) return [...known];
        const searched = searchOnce();
        // While there is nothing to show, the view says that it is searching.
        if (known.length > 0) return [...known];
        await searched;
        return [...listKnown(found)];
      },
    },
  });
  const listeners = [
    view,
    changed,
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) lookAgainLater();
      else clearTimeout(timer);
      if (visible && found === undefined) changed.fire(undefined);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SAMPLE_DATA_SETTING) || event.affectsConfiguration(SERVERS_SETTING)) {
        changed.fire(undefined);
      }
    }),
  ];
  return {
    refresh,
    dispose: () => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    },
  };
}

function items() {
  return import(/* webpackMode: "lazy", webpackChunkName: "features" */ './server-items.ts');
}
