import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readProfileChain, type SharedProfile } from './shared-config.ts';

/**
 * Resolves to whether the files behind a profile's credentials have changed since the last call; false at the first
 * call. Other profiles in these files, and files that were only touched, do not count.
 */
export type CredentialFilesChanged = () => Promise<boolean>;

/** Cheap while no file changes: a few `stat` calls. */
export function watchCredentialFiles(profile: string): CredentialFilesChanged {
  let files: readonly string[] | undefined;
  let stamp = '';
  let digest = '';
  let reading: Promise<boolean> | undefined;

  async function read(): Promise<boolean> {
    const before = digest;
    files = await filesOf(await readProfileChain(profile));
    // Taken before the contents are read: what changes meanwhile is seen by the next call.
    stamp = stampOf(files);
    digest = await digestOf(await readProfileChain(profile), files);
    return before !== '' && before !== digest;
  }

  return () => {
    if (reading === undefined && files !== undefined && stampOf(files) === stamp) return Promise.resolve(false);
    return (reading ??= read().finally(() => (reading = undefined)));
  };
}

/** Where the SDK looks for the config and the credentials file. */
export async function sharedFiles(): Promise<readonly [config: string, credentials: string]> {
  const { getHomeDir } = await import('@smithy/core/config');
  const place = (variable: string, name: string) => {
    const given = process.env[variable] ?? '';
    if (given === '') return path.join(getHomeDir(), '.aws', name);
    return given.startsWith('~/') ? path.join(getHomeDir(), given.slice(2)) : given;
  };
  return [place('AWS_CONFIG_FILE', 'config'), place('AWS_SHARED_CREDENTIALS_FILE', 'credentials')];
}

/** The two shared files, and where the tokens of a sign-in lie. */
async function filesOf(chain: readonly SharedProfile[]): Promise<readonly string[]> {
  const { getHomeDir, getSSOTokenFilepath } = await import('@smithy/core/config');
  const aws = path.join(getHomeDir(), '.aws');
  const [config, credentials] = await sharedFiles();
  const files = [config, credentials];
  for (const { source, settings } of chain) {
    const session = settings['sso_session'] ?? settings['sso_start_url'];
    const login = settings['login_session'];
    const token = settings['web_identity_token_file'];
    if (source === 'sso' && session !== undefined) files.push(getSSOTokenFilepath(session));
    if (source === 'login' && login !== undefined) {
      const folder = process.env['AWS_LOGIN_CACHE_DIRECTORY'] ?? path.join(aws, 'login', 'cache');
      files.push(path.join(folder, `${createHash('sha256').update(login).digest('hex')}.json`));
    }
    if (source === 'web-identity' && token !== undefined) files.push(token);
  }
  return files;
}

function stampOf(files: readonly string[]): string {
  return files
    .map((file) => {
      try {
        const stat = statSync(file, { throwIfNoEntry: false });
        return stat === undefined ? '-' : `${stat.mtimeMs}/${stat.size}/${stat.ino}`;
      } catch {
        return '?';
      }
    })
    .join(' ');
}

/** Of the shared files only the profile's own settings count, of the token files all of it. */
async function digestOf(chain: readonly SharedProfile[], files: readonly string[]): Promise<string> {
  const tokens = await Promise.all(files.slice(2).map((file) => readFile(file, 'utf8').catch(() => '')));
  return createHash('sha256').update(JSON.stringify({ chain, tokens })).digest('hex');
}
