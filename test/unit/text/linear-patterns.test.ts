import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CORE = path.resolve(import.meta.dirname, '../../../server-lambda/core');
/** Folders of what works on texts of cases and of models. */
const FOLDERS = ['text', 'recurring', 'search', 'digest', 'analysis'];

/** Every regular expression that is written in these folders, by file. */
function patterns(): readonly (readonly [string, RegExp])[] {
  return FOLDERS.filter((folder) => existsSync(path.join(CORE, folder))).flatMap((folder) => {
    const directory = path.join(CORE, folder);
    const files = readdirSync(directory).filter((name) => name.endsWith('.ts'));
    return files.flatMap((file) =>
      literalsIn(readFileSync(path.join(directory, file), 'utf8')).map(
        (pattern) => [`${folder}/${file}`, pattern] as const,
      ),
    );
  });
}

/** Regular expressions begin after a bracket, a comma, an operator or a space, and end with their flags. */
function literalsIn(source: string): readonly RegExp[] {
  const withoutComments = source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  const literals = withoutComments.matchAll(
    /(?<=[(,=:[!&|?{;]\s*|return\s+|^\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/gm,
  );
  return [...literals].map(([, body = '', flags = '']) => new RegExp(body, flags.replaceAll(/[gy]/g, '')));
}

/** Characters that patterns care about, and a few that they don't. */
const PUMPED = [
  ...['a', 'A', 'Aa', 'aA', '0', ' ', '\t', '\n', '-', '_', '.', ',', "'", '"', '(', ')', '[', ']', '<', '>', '`', '*'],
  ...[
    'a-',
    'A_',
    '0.',
    '0-',
    'a.',
    ' a',
    'é',
    '\u200d',
    '\ufe0f',
    '字',
    '&',
    '#',
    '/',
    '://',
    '~',
    '|',
    '\\',
    '@a',
    'www.',
  ],
];

const LENGTH = 60_000;

/** Milliseconds for the worst of the texts. */
function worst(pattern: RegExp, length: number): number {
  let longest = 0;
  for (const pump of PUMPED) {
    for (const end of ['', '!', '\u0000']) {
      const text = pump.repeat(length / pump.length) + end;
      const began = performance.now();
      pattern.test(text);
      text.replaceAll(new RegExp(pattern.source, `${pattern.flags}g`), '');
      longest = Math.max(longest, performance.now() - began);
    }
  }
  return longest;
}

describe('no pattern over the text of a case or a model takes more than linear time', () => {
  it.each(patterns().map(([file, pattern]) => [file, String(pattern), pattern] as const))(
    '%s %s',
    (_file, _text, pattern) => {
      // One that takes quadratic time needs many seconds for this text, one that takes linear time some milliseconds.
      expect(worst(pattern, LENGTH)).toBeLessThan(2_000);
    },
  );

  it('nor does one stay unseen', () => {
    expect(patterns().length).toBeGreaterThan(20);
  });
});
