import type { ExtensionContext } from 'vscode';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { ConfigurationFileError } from '../configuration-files/configuration-file.ts';
import { refresh } from './registered-file.ts';
import { registeredFiles } from './registered-files.ts';

/** Updates the program paths in the configuration files that this extension wrote to, silently. */
export async function refreshFiles(
  context: ExtensionContext,
  bridge: BridgeSource,
  localServer: string,
): Promise<void> {
  const files = registeredFiles(context);
  if (files.length === 0) return;
  const { execPath, bridge: script } = await bridge();
  for (const registered of files) {
    try {
      await refresh(registered, { command: execPath, script: registered.program === 'local' ? localServer : script });
    } catch (thrown) {
      // The host itself reports that it cannot read the file, and the next start of the extension tries again.
      if (!(thrown instanceof ConfigurationFileError)) throw thrown;
    }
  }
}
