import type { CredentialsState, ProfileRow, Used } from '../../../extension/protocol/credentials.ts';

export const row = (name: string, more: Partial<ProfileRow> = {}): ProfileRow => ({
  name,
  isUsed: false,
  facts: ['access keys', 'eu-west-1'],
  standing: { tone: 'unknown', text: 'not checked yet' },
  canBeUsed: true,
  signIn: 'none',
  ...more,
});

export const KNOWN: Extract<Used, { kind: 'known' }> = {
  kind: 'known',
  label: 'ops',
  region: 'eu-west-1',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Operations_0123456789abcdef/ann@example.com',
  until: '18:30',
};

export const STATE: CredentialsState = {
  used: KNOWN,
  configFile: '/home/ann/.aws/config',
  profiles: [
    row('default'),
    row('ops', {
      isUsed: true,
      facts: ['IAM Identity Center', '111122223333', 'Operations', 'eu-west-1'],
      standing: { tone: 'good', text: 'signed in, renewed automatically' },
      signIn: 'out',
    }),
    row('audit', {
      facts: ['IAM Identity Center', '444455556666', 'Audit', 'us-east-1'],
      standing: { tone: 'attention', text: 'sign-in expired' },
      signIn: 'in',
    }),
    row('admin', {
      facts: ['role, from default', '111122223333', 'admin'],
      standing: { tone: 'attention', text: 'MFA code required' },
    }),
    row('broken', {
      facts: ['role, from gone'],
      standing: { tone: 'bad', text: 'there is no profile "gone", which source_profile names' },
      canBeUsed: false,
    }),
  ],
  environment: { isUsed: false, standing: { tone: 'unknown', text: 'set: AWS_PROFILE' } },
  pasted: { isUsed: false, keyId: 'ASIAEXAMPLE000000001', standing: { tone: 'good', text: 'valid until 17:05' } },
};

export const EMPTY: CredentialsState = {
  used: { kind: 'nothing' },
  profiles: [],
  configFile: '/home/ann/.aws/config',
  environment: { isUsed: false, standing: { tone: 'unknown', text: 'no AWS variables' } },
};
