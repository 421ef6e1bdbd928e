/** A section of one of the two shared AWS files; an entry is one line. */
export interface ConfigSection {
  /** The text between the brackets: `profile ops`, `sso-session corp`; in the credentials file the name alone. */
  readonly header: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** What the AWS SDK reads as the name of a profile or a session. */
const NAME = /^[\w\-@+.%:/]+$/;

/** The end of a sentence on what is wrong with the name of a section, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (!NAME.test(name)) return 'can only have letters, digits and - _ @ + . % : /';
  return name === '__proto__' ? 'is reserved' : undefined;
}

/**
 * The text with the sections at its end, in its own line ends, everything else as it is. Throws for an entry that would
 * be more than a line: nothing from outside can become another setting.
 */
export function appendSections(text: string, sections: readonly ConfigSection[]): string {
  const eol = lineEndOf(text);
  const written = sections.map(({ header, entries }) => [`[${header}]`, ...linesOf(entries)].join(eol) + eol);
  const bare = text.replace(/^\uFEFF/, '');
  const gap = bare === '' ? '' : bare.endsWith('\n') ? eol : eol + eol;
  return text + gap + written.join(eol);
}

/**
 * The text with the section's entries set to these, in its first place if it is there, else at the end. The section's
 * other settings, its comments and all other sections stay as they are.
 */
export function setEntries(text: string, section: ConfigSection): string {
  const lines = text.split(/(?<=\n)/);
  const isHeader = lines.map((line) => headerOf(line));
  const first = isHeader.indexOf(section.header);
  if (first === -1) return appendSections(text, [section]);
  const keys = new Set(section.entries.map(([key]) => key));
  let inside = false;
  const kept = lines.filter((line, index) => {
    const header = isHeader[index];
    if (header !== undefined) inside = header === section.header;
    return !inside || header !== undefined || !keys.has(line.split('=')[0]?.trim() ?? '');
  });
  const eol = lineEndOf(text);
  const place = kept.findIndex((line) => headerOf(line) === section.header) + 1;
  const header = kept[place - 1] ?? '';
  const written = linesOf(section.entries).map((line) => line + eol);
  return [
    ...kept.slice(0, place - 1),
    header.endsWith('\n') ? header : header + eol,
    ...written,
    ...kept.slice(place),
  ].join('');
}

/** As the AWS SDK reads a line. */
function headerOf(line: string): string | undefined {
  const bare = (line.replace(/^\uFEFF/, '').split(/(?:^|\s)[;#]/)[0] ?? '').trim();
  return /^\[(.*)\]$/.exec(bare)?.[1];
}

function linesOf(entries: ConfigSection['entries']): readonly string[] {
  const lines = entries.map(([key, value]) => `${key} = ${value}`);
  if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('a setting of an AWS file is one line');
  return lines;
}

function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
