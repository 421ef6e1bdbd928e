/** A section of one of the two shared AWS files; an entry is one line. */
export interface ConfigSection {
  /** As it stands between the brackets: `profile ops`, `sso-session corp`; in the credentials file the name alone. */
  readonly header: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** What the AWS SDK reads as the name of a profile or a session. */
const NAME = /^[\w\-@+.%:/]+$/;

/** One sentence's end on what is wrong with the name of a section, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (!NAME.test(name)) return 'may have letters, digits and - _ @ + . % : / only';
  return name === '__proto__' ? 'is reserved' : undefined;
}

/**
 * The text with the sections at its end, in its own line ends, everything else as it is. Rejects entries that would be
 * more than a line: nothing from outside can become another setting.
 */
export function appendSections(text: string, sections: readonly ConfigSection[]): string {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const written = sections.map(({ header, entries }) => {
    const lines = [`[${header}]`, ...entries.map(([key, value]) => `${key} = ${value}`)];
    if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('a setting of an AWS file is one line');
    return lines.join(eol) + eol;
  });
  const bare = text.replace(/^\uFEFF/, '');
  const gap = bare === '' ? '' : bare.endsWith('\n') ? eol : eol + eol;
  return text + gap + written.join(eol);
}
