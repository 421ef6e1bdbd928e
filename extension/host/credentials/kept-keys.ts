import type { ExtensionContext } from 'vscode';
import { z } from 'zod';
import { CaseInsightsError } from '#core/errors.ts';
import type { AwsCredentials } from '../../aws/aws-credentials.ts';
import type { CredentialSource } from '../../aws/credentials.ts';
import type { PastedKeys } from '../../aws/pasted-keys.ts';
import { KEPT_KEYS_SECRET } from './places.ts';

const KeptKeys = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
  expiresAt: z.number().optional(),
  region: z.string().optional(),
});

/** The pasted keys, from the editor's secret storage. They are never anywhere else. */
export async function keptKeys({ secrets }: ExtensionContext): Promise<PastedKeys | undefined> {
  const text = await secrets.get(KEPT_KEYS_SECRET);
  if (text === undefined) return undefined;
  try {
    return KeptKeys.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function keepKeys({ secrets }: ExtensionContext, keys: PastedKeys): Promise<void> {
  await secrets.store(KEPT_KEYS_SECRET, JSON.stringify(keys));
}

export async function forgetKeys({ secrets }: ExtensionContext): Promise<void> {
  await secrets.delete(KEPT_KEYS_SECRET);
}

/** Returns the pasted keys while they exist, are valid, and AWS accepts them. */
export function keptKeysSource(context: ExtensionContext): CredentialSource {
  let current: AwsCredentials | undefined;
  return async (refused) => {
    const keys = await keptKeys(context);
    if (keys === undefined) {
      throw new CaseInsightsError('NO_CREDENTIALS', 'The pasted AWS keys are no longer stored.', PASTE_AGAIN);
    }
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = keys;
    const isRefused = refused?.accessKeyId === accessKeyId;
    if (isRefused || (expiresAt !== undefined && expiresAt <= Date.now())) {
      throw new CaseInsightsError('CREDENTIALS_EXPIRED', 'The pasted AWS keys have expired.', PASTE_AGAIN);
    }
    if (current?.accessKeyId !== accessKeyId || current.secretAccessKey !== secretAccessKey) {
      current = {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken !== undefined && { sessionToken }),
        ...(expiresAt !== undefined && { expiration: new Date(expiresAt) }),
      };
    }
    return current;
  };
}

const PASTE_AGAIN = 'Paste new ones, or choose other credentials.';
