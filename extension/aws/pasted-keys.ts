import { z } from 'zod';

/** Keys as a person pastes them; secrets. */
export interface PastedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** In milliseconds, where the text says it. */
  readonly expiresAt?: number | undefined;
  readonly region?: string | undefined;
}

export type PastedReading =
  { readonly ok: true; readonly keys: PastedKeys } | { readonly ok: false; readonly missing: readonly string[] };

/**
 * Reads what AWS's access portal, the AWS CLI and others print: `export`, `set` and `$Env:` lines, a section of
 * `~/.aws/credentials`, JSON; also where an input box has joined the lines by spaces. `missing` names what is needed and
 * not there, by the names of the files.
 */
export function readPastedKeys(text: string): PastedReading {
  const values = text.trimStart().startsWith('{') ? readJson(text) : readAssignments(text);
  const accessKeyId = values.get('aws_access_key_id') ?? '';
  const secretAccessKey = values.get('aws_secret_access_key') ?? '';
  const sessionToken = values.get('aws_session_token') ?? values.get('aws_security_token');
  const missing = [
    ...(accessKeyId === '' ? ['aws_access_key_id'] : []),
    ...(secretAccessKey === '' ? ['aws_secret_access_key'] : []),
    // Temporary keys do not work without it.
    ...(accessKeyId.startsWith('ASIA') && sessionToken === undefined ? ['aws_session_token'] : []),
  ];
  if (missing.length > 0) return { ok: false, missing };
  const expires = Date.parse(EXPIRATIONS.map((name) => values.get(name)).find((value) => value !== undefined) ?? '');
  const region = values.get('region') ?? values.get('aws_region') ?? values.get('aws_default_region');
  return {
    ok: true,
    keys: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      ...(!Number.isNaN(expires) && { expiresAt: expires }),
      ...(region !== undefined && REGION.test(region) && { region }),
    },
  };
}

const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;

const EXPIRATIONS = [
  'aws_credential_expiration',
  'aws_session_expiration',
  'aws_expiration',
  'x_security_token_expires',
  'x_principal_expires',
  'expiration',
] as const;

const NAMES = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
  'aws_default_region',
  'aws_region',
  'region',
  ...EXPIRATIONS,
] as const;

/** A whole word as the name, an equals sign, and a value up to the next space or in quotes. */
const ASSIGNMENT = new RegExp(
  `(?<![\\w.])(${NAMES.join('|')})"?[ \\t]*=[ \\t]*("[^"\\r\\n]*"|'[^'\\r\\n]*'|[^\\s"';]+)`,
  'gi',
);

function readAssignments(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ASSIGNMENT)) {
    const bare = value.replace(/^(["'])(.*)\1$/, '$2').trim();
    // The first one counts: below it there may be another profile's.
    if (bare !== '' && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), bare);
  }
  return values;
}

const Keys = z.object({
  AccessKeyId: z.string().optional(),
  SecretAccessKey: z.string().optional(),
  SessionToken: z.string().optional(),
  Expiration: z.string().optional(),
});

/** What `aws sts assume-role` and `aws configure export-credentials` print, and what the browser's console gives. */
const KeysJson = z.union([z.object({ Credentials: Keys }).transform(({ Credentials }) => Credentials), Keys]);

function readJson(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return values;
  }
  const keys = KeysJson.safeParse(json).data ?? {};
  const put = (name: string, value: string | undefined) => value !== undefined && values.set(name, value);
  put('aws_access_key_id', keys.AccessKeyId);
  put('aws_secret_access_key', keys.SecretAccessKey);
  put('aws_session_token', keys.SessionToken);
  put('expiration', keys.Expiration);
  return values;
}
