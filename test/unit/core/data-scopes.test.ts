import { describe, expect, it } from 'vitest';
import { readDataScopes, scopeOf } from '#core/contract/data-scopes.ts';

const API = '999988887777';
const SCOPES = readDataScopes(
  'DATA_SCOPES',
  JSON.stringify({
    Support: 'everything',
    TeamA: { accounts: ['111122223333', '444455556666', '111122223333'] },
    'user/jane': { view: 'team_b_cases' },
    '123456789012:Partner': { accounts: ['111122223333'] },
  }),
);

const seen = (arn: string | null) => scopeOf(SCOPES, { arn, apiAccount: API });

describe('data scopes', () => {
  it('let every caller see everything where there are none', () => {
    expect(scopeOf(readDataScopes('DATA_SCOPES', ' '), { arn: null, apiAccount: API })).toEqual({ kind: 'everything' });
  });

  it('say what a role, a user, and a role of another account see', () => {
    expect(seen(`arn:aws:sts::${API}:assumed-role/Support/me@example.com`)).toEqual({ kind: 'everything' });
    expect(seen(`arn:aws-cn:sts::${API}:assumed-role/TeamA/i-0123`)).toEqual({
      kind: 'accounts',
      accounts: ['111122223333', '444455556666'],
    });
    expect(seen(`arn:aws:iam::${API}:user/jane`)).toEqual({ kind: 'view', view: 'team_b_cases' });
    expect(seen(`arn:aws:iam::${API}:user/some/path/jane`)).toEqual({ kind: 'view', view: 'team_b_cases' });
    expect(seen('arn:aws:sts::123456789012:assumed-role/Partner/x')).toMatchObject({ kind: 'accounts' });
  });

  it.each([
    ['a role that is not named', `arn:aws:sts::${API}:assumed-role/Other/x`],
    ['a name in other letters', `arn:aws:sts::${API}:assumed-role/support/x`],
    ['a role of the same name in another account', 'arn:aws:sts::123456789012:assumed-role/Support/x'],
    ['a partner without its account', `arn:aws:sts::${API}:assumed-role/Partner/x`],
    ['a user with the name of a role', `arn:aws:iam::${API}:user/Support`],
    ['a user whose path looks like a role', `arn:aws:iam::${API}:user/assumed-role/Support/x`],
    ['a role with the name of a user', `arn:aws:sts::${API}:assumed-role/jane/x`],
    ['a session that is named like a role', `arn:aws:sts::${API}:assumed-role/Other/assumed-role/Support/x`],
    ['a federated user', `arn:aws:sts::${API}:federated-user/Support`],
    ['a session with more of a path', `arn:aws:sts::${API}:assumed-role/Support/x/y`],
    ['a name that is no ARN', 'Support'],
    ["the account's root", `arn:aws:iam::${API}:root`],
    ['a role that is not assumed', `arn:aws:iam::${API}:role/Support`],
    ['text around an ARN', `x arn:aws:sts::${API}:assumed-role/Support/x`],
    ['a line after an ARN', `arn:aws:sts::${API}:assumed-role/Other/x\narn:aws:sts::${API}:assumed-role/Support/x`],
    ['nobody', null],
  ])('let %s see nothing', (_, arn) => {
    expect(seen(arn)).toEqual({ kind: 'nothing' });
  });

  it('take every name that IAM allows', () => {
    const name = `${'r'.repeat(53)}_+=,.@-A1bc`;
    const scopes = readDataScopes('DATA_SCOPES', JSON.stringify({ [name]: 'everything' }));
    const arn = `arn:aws:sts::${API}:assumed-role/${name}/x`;
    expect(scopeOf(scopes, { arn, apiAccount: API })).toEqual({ kind: 'everything' });
  });

  it.each([
    ['[]', 'DATA_SCOPES must be a JSON object with role names as keys'],
    ['{"TeamA": ', 'DATA_SCOPES must be a JSON object with role names as keys'],
    ['{"a role": "everything"}', 'DATA_SCOPES names "a role", which is neither a role name nor user/NAME'],
    ['{"TeamA": {"accounts": []}}', 'DATA_SCOPES must give TeamA "everything", {"accounts"'],
    ['{"TeamA": {"accounts": ["12"]}}', 'DATA_SCOPES must give TeamA "everything", {"accounts"'],
    ['{"TeamA": {"accounts": ["1111222233334"]}}', 'DATA_SCOPES must give TeamA "everything", {"accounts"'],
    ['{"TeamA": {"accounts": ["x111122223333"]}}', 'DATA_SCOPES must give TeamA "everything", {"accounts"'],
    [`{"${'r'.repeat(65)}": "everything"}`, 'which is neither a role name nor user/NAME'],
    ['{"12345678901:Partner": "everything"}', 'which is neither a role name nor user/NAME'],
    ['{"": "everything"}', 'which is neither a role name nor user/NAME'],
    ['{"TeamA": {"accounts": ["111122223333"], "view": "v"}}', 'DATA_SCOPES must give TeamA'],
    ['{"TeamA": {"view": "v; DROP TABLE x"}}', 'DATA_SCOPES must give TeamA'],
    ['{"TeamA": true}', 'DATA_SCOPES must give TeamA'],
  ])('that are %s are refused in a sentence', (text, sentence) => {
    expect(() => readDataScopes('DATA_SCOPES', text)).toThrow(sentence);
  });
});
