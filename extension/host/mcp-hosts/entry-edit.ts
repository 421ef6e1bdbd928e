import { z } from 'zod';
import { getProperty, removeProperty, setProperty, type Json } from '../configuration-files/jsonc-edit.ts';
import { CONTAINER, type ServerEntry } from './mcp-hosts.ts';

/** A configuration file's text with one server changed. */
export interface EntryEdit {
  readonly text: string;
  /** `replaced`: there was a server of this name that this extension did not write. */
  readonly change: 'none' | 'added' | 'updated' | 'replaced';
  /** Whether the object of all servers had to be created too. It is then removed with the last of our servers. */
  readonly madeContainer: boolean;
}

/** What an entry of ours starts: the program that runs as Node, and the script. Absolute paths. */
export interface Launcher {
  readonly command: string;
  readonly script: string;
}

/**
 * Writes the server under its key; `text` is undefined where there is no file. In our own entries, only what starts the
 * server changes: other settings and variables stay. Throws a JsoncError if the text is not a JSON object.
 */
export function writeEntry(text: string | undefined, key: string, entry: ServerEntry): EntryEdit {
  if (isBlank(text)) {
    const whole = `${JSON.stringify({ [CONTAINER]: { [key]: entry } }, null, 2)}\n`;
    return { text: whole, change: 'added', madeContainer: true };
  }
  const path = [CONTAINER, key];
  const existing = getProperty(text, path);
  const madeContainer = getProperty(text, [CONTAINER]) === undefined;
  if (existing === undefined || !isOurs(existing)) {
    const change = existing === undefined ? 'added' : 'replaced';
    return { text: setProperty(text, path, entry), change, madeContainer };
  }
  const edited = Object.entries(entry).reduce((before, [name, value]) => {
    if (name === 'env') return setEach(before, [...path, name], value);
    const isSet = getProperty(before, [...path, name]) !== undefined;
    return isSet && name !== 'command' && name !== 'args' ? before : setProperty(before, [...path, name], value);
  }, text);
  return { text: edited, change: edited === text ? 'none' : 'updated', madeContainer };
}

/** Removes the server, and also the object of all servers if that is empty and `dropContainer` is set. */
export function removeEntry(text: string, key: string, { dropContainer }: { readonly dropContainer: boolean }): string {
  if (isBlank(text)) return text;
  const rest = removeProperty(text, [CONTAINER, key]);
  const servers = getProperty(rest, [CONTAINER]);
  const isEmpty = typeof servers === 'object' && servers !== null && Object.keys(servers).length === 0;
  return dropContainer && isEmpty ? removeProperty(rest, [CONTAINER]) : rest;
}

/**
 * Updates the paths of our own entry if its program and script have moved (`isGone` says whether a program no longer
 * exists). Everything else in the entry, and entries of others, stay as they are.
 */
export function refreshEntry(
  text: string,
  key: string,
  { command, script }: Launcher,
  isGone: (file: string) => boolean,
): string {
  if (isBlank(text)) return text;
  const path = [CONTAINER, key];
  const entry = OurEntry.safeParse(getProperty(text, path)).data;
  if (entry === undefined) return text;
  const [current, ...options] = entry.args;
  if (current === script && !isGone(entry.command)) return text;
  const moved = setProperty(text, [...path, 'command'], command);
  return setProperty(moved, [...path, 'args'], [script, ...options]);
}

/** Whether this extension wrote the entry: it starts one of its programs. */
export function isOurs(entry: unknown): boolean {
  return OurEntry.safeParse(entry).success;
}

const OurEntry = z.object({
  command: z.string(),
  args: z.array(z.string()).refine(([script = '']) => /case-insights.*[\\/](bridge|local)\.js$/.test(script)),
});

function setEach(text: string, path: readonly string[], values: Json | undefined): string {
  return Object.entries(values ?? {}).reduce(
    (before, [name, value]) => setProperty(before, [...path, name], value as Json),
    text,
  );
}

function isBlank(text: string | undefined): text is undefined | '' {
  return text === undefined || text.replace('\uFEFF', '').trim() === '';
}
