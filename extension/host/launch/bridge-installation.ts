import { homedir } from 'node:os';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { VERSION } from '#core/contract/version.ts';
import type { BridgeInstallation } from './server-launch.ts';
import { refreshStableBridge } from './stable-bridge.ts';

/**
 * Resolves to a copy of the bridge at a path that survives updates, or to the extension's own bridge if it cannot be
 * copied.
 */
export type BridgeSource = () => Promise<BridgeInstallation>;

/** Updates the copy when it is first needed. */
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
