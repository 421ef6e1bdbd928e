import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedKeys } from '../../../extension/aws/pasted-keys.ts';

const ID = 'ASIAEXAMPLE000000001';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==';
const KEYS = { accessKeyId: ID, secretAccessKey: SECRET, sessionToken: TOKEN };

const FORMATS: Readonly<Record<string, string>> = {
  'export lines with quotes': `export AWS_ACCESS_KEY_ID="${ID}"\nexport AWS_SECRET_ACCESS_KEY="${SECRET}"\nexport AWS_SESSION_TOKEN="${TOKEN}"`,
  'export lines without quotes, joined by the input box': `export AWS_ACCESS_KEY_ID=${ID} export AWS_SECRET_ACCESS_KEY=${SECRET} export AWS_SESSION_TOKEN=${TOKEN}`,
  'export in one line of a shell': `export AWS_ACCESS_KEY_ID='${ID}'; export AWS_SECRET_ACCESS_KEY='${SECRET}'; export AWS_SESSION_TOKEN='${TOKEN}'`,
  'set lines of cmd, CRLF': `SET AWS_ACCESS_KEY_ID=${ID}\r\nSET AWS_SECRET_ACCESS_KEY=${SECRET}\r\nSET AWS_SESSION_TOKEN=${TOKEN}\r\n`,
  PowerShell: `$Env:AWS_ACCESS_KEY_ID="${ID}"\n$Env:AWS_SECRET_ACCESS_KEY="${SECRET}"\n$Env:AWS_SESSION_TOKEN="${TOKEN}"`,
  'a section of a credentials file': `[111122223333_Operations]\naws_access_key_id=${ID}\naws_secret_access_key=${SECRET}\naws_session_token=${TOKEN}`,
  'a section with spaces, another order and a comment': `# mine\n[ops]\naws_session_token = ${TOKEN}\naws_secret_access_key = ${SECRET}\naws_access_key_id = ${ID}\noutput = json`,
  'the JSON of aws sts': JSON.stringify({
    Credentials: { AccessKeyId: ID, SecretAccessKey: SECRET, SessionToken: TOKEN },
  }),
  'the JSON of a credential process': JSON.stringify({
    Version: 1,
    AccessKeyId: ID,
    SecretAccessKey: SECRET,
    SessionToken: TOKEN,
  }),
  fish: `set -gx AWS_ACCESS_KEY_ID=${ID}\nset -gx AWS_SECRET_ACCESS_KEY=${SECRET}\nset -gx AWS_SESSION_TOKEN=${TOKEN}`,
};

describe('pasted keys are read from', () => {
  it.each(Object.entries(FORMATS))('%s', (_name, text) => {
    expect(readPastedKeys(text)).toEqual({ ok: true, keys: KEYS });
  });

  it('any of the line formats, whatever the values and the gaps are', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9/+=_-]{1,80}$/);
    const assign = fc.constantFrom<(name: string, text: string) => string>(
      (name, text) => `export ${name}=${text}`,
      (name, text) => `export ${name}="${text}"`,
      (name, text) => `set ${name}=${text}`,
      (name, text) => `$Env:${name}='${text}'`,
      (name, text) => `${name.toLowerCase()} = ${text}`,
    );
    const gap = fc.constantFrom('\n', '\r\n', ' ', ' ; ', '\n\n# a comment\n');
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    fc.assert(
      fc.property(value, value, value, assign, gap, order, (secret, token, rest, write, between, places) => {
        const accessKeyId = `AKIA${rest.replaceAll(/[^A-Z0-9]/g, '')}`;
        const lines = [
          write('AWS_ACCESS_KEY_ID', accessKeyId),
          write('AWS_SECRET_ACCESS_KEY', secret),
          write('AWS_SESSION_TOKEN', token),
        ];
        const text = places.map((place) => lines[place]).join(between);
        expect(readPastedKeys(text)).toEqual({
          ok: true,
          keys: { accessKeyId, secretAccessKey: secret, sessionToken: token },
        });
      }),
    );
  });

  it('no text so long or so odd that it takes long or throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.json()), (text) => {
        readPastedKeys(text);
      }),
    );
  });
});

describe('with the keys', () => {
  it('comes until when they are valid, and the region', () => {
    const text = `${FORMATS['a section of a credentials file'] ?? ''}\nx_security_token_expires = 2026-11-22T20:00:00+01:00\nregion = eu-west-1\n`;
    expect(readPastedKeys(text)).toEqual({
      ok: true,
      keys: { ...KEYS, expiresAt: Date.UTC(2026, 10, 22, 19), region: 'eu-west-1' },
    });
    const json = { AccessKeyId: ID, SecretAccessKey: SECRET, SessionToken: TOKEN, Expiration: '2026-11-22T19:00:00Z' };
    expect(readPastedKeys(JSON.stringify(json))).toMatchObject({ keys: { expiresAt: Date.UTC(2026, 10, 22, 19) } });
  });

  it('nothing of a second profile below', () => {
    const other = '[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n';
    expect(readPastedKeys(`${FORMATS['a section of a credentials file'] ?? ''}\n${other}`)).toEqual({
      ok: true,
      keys: KEYS,
    });
  });

  it('no token where the keys are lasting ones', () => {
    expect(readPastedKeys(`aws_access_key_id = AKIA1\naws_secret_access_key = ${SECRET}`)).toEqual({
      ok: true,
      keys: { accessKeyId: 'AKIA1', secretAccessKey: SECRET },
    });
  });
});

describe('what is missing is named', () => {
  it.each([
    ['', ['aws_access_key_id', 'aws_secret_access_key']],
    ['{"Credentials": {', ['aws_access_key_id', 'aws_secret_access_key']],
    [`export AWS_ACCESS_KEY_ID=${ID}`, ['aws_secret_access_key', 'aws_session_token']],
    [`aws_secret_access_key = ${SECRET}`, ['aws_access_key_id']],
    [`export AWS_ACCESS_KEY_ID=${ID}\nexport AWS_SECRET_ACCESS_KEY=${SECRET}`, ['aws_session_token']],
    [`aws_access_key_id =\naws_secret_access_key = ${SECRET}`, ['aws_access_key_id']],
  ])('%j', (text, missing) => {
    expect(readPastedKeys(text)).toEqual({ ok: false, missing });
  });
});
