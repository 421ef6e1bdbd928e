import * as vscode from 'vscode';
import type { ConnectionStep } from '../../protocol/connection.ts';
import type { KnownServer } from '../servers/known-server.ts';
import { addServer } from '../servers/known-servers.ts';
import { profileNames } from '../credentials/profile-names.ts';

/** The steps with buttons for the remedies that the editor offers. */
export function withRemedies(steps: readonly ConnectionStep[]): ConnectionStep[] {
  return steps.map((step) => {
    const ids = step.state === 'failed' || step.state === 'warned' ? (BY_STEP[step.id]?.[step.state] ?? []) : [];
    return { ...step, actions: ids.map((id) => ({ id, label: REMEDIES[id].label() })) };
  });
}

/** Runs the remedy of a button; an unknown id does nothing. True if the server's settings changed. */
export async function applyRemedy(id: string, server: KnownServer): Promise<boolean> {
  return isRemedy(id) && (await REMEDIES[id].apply(server)) === true;
}

type RemedyId = keyof typeof REMEDIES;

interface Remedy {
  readonly label: () => string;
  /** Resolves to true if it changed the server's settings. */
  readonly apply: (server: KnownServer) => unknown;
}

const REMEDIES = {
  chooseCredentials: {
    label: () => vscode.l10n.t('Choose AWS Credentials'),
    apply: () => vscode.commands.executeCommand('caseInsights.chooseCredentials'),
  },
  changeProfile: { label: () => vscode.l10n.t('Use Another Profile'), apply: changeProfile },
  reload: {
    label: () => vscode.l10n.t('Reload Window'),
    apply: () => vscode.commands.executeCommand('workbench.action.reloadWindow'),
  },
  editServer: {
    label: () => vscode.l10n.t('Open Settings'),
    apply: () => vscode.commands.executeCommand('workbench.action.openSettings', 'caseInsights.servers'),
  },
  proxySettings: {
    label: () => vscode.l10n.t('Open Proxy Settings'),
    apply: () => vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy'),
  },
  grantAccess: {
    label: () => vscode.l10n.t('Grant Access'),
    apply: (server: KnownServer) => vscode.commands.executeCommand('caseInsights.grantAccess', server.label),
  },
  showLogs: {
    label: () => vscode.l10n.t('Show Logs'),
    apply: (server: KnownServer) => vscode.commands.executeCommand('caseInsights.showLogs', server.label),
  },
  update: {
    label: () => vscode.l10n.t('Update the Deployment'),
    apply: () => vscode.commands.executeCommand('caseInsights.deploy'),
  },
} satisfies Readonly<Record<string, Remedy>>;

/** By the doctor's steps, the likeliest first. */
const BY_STEP: Readonly<
  Record<string, { readonly failed: readonly RemedyId[]; readonly warned?: readonly RemedyId[] }>
> = {
  settings: { failed: ['editServer'] },
  credentials: { failed: ['chooseCredentials', 'changeProfile', 'reload'] },
  dns: { failed: ['editServer', 'proxySettings'] },
  connection: { failed: ['proxySettings', 'editServer'] },
  identity: { failed: ['chooseCredentials', 'changeProfile'] },
  signature: { failed: ['chooseCredentials', 'changeProfile', 'editServer'] },
  permission: { failed: ['grantAccess', 'changeProfile'] },
  server: { failed: ['showLogs', 'editServer'], warned: ['update'] },
  query: { failed: ['showLogs'] },
  model: { failed: ['showLogs'] },
};

function isRemedy(id: string): id is RemedyId {
  return Object.hasOwn(REMEDIES, id);
}

/** Asks for the AWS profile that calls the server from now on. False if the person gave up. */
async function changeProfile(server: KnownServer): Promise<boolean> {
  const none = vscode.l10n.t('$(terminal) Environment');
  const answer = await vscode.window.showQuickPick([none, ...(await profileNames())], {
    title: server.label,
    placeHolder: vscode.l10n.t('Choose the AWS profile that calls the server'),
    ignoreFocusOut: true,
  });
  if (answer === undefined) return false;
  const { profile: _, ...rest } = server;
  await addServer(answer === none ? rest : { ...rest, profile: answer });
  return true;
}
