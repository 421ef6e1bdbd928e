import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { awsClients } from '../../aws/clients.ts';
import { askForCredentials, askForRegion, currentCredentials } from '../credentials/chosen-credentials.ts';
import { disconnect } from '../mcp/disconnect-server.ts';
import { labelForStack } from '../servers/known-server.ts';
import { addServer, knownServers } from '../servers/known-servers.ts';
import { SAMPLE_SERVER_LABEL } from '../launch/sample-server-launch.ts';
import { isSameEndpoint } from '../servers/server-node.ts';
import { openReadOnly } from './read-only-document.ts';
import { memoryIn } from './deploy-memory.ts';
import type { DeployPorts, Editor, Person, ServerList } from './ports.ts';
import { chooseSourceFile } from './source-files.ts';

export const ASSET_BUCKET_SETTING = 'caseInsights.assetBucket';

/** A session's ports as the editor has them. */
export function editorPorts(context: vscode.ExtensionContext, show: DeployPorts['show']): DeployPorts {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  return {
    t: vscode.l10n.t,
    show,
    credentials: {
      current: () => currentCredentials(context),
      ask: () => askForCredentials(context),
      askRegion: () => askForRegion(context),
    },
    memory: memoryIn(context.globalStorageUri.fsPath),
    person: PERSON,
    editor: editorOf(dist),
    servers: serversOf(context),
    clients: awsClients,
    time: { now: Date.now, sleep: (ms, signal) => setTimeout(ms, undefined, { ...(signal && { signal }) }) },
    deployable: async () => {
      const { readDeployable } = await import('../../aws/deploy/deployable.ts');
      return readDeployable(dist.fsPath);
    },
    assetBucket: () => {
      const name = vscode.workspace.getConfiguration().get<string>(ASSET_BUCKET_SETTING, '').trim();
      return name === '' ? undefined : name;
    },
  };
}

const PERSON: Person = {
  confirm: async ({ message, detail, yes }) =>
    (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes,
  typeName: async (name, detail) => {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Delete {0}', name),
      prompt: vscode.l10n.t('{0} To delete it, type {1}.', detail, name),
      placeHolder: name,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value === '' || value === name ? undefined : vscode.l10n.t('The name does not match {0}.', name),
    });
    return typed === name;
  },
  notify: (message, how, then) => {
    const say = how === 'good' ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
    void say(message, ...Object.keys(then)).then((choice) => {
      if (choice !== undefined) then[choice]?.();
    });
  },
};

function editorOf(dist: vscode.Uri): Editor {
  return {
    openText: openReadOnly,
    openSource: () => chooseSourceFile(vscode.Uri.joinPath(dist, 'server-source')),
    openUrl: async (url) => {
      await vscode.env.openExternal(vscode.Uri.parse(url, true));
    },
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
    },
    run: async (command, ...values) => {
      const there = (await vscode.commands.getCommands(true)).includes(command);
      if (there) await vscode.commands.executeCommand(command, ...values);
      return there;
    },
  };
}

function serversOf(context: vscode.ExtensionContext): ServerList {
  const find = (endpoint: string) => knownServers().find((server) => isSameEndpoint(server.endpoint, endpoint));
  return {
    labelOf: (endpoint) => find(endpoint)?.label ?? '',
    add: async ({ endpoint, stackName, region, profile }) => {
      const known = find(endpoint);
      if (known !== undefined) return known.label;
      const taken = [SAMPLE_SERVER_LABEL, ...knownServers().map(({ label }) => label)];
      const label = labelForStack(stackName, region, taken);
      await addServer({ label, endpoint, region, ...(profile !== undefined && { profile }) });
      return label;
    },
    remove: async (label) => {
      await disconnect(context, label);
    },
  };
}
