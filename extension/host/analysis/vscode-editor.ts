import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { VERSION } from '#core/contract/version.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { knownServers } from '../servers/known-servers.ts';
import { sampleServerLaunch } from '../launch/sample-server-launch.ts';
import { editorProxy } from '../launch/editor-proxy.ts';
import { serverLaunch } from '../launch/server-launch.ts';
import { deploymentsInAccount, keysOfChosen } from './deployments-in-account.ts';
import type { AnalysisEditor, Launches, Remembered } from './editor.ts';
import { saveFile } from './save-file.ts';
import { openToolClient } from './server/tool-client.ts';
import { vscodeModels } from './vscode-models.ts';

const KEEP_TEXT_SETTING = 'caseInsights.history.keepText';
const HISTORY_LIMIT_SETTING = 'caseInsights.history.limit';

/** What the panel's pages provide. */
interface Pages {
  readonly isVisible: () => boolean;
  readonly openInEditor: () => void;
  readonly focus: () => Promise<void>;
}

/** `AnalysisEditor` on the VS Code API. */
export function vscodeEditor(context: vscode.ExtensionContext, bridge: BridgeSource, pages: Pages): AnalysisEditor {
  const settings = () => vscode.workspace.getConfiguration();
  return {
    l10n: { t: (message, ...values) => vscode.l10n.t(message, ...values) },
    launches: launches(context, bridge),
    models: vscodeModels(),
    here: remembered(context.workspaceState),
    everywhere: remembered(context.globalState),
    now: () => new Date(),
    keepsText: () => settings().get(KEEP_TEXT_SETTING, false),
    historyLimit: () => Math.max(1, settings().get(HISTORY_LIMIT_SETTING, 100)),
    isVisible: pages.isVisible,
    openInEditor: pages.openInEditor,
    async askFolder() {
      const [folder] =
        (await vscode.window.showOpenDialog({
          canSelectFolders: true,
          canSelectFiles: false,
          title: vscode.l10n.t('Choose a folder of exported cases'),
          openLabel: vscode.l10n.t('Analyze'),
        })) ?? [];
      return folder?.scheme === 'file' ? folder.fsPath : undefined;
    },
    askText: async (asker, question) =>
      vscode.window.showInputBox({ title: asker, prompt: question, ignoreFocusOut: true }),
    confirm: async (question, detail, yes) =>
      (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes,
    saveFile,
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
    openUrl: async (url) => {
      await vscode.env.openExternal(vscode.Uri.parse(url, true));
    },
    openChat: async (query) => {
      await vscode.commands.executeCommand('workbench.action.chat.open', {
        query,
        isPartialQuery: true,
        mode: 'agent',
      });
    },
    async runCommand(command) {
      if (!(await vscode.commands.getCommands(true)).includes(command)) return false;
      await vscode.commands.executeCommand(command);
      return true;
    },
    openSetting: async (key) => {
      await vscode.commands.executeCommand('workbench.action.openSettings', key);
    },
    async notifyEnded(message, failed) {
      const show = vscode.l10n.t('Show');
      const choice = failed
        ? await vscode.window.showWarningMessage(message, show)
        : await vscode.window.showInformationMessage(message, show);
      if (choice !== show) return false;
      await pages.focus();
      return true;
    },
  };
}

function launches(context: vscode.ExtensionContext, bridge: BridgeSource): Launches {
  const installation = {
    execPath: process.execPath,
    extensionPath: context.extensionPath,
    extensionVersion: VERSION,
    homeFolder: homedir(),
  };
  return {
    servers: knownServers,
    // The panel waits without a time limit.
    ofServer: async (server) => {
      const launch = serverLaunch({ ...server, callBudget: undefined }, await bridge());
      return { ...launch, env: { ...launch.env, ...editorProxy() } };
    },
    deployments: () => deploymentsInAccount(context),
    ofDeployment: async (server) => {
      const launch = serverLaunch(server, await bridge());
      return { ...launch, env: { ...launch.env, ...editorProxy(), ...(await keysOfChosen(context)) } };
    },
    ofSample: () => sampleServerLaunch(installation),
    ofFolder: (folder) => {
      const sample = sampleServerLaunch(installation);
      return { ...sample, label: path.basename(folder), args: [...sample.args, folder] };
    },
    open: openToolClient,
  };
}

function remembered(memento: vscode.Memento): Remembered {
  return {
    get: (key, schema) => {
      const read = schema.safeParse(memento.get(key));
      return read.success ? read.data : undefined;
    },
    set: (key, value) => void memento.update(key, value),
  };
}
