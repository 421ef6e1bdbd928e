import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { renameOver } from '../rename-over.ts';

/** Where a sign-in's token lies: under the session's name, or under the start URL in the older style. */
export interface TokenPlace {
  readonly name: string | undefined;
  readonly startUrl: string;
}

/** What is known of a token, without the token itself. Times in milliseconds. */
export interface KnownToken {
  readonly expiresAt: number;
  /** Until then it can be renewed without the person; undefined: never. */
  readonly renewableUntil: number | undefined;
}

/** A token as the AWS SDK and the AWS CLI keep it, in `~/.aws/sso/cache`; a secret. */
const StoredToken = z.object({
  startUrl: z.string().optional(),
  region: z.string().optional(),
  accessToken: z.string().min(1),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  registrationExpiresAt: z.string().optional(),
  refreshToken: z.string().optional(),
});
export type StoredToken = z.output<typeof StoredToken>;

/** Undefined if there is no sign-in, or the file is not a token. */
export async function readSsoToken(place: TokenPlace): Promise<KnownToken | undefined> {
  const token = await readStoredToken(place);
  if (token === undefined) return undefined;
  const { expiresAt, refreshToken, clientId, clientSecret, registrationExpiresAt } = token;
  const renews = refreshToken !== undefined && clientId !== undefined && clientSecret !== undefined;
  return {
    expiresAt: timeOf(expiresAt),
    renewableUntil: renews ? timeOf(registrationExpiresAt ?? '') : undefined,
  };
}

/** The token itself. Never logged, never shown. */
export async function readStoredToken(place: TokenPlace): Promise<StoredToken | undefined> {
  try {
    return StoredToken.parse(JSON.parse(await readFile(await fileOf(place), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Puts the token where the AWS SDK and the AWS CLI look for it, atomically, readable by this user only. */
export async function writeStoredToken(place: TokenPlace, token: StoredToken): Promise<void> {
  const file = await fileOf(place);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(token, undefined, 2), { mode: 0o600, flag: 'wx', flush: true });
    await chmod(temporary, 0o600);
    await renameOver(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

/** Signs out on this machine; also resolves without a sign-in. */
export async function removeStoredToken(place: TokenPlace): Promise<void> {
  await rm(await fileOf(place), { force: true });
}

async function fileOf({ name, startUrl }: TokenPlace): Promise<string> {
  const { getSSOTokenFilepath } = await import('@smithy/core/config');
  return getSSOTokenFilepath(name ?? startUrl);
}

/** Old CLIs wrote `2020-06-17T10:02:08UTC`; what cannot be read has passed. */
function timeOf(text: string): number {
  const time = Date.parse(text.replace(/UTC$/, 'Z'));
  return Number.isNaN(time) ? 0 : time;
}
