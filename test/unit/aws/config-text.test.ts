import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendSections, nameProblem, setEntries } from '../../../extension/aws/config-text.ts';

const NEW = { header: 'profile new', entries: [['region', 'eu-west-1']] } as const;

describe('a section is added', () => {
  it.each([
    ['an empty file', '', '[profile new]\nregion = eu-west-1\n'],
    ['a byte order mark alone', '\uFEFF', '\uFEFF[profile new]\nregion = eu-west-1\n'],
    [
      'a last line without its end',
      '[default]\nregion=x',
      '[default]\nregion=x\n\n[profile new]\nregion = eu-west-1\n',
    ],
    ['CRLF', '[default]\r\nregion=x\r\n', '[default]\r\nregion=x\r\n\r\n[profile new]\r\nregion = eu-west-1\r\n'],
  ])('to %s', (_name, before, after) => {
    expect(appendSections(before, [NEW])).toBe(after);
  });

  it('and leaves every byte before it as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (before) => {
        expect(appendSections(before, [NEW]).startsWith(before)).toBe(true);
      }),
    );
  });

  it('never as more lines than its entries', () => {
    const section = { header: 'profile new', entries: [['region', 'x\ncredential_process = evil']] } as const;
    expect(() => appendSections('', [section])).toThrow('one line');
    expect(() => setEntries('[profile new]\n', section)).toThrow('one line');
  });
});

describe('the entries of a section are set', () => {
  const entries = [
    ['aws_access_key_id', 'AKIA2'],
    ['aws_secret_access_key', 'new'],
  ] as const;

  it('in their place, with what else is there', () => {
    const before =
      '# mine\r\n[other]\r\naws_access_key_id = A\r\n[ops] ; keep\r\nregion = x\r\naws_access_key_id=AKIA1\r\n# why\r\naws_secret_access_key = old\r\naws_session_token = t\r\n[last]\r\n';
    const after =
      '# mine\r\n[other]\r\naws_access_key_id = A\r\n[ops] ; keep\r\naws_access_key_id = AKIA2\r\naws_secret_access_key = new\r\nregion = x\r\n# why\r\naws_session_token = t\r\n[last]\r\n';
    expect(setEntries(before, { header: 'ops', entries })).toBe(after);
  });

  it('once, where the section is there twice', () => {
    const before = '[ops]\naws_access_key_id = A\n[x]\n[ops]\naws_access_key_id = B\nregion = y\n';
    expect(setEntries(before, { header: 'ops', entries })).toBe(
      '[ops]\naws_access_key_id = AKIA2\naws_secret_access_key = new\n[x]\n[ops]\nregion = y\n',
    );
  });

  it('at the end, where there is no such section, or none but its head', () => {
    expect(setEntries('[a]\n', { header: 'ops', entries })).toBe(
      '[a]\n\n[ops]\naws_access_key_id = AKIA2\naws_secret_access_key = new\n',
    );
    expect(setEntries('[ops]', { header: 'ops', entries })).toBe(
      '[ops]\naws_access_key_id = AKIA2\naws_secret_access_key = new\n',
    );
  });
});

describe('the name of a section', () => {
  it.each(['ops', 'team/ops@eu', 'a.b-c_d%e+f:g'])('may be %s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each(['', 'two words', 'x]', 'a#b', 'a\nb', '__proto__', 'ä'])('may not be %j', (name) => {
    expect(nameProblem(name)).toBeDefined();
  });
});
