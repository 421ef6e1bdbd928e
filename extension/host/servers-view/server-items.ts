import * as vscode from 'vscode';
import { SAMPLE_SERVER_LABEL } from '../launch/sample-server-launch.ts';
import { sampleDataIsOn } from '../servers/settings.ts';
import { knownServers } from '../servers/known-servers.ts';
import { contextOf, listServers, type Discovery, type ListedNode, type ServerNode } from '../servers/server-node.ts';

/** What the view shows: what this editor knows, and what was found so far. */
export function listKnown(found: Discovery | undefined): readonly ListedNode[] {
  const servers = listServers(sampleDataIsOn(), knownServers(), found?.deployments ?? []);
  return found?.problem === undefined ? servers : [...servers, found.problem];
}

/** How a node looks: its state by icon and in words, then region and profile. */
export function serverItem(node: ListedNode): vscode.TreeItem {
  const { label, parts, icon, tooltip } = describe(node);
  const item = new vscode.TreeItem(label);
  const description = parts.filter((part) => part !== '').join(' · ');
  item.id = node.kind === 'server' ? node.id : node.kind;
  item.description = description;
  item.tooltip = tooltip;
  item.iconPath = icon;
  item.contextValue = contextOf(node);
  item.accessibilityInformation = { label: [label, description].filter((part) => part !== '').join(', ') };
  if (node.kind === 'problem') {
    item.command = {
      command: 'caseInsights.chooseCredentials',
      title: vscode.l10n.t('Choose AWS Credentials'),
    };
  }
  return item;
}

interface Description {
  readonly label: string;
  readonly parts: readonly string[];
  readonly icon: vscode.ThemeIcon;
  readonly tooltip: string;
}

function describe(node: ListedNode): Description {
  switch (node.kind) {
    case 'sample':
      return {
        label: SAMPLE_SERVER_LABEL,
        parts: [vscode.l10n.t('on this machine')],
        icon: new vscode.ThemeIcon('beaker'),
        tooltip: vscode.l10n.t('Made-up support cases on this machine. No AWS account or network needed.'),
      };
    case 'problem':
      return {
        label: vscode.l10n.t('Deployments could not be listed'),
        parts: [node.problem],
        icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
        tooltip: `${node.problem}\n${node.remedy}`,
      };
    case 'server': {
      const { label, known, deployment, region } = node;
      const state = stateOf(node);
      return {
        label,
        parts: [state.words, region, known?.profile ?? ''],
        icon: state.icon,
        tooltip: [
          label,
          known?.endpoint ?? deployment?.endpoint ?? '',
          deployment === undefined ? '' : vscode.l10n.t('Stack {0}', deployment.stackName),
          deployment === undefined ? '' : vscode.l10n.t(deployment.state.headline),
          deployment?.state.advice === undefined ? '' : vscode.l10n.t(deployment.state.advice),
        ]
          .filter((line) => line !== '')
          .join('\n'),
      };
    }
  }
}

function stateOf({ known, deployment }: ServerNode): { readonly words: string; readonly icon: vscode.ThemeIcon } {
  const phase = deployment?.state.phase;
  if (phase === 'working') {
    return { words: vscode.l10n.t('changing'), icon: new vscode.ThemeIcon('sync~spin') };
  }
  if (phase === 'failed') {
    const color = new vscode.ThemeColor('list.errorForeground');
    return { words: vscode.l10n.t('failed'), icon: new vscode.ThemeIcon('error', color) };
  }
  if (phase === 'reviewing') {
    return { words: vscode.l10n.t('not deployed yet'), icon: new vscode.ThemeIcon('circle-outline') };
  }
  if (known === undefined) {
    return { words: vscode.l10n.t('not connected'), icon: new vscode.ThemeIcon('cloud') };
  }
  return { words: vscode.l10n.t('connected'), icon: new vscode.ThemeIcon('server-environment') };
}
