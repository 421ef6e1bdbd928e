import { EngineLimit } from './implementation.ts';
import { caseVariants, LETTERS_OF_SEVERAL } from './regexp-case.ts';
import { codeSource } from './regexp-reader.ts';
import { isEmptyLast, lengthRange } from './regexp-tree.ts';
import type { ParsedRegexp, RegexpNode } from './regexp-tree.ts';

export interface RegexpSource {
  /** For JavaScript, with the flag v. */
  readonly source: string;
  /** The number in JavaScript of each group, from 1. */
  readonly groups: readonly number[];
  /** Groups of which JavaScript forgets what Joni keeps: those that a repetition may leave out. */
  readonly unstable: ReadonlySet<number>;
}

interface Writing {
  /** Groups that were opened in JavaScript. */
  opened: number;
  readonly groups: number[];
  readonly unstable: Set<number>;
  /** What encloses the part: loops, and whatever a match may leave out. */
  readonly scopes: Scope[];
  /** The scopes that stood around each group that is closed. */
  readonly closed: Map<number, readonly Scope[]>;
}

interface Scope {
  readonly kind: 'loop' | 'option' | 'empty loop';
}

export function regexpSource({ tree }: ParsedRegexp): RegexpSource {
  const writing: Writing = { opened: 0, groups: [0], unstable: new Set(), scopes: [], closed: new Map() };
  const source = write(writing, tree);
  return { source, groups: writing.groups, unstable: writing.unstable };
}

function write(writing: Writing, node: RegexpNode): string {
  switch (node.kind) {
    case 'character':
      return folded([node]);
    case 'set':
      return node.also.length === 0 ? node.set : `(?:${[node.set, ...node.also.map(anyCase)].join('|')})`;
    case 'assertion':
      return node.source;
    case 'sequence':
      return sequence(writing, node.parts);
    case 'alternatives':
      return `(?:${node.branches.map((branch) => within(writing, 'option', branch)).join('|')})`;
    case 'group':
      return group(writing, node.number, node.body);
    case 'back reference':
      return backReference(writing, node.group);
    case 'look': {
      const body = node.negative ? within(writing, 'empty loop', node.body) : write(writing, node.body);
      return `(?${node.behind ? '<' : ''}${node.negative ? '!' : '='}${body})`;
    }
    case 'atomic':
      return atomic(writing, () => write(writing, node.body));
    case 'repeat':
      return repeat(writing, node);
  }
}

function within(writing: Writing, kind: Scope['kind'], node: RegexpNode): string {
  writing.scopes.push({ kind });
  const source = write(writing, node);
  writing.scopes.pop();
  return source;
}

function group(writing: Writing, number: number, body: RegexpNode): string {
  writing.groups[number] = ++writing.opened;
  if (isForgotten(writing.scopes)) writing.unstable.add(number);
  const source = `(${write(writing, body)})`;
  writing.closed.set(number, [...writing.scopes]);
  return source;
}

/** A group that a later round of a loop may leave out, or set anew to nothing. */
function isForgotten(scopes: readonly Scope[]): boolean {
  const loop = scopes.findIndex((scope) => scope.kind === 'loop');
  const skipped = loop >= 0 && scopes.slice(loop).some((scope) => scope.kind === 'option');
  return skipped || scopes.some((scope) => scope.kind === 'empty loop');
}

/** In JavaScript a group that did not match is empty, and its back reference matches. */
function backReference(writing: Writing, number: number): string {
  const around = writing.closed.get(number);
  if (around?.every((scope, index) => writing.scopes[index] === scope) !== true)
    throw new EngineLimit(
      `The embedded engine's regular expressions have no back reference to a group that may not have matched: ${number}`,
    );
  return `(?:\\${writing.groups[number] ?? 0})`;
}

/** A look-ahead does not go back into what it matched. */
function atomic(writing: Writing, body: () => string): string {
  const number = ++writing.opened;
  return `(?:(?=(${body()}))\\${number})`;
}

type Repeat = Extract<RegexpNode, { kind: 'repeat' }>;

