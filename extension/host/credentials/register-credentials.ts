import * as vscode from 'vscode';
import { credentialsChanged, onDidChange } from './credentials-changed.ts';
import { CREDENTIALS_SETTING, KEPT_KEYS_SECRET } from './places.ts';

/** The same id as in the manifest. */
const VIEW_ID = 'caseInsights.credentials';

/** A day: a timer cannot run for longer than 24 of them. */
const LONGEST_TIMER_MS = 86_400_000;

/** Registers the command, the view and the status bar item, and fires the event when something changes. */
export function registerCredentials(context: vscode.ExtensionContext): void {
  const item = vscode.window.createStatusBarItem('caseInsights.credentials', vscode.StatusBarAlignment.Right, 50);
  item.name = vscode.l10n.t('Case Insights: AWS Credentials');
  item.command = 'caseInsights.chooseCredentials';
  item.text = vscode.l10n.t('$(account) AWS: Choose Credentials');
  item.show();
  let watching = false;
  let turn = 0;
  let ending: NodeJS.Timeout | undefined;

  async function update(mayAskAws: boolean): Promise<void> {
    const mine = ++turn;
    const isOutdated = () => mine !== turn;
    const [{ updateStatusBar }, { watchCredentialFolders }] = await Promise.all([
      import(/* webpackMode: "lazy", webpackChunkName: "features" */ './status-bar.ts'),
      import(/* webpackMode: "lazy", webpackChunkName: "features" */ './watch-files.ts'),
    ]);
    if (!watching) context.subscriptions.push(watchCredentialFolders());
    watching = true;
    const until = await updateStatusBar(context, item, mayAskAws, isOutdated);
    if (isOutdated()) return;
    clearTimeout(ending);
    const left = (until ?? 0) - Date.now();
    if (left > 0) ending = setTimeout(credentialsChanged, Math.min(left, LONGEST_TIMER_MS)).unref();
  }

  context.subscriptions.push(
    item,
    vscode.commands.registerCommand('caseInsights.chooseCredentials', async () => {
      const { chooseCredentials } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './choose-credentials.ts'
      );
      await chooseCredentials(context);
    }),
    vscode.window.registerWebviewViewProvider(VIEW_ID, {
      resolveWebviewView: async (view) => {
        const [{ showCredentials }] = await Promise.all([
          import(/* webpackMode: "lazy", webpackChunkName: "features" */ './credentials-view.ts'),
          watching ? undefined : update(false),
        ]);
        showCredentials(context, view);
      },
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(CREDENTIALS_SETTING)) credentialsChanged();
    }),
    context.secrets.onDidChange(({ key }) => {
      if (key === KEPT_KEYS_SECRET) credentialsChanged();
    }),
    onDidChange(() => void update(true)),
    new vscode.Disposable(() => clearTimeout(ending)),
  );
  // Nothing is loaded until credentials are chosen.
  if (vscode.workspace.getConfiguration().get(CREDENTIALS_SETTING) !== null) void update(false);
}
