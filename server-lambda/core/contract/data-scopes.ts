import { z } from 'zod';

/** What a caller may see: every case, the cases of some accounts, or a view. */
export type DataScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'accounts'; readonly accounts: readonly string[] }
  | { readonly kind: 'view'; readonly view: string }
  | { readonly kind: 'nothing' };

/** Who signed a request, as API Gateway says it. */
export interface Caller {
  /** Null where the API lets anybody call. */
  readonly arn: string | null;
  /** The AWS account that the API itself is in. */
  readonly apiAccount: string;
}

/** Who sees what, by name; undefined where the stack has no scopes, and every caller sees everything. */
export type DataScopes = ReadonlyMap<string, DataScope> | undefined;

const scope = z.union([
  z.literal('everything').transform((): DataScope => ({ kind: 'everything' })),
  z
    .strictObject({ accounts: z.array(z.string().regex(/^\d{12}$/)).min(1) })
    .transform(({ accounts }): DataScope => ({ kind: 'accounts', accounts: [...new Set(accounts)] })),
  z
    .strictObject({ view: z.string().regex(/^[a-z0-9_][a-z0-9_-]*$/) })
    .transform(({ view }): DataScope => ({ kind: 'view', view })),
]);

/** A role's name in the API's own account, or `user/NAME` for a user; with `123456789012:` in front in another one. */
const KEY = /^(?:(\d{12}):)?(user\/)?([\w+=,.@-]{1,64})$/;

/**
 * Reads data scopes: JSON such as `{"Support": "everything", "TeamA": {"accounts": ["123456789012"]}, "TeamB":
 * {"view": "team_b_cases"}}`; empty text is no scopes. Throws one sentence, which begins with `name`, where the text is
 * no such JSON.
 */
export function readDataScopes(name: string, text: string): DataScopes {
  if (text.trim() === '') return undefined;
  const scopes = new Map<string, DataScope>();
  for (const [key, value] of Object.entries(parseObject(name, text))) {
    if (!KEY.test(key)) {
      throw new Error(`${name} names ${JSON.stringify(key)}, which is neither a role name nor user/NAME`);
    }
    const parsed = scope.safeParse(value);
    if (!parsed.success) {
      throw new Error(
        `${name} must give ${key} "everything", {"accounts": ["123456789012", ...]} or {"view": "name_of_a_view"}`,
      );
    }
    scopes.set(key, parsed.data);
  }
  return scopes;
}

/** What the caller can see; nothing if there are scopes, but none for the caller. */
export function scopeOf(scopes: DataScopes, caller: Caller): DataScope {
  if (scopes === undefined) return { kind: 'everything' };
  return scopes.get(keyOf(caller) ?? '') ?? { kind: 'nothing' };
}

function parseObject(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new Error(`${name} must be a JSON object with role names as keys`);
  }
}

const ROLE = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[^/]+$/;
const USER = /^arn:[\w-]+:iam::(\d{12}):user\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/** How the scopes name a caller; undefined for who is neither a role nor a user, such as an account's root. */
function keyOf({ arn, apiAccount }: Caller): string | undefined {
  const [, roleAccount, role] = ROLE.exec(arn ?? '') ?? [];
  const [, userAccount, user] = USER.exec(arn ?? '') ?? [];
  const account = roleAccount ?? userAccount;
  const name = role ?? (user === undefined ? undefined : `user/${user}`);
  if (account === undefined || name === undefined) return undefined;
  return account === apiAccount ? name : `${account}:${name}`;
}
