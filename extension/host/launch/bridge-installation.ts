import { homedir } from 'node:os';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { VERSION } from '#core/contract/version.ts';
import type { BridgeInstallation } from './server-launch.ts';
import { refreshStableBridge } from './stable-bridge.ts';

/** Resolves to the bridge at a path that survives updates; where no copy can be made, to the extension's own. */
export type BridgeSource = () => Promise<BridgeInstallation>;

/** Brings the copy up to date when it is first asked for. */
export function bridgeSource(context: ExtensionContext): BridgeSource {
  const dist = path.join(context.extensionPath, 'dist');
  let bridge: Promise<string> | undefined;
  return async () => {
    bridge ??= refreshStableBridge(dist, context.globalStorageUri.fsPath).catch(() => path.join(dist, 'bridge.js'));
    return {
      execPath: process.execPath,
      bridge: await bridge,
      extensionVersion: VERSION,
      homeFolder: homedir(),
    };
  };
}
