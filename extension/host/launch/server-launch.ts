import type { KnownServer } from '../servers/known-server.ts';
import { AS_NODE, launchVersion, type StdioLaunch } from './stdio-launch.ts';

/** What starts the bridge, and the version of the extension that brings it. */
export interface BridgeInstallation {
  /** The program that runs as Node: the editor itself. Absolute path. */
  readonly execPath: string;
  /** Absolute path of bridge.js. */
  readonly bridge: string;
  readonly extensionVersion: string;
  readonly homeFolder: string;
}

/**
 * Starts the bridge to a known server, with a log file where one is given. All settings are arguments, which win over
 * the host's environment.
 */
export function serverLaunch(server: KnownServer, installation: BridgeInstallation, logFile?: string): StdioLaunch {
  const { label, endpoint, region, profile, callBudget } = server;
  const options = [
    `--endpoint=${endpoint}`,
    `--region=${region}`,
    ...(profile === undefined ? [] : [`--profile=${profile}`]),
    ...(callBudget === undefined ? [] : [`--call-budget=${callBudget}`]),
    ...(logFile === undefined ? [] : [`--log-file=${logFile}`]),
  ];
  return {
    label,
    command: installation.execPath,
    args: [installation.bridge, ...options],
    env: AS_NODE,
    cwd: installation.homeFolder,
    version: launchVersion(installation.extensionVersion, options),
  };
}