function repeat(writing: Writing, node: Repeat): string {
  if (node.mode === 'possessive') return atomic(writing, () => repeat(writing, { ...node, mode: 'greedy' }));
  const canBeEmpty = lengthRange(node.body)[0] === 0;
  // JavaScript takes no round that matches nothing.
  if (canBeEmpty && node.max !== node.min && !(isEmptyLast(node.body) && node.mode === 'greedy'))
    throw new EngineLimit("The embedded engine's regular expressions do not repeat what prefers to match nothing");
  // That the loop runs not once leaves nothing of an earlier round.
  if (node.min === 0) writing.scopes.push({ kind: 'option' });
  const isLoop = node.max > 1 || canBeEmpty;
  const body = isLoop ? within(writing, canBeEmpty ? 'empty loop' : 'loop', node.body) : write(writing, node.body);
  if (node.min === 0) writing.scopes.pop();
  const bounds = node.max === Infinity ? `{${node.min},}` : `{${node.min},${node.max}}`;
  return `(?:${body})${bounds}${node.mode === 'lazy' ? '?' : ''}`;
}

type Character = Extract<RegexpNode, { kind: 'character' }>;

/** Characters in a row are written together, for those that are one letter in another case. */
function sequence(writing: Writing, parts: readonly RegexpNode[]): string {
  let source = '';
  let run: Character[] = [];
  for (const part of parts) {
    if (part.kind === 'character' && part.folded) {
      run.push(part);
      continue;
    }
    source += folded(run) + write(writing, part);
    run = [];
  }
  return source + folded(run);
}

function folded(run: readonly Character[]): string {
  if (run[0]?.folded === false) return run.map(({ code }) => codeSource(code)).join('');
  return anyCase(run.map(({ code }) => String.fromCodePoint(code)).join(''));
}

/** More would make the source long. */
const MAX_OVERLAP = 12;

/** Matches the text in any case, with the letters that stand for several, such as ß for ss. */
function anyCase(text: string): string {
  const letters = Array.from(text).flatMap((letter) => Array.from(LETTERS_OF_SEVERAL.get(letter) ?? letter));
  const plain = letters.map((letter) => letter.toLowerCase());
  let source = '';
  for (let at = 0; at < letters.length;) {
    const end = endOfOverlap(plain, at);
    if (end - at > MAX_OVERLAP)
      throw new EngineLimit("The embedded engine's regular expressions have no such row of s or f after (?i)");
    source += variantsFrom(letters.slice(at, end), plain.slice(at, end));
    at = end;
  }
  return source;
}

const SEVERAL = [...LETTERS_OF_SEVERAL.entries()].map(([letter, several]) => ({
  letter,
  several: Array.from(several),
}));

function startsAt(plain: readonly string[], at: number): typeof SEVERAL {
  return SEVERAL.filter(({ several }) => several.every((letter, index) => plain[at + index] === letter));
}

/** Where no letter that stands for several crosses; at least one further. */
function endOfOverlap(plain: readonly string[], at: number): number {
  let end = at + 1;
  for (let index = at; index < end; index++) {
    for (const { several } of startsAt(plain, index)) end = Math.max(end, index + several.length);
  }
  return end;
}

function variantsFrom(letters: readonly string[], plain: readonly string[]): string {
  const [first] = letters;
  if (first === undefined) return '';
  const one = oneLetter(first) + variantsFrom(letters.slice(1), plain.slice(1));
  const others = startsAt(plain, 0).map(
    ({ letter, several }) =>
      codeSource(letter.codePointAt(0) ?? 0) + variantsFrom(letters.slice(several.length), plain.slice(several.length)),
  );
  return others.length === 0 ? one : `(?:${[one, ...others].join('|')})`;
}

/** Marks and Armenian letters that Joni takes together with the letter beside them. */
const JOINED = new Set([0x2bc, 0x2be, 0x307, 0x308, 0x30a, 0x30c, 0x313, 0x331, 0x342, 0x345, 0x565, 0x574, 0x57e]);

function oneLetter(letter: string): string {
  const variants = caseVariants(letter);
  if (JOINED.has(letter.codePointAt(0) ?? 0) || (variants.length === 1 && letter.length < letter.toUpperCase().length))
    throw new EngineLimit(`The embedded engine's regular expressions have no ${letter} after (?i)`);
  const sources = variants.map((variant) => codeSource(variant.codePointAt(0) ?? 0));
  return sources.length === 1 ? (sources[0] ?? '') : `[${sources.join('')}]`;
}
