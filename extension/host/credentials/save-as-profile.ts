import * as vscode from 'vscode';
import { nameProblem, setEntries } from '../../aws/config-text.ts';
import { sharedFiles } from '../../aws/credential-files.ts';
import { listProfiles } from '../../aws/list-profiles.ts';
import { readConfiguration, replaceConfiguration } from '../configuration-files/configuration-file.ts';
import { credentialsChanged } from './credentials-changed.ts';
import { keptKeys } from './kept-keys.ts';

/**
 * Writes the pasted keys into the AWS credentials file, where MCP servers and other programs find them; asks first, and
 * shows what will be written without the secrets. Resolves to the profile's name, or undefined if the person gave up.
 */
export async function saveAsProfile(context: vscode.ExtensionContext): Promise<string | undefined> {
  const keys = await keptKeys(context);
  if (keys === undefined) return undefined;
  const title = vscode.l10n.t('Save Pasted Keys as a Profile');
  const others = new Set((await listProfiles()).filter(({ source }) => source !== 'keys').map(({ name }) => name));
  const answer = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Name of the profile. The keys of an existing profile are replaced.'),
    value: 'case-insights',
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = nameProblem(text.trim());
      if (problem !== undefined) return vscode.l10n.t('The name {0}.', problem);
      return others.has(text.trim())
        ? vscode.l10n.t('The profile {0} gets its credentials another way. Choose another name.', text.trim())
        : undefined;
    },
  });
  if (answer === undefined) return undefined;
  const name = answer.trim();
  const [, file] = await sharedFiles();
  const { accessKeyId, secretAccessKey, sessionToken = '' } = keys;
  const entries = [
    ['aws_access_key_id', accessKeyId],
    ['aws_secret_access_key', secretAccessKey],
    ['aws_session_token', sessionToken],
  ] as const;
  const written = entries.filter(([, value]) => value !== '');
  const shown = written.map(([key, value]) => `${key} = ${key === 'aws_access_key_id' ? value : '********'}`);
  const yes = vscode.l10n.t('Write');
  const consent = await vscode.window.showWarningMessage(
    vscode.l10n.t('Write the pasted keys to {0}?', file),
    {
      modal: true,
      detail: [
        `[${name}]`,
        ...shown,
        '',
        vscode.l10n.t(
          'All your programs on this machine can then read them. The rest of the file stays the same, and a .bak copy of the file is kept.',
        ),
      ].join('\n'),
    },
    yes,
  );
  if (consent !== yes) return undefined;
  for (;;) {
    const before = await readConfiguration(file);
    const after = setEntries(before ?? '', { header: name, entries: written });
    if (await replaceConfiguration(file, before, after)) break;
  }
  credentialsChanged();
  return name;
}
