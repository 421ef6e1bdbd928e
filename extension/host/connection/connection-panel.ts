import * as vscode from 'vscode';
import { connectionContract, type ConnectionState, type ConnectionToHost } from '../../protocol/connection.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { knownServers } from '../servers/known-servers.ts';
import { editorProxy } from '../launch/editor-proxy.ts';
import { serverLaunch } from '../launch/server-launch.ts';
import { serve } from '../webview/serve.ts';
import { breakOff, takeLine } from './doctor-line.ts';
import { applyRemedy, withRemedies } from './remedies.ts';
import { runDoctor, type DoctorEnd } from './run-doctor.ts';

export interface ConnectionPage {
  readonly reveal: () => void;
  /** Runs the doctor, unless it runs already. */
  readonly run: () => Promise<void>;
}

const pages = new Map<string, ConnectionPage>();

/** The page of the server with this label, if it is open. */
export function openPage(label: string): ConnectionPage | undefined {
  return pages.get(label);
}

/**
 * Makes the panel the page of the server with this label. The server's settings are read again for each run, because
 * they may have been corrected. Closing the page ends a run.
 */
export function fillConnectionPanel(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  panel: vscode.WebviewPanel,
  label: string,
): ConnectionPage {
  const title = vscode.l10n.t('Connection to {0}', label);
  panel.title = title;
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'case-insights.svg');

  let state: ConnectionState = { server: label, running: false, steps: [], outcome: '' };
  let stop = new AbortController();
  let isClosed = false;
  const show = (change: Partial<ConnectionState>) => {
    state = { ...state, ...change };
    if (!isClosed) view.post({ kind: 'state', state });
  };
  const server = () => knownServers().find((each) => each.label === label);

  const run = async () => {
    if (state.running) return;
    const current = server();
    if (current === undefined) {
      show({ steps: [], outcome: vscode.l10n.t('{0} is no longer connected in this editor.', label) });
      return;
    }
    stop = new AbortController();
    const { signal } = stop;
    show({ running: true, steps: [], outcome: '' });
    const launch = serverLaunch(current, await bridge());
    const end = await runDoctor(launch, { ...process.env, ...editorProxy() }, signal, (line) => {
      show({ steps: withRemedies(takeLine(state.steps, line)) });
    });
    show({ running: false, steps: breakOff(state.steps), outcome: describeEnd(end, state) });
  };

  const apply = async (remedy: string) => {
    const current = server();
    // After a remedy, the connection is tested again at once.
    if (current !== undefined && (await applyRemedy(remedy, current))) await run();
  };

  const receive = (message: ConnectionToHost) => {
    switch (message.kind) {
      case 'ready':
        show({});
        break;
      case 'run':
        void run();
        break;
      case 'stop':
        stop.abort();
        break;
      case 'act':
        void apply(message.id);
    }
  };
  const view = serve(panel.webview, context.extensionUri, { view: 'connection', title }, connectionContract, receive);
  const page: ConnectionPage = {
    reveal: () => panel.reveal(),
    run,
  };
  pages.set(label, page);
  panel.onDidDispose(() => {
    isClosed = true;
    if (pages.get(label) === page) pages.delete(label);
    stop.abort();
    view.dispose();
  });
  return page;
}

function describeEnd(end: DoctorEnd, { steps }: ConnectionState): string {
  if (end.kind === 'stopped') return vscode.l10n.t('The test was stopped.');
  if (end.kind === 'broken') {
    return vscode.l10n.t(
      'The test failed: the bridge could not run on this machine. Test again, or reinstall the extension.',
    );
  }
  const failed = steps.filter((step) => step.state === 'failed').map(({ title }) => title);
  if (failed.length > 0) {
    return vscode.l10n.t('Failed at {0}. See the fix below.', failed.join(', '));
  }
  return steps.some((step) => step.state === 'warned')
    ? vscode.l10n.t('The connection works, with warnings. See below.')
    : vscode.l10n.t('All steps passed. This server can answer questions in chat.');
}
