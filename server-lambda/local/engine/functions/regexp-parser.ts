import { EngineLimit, SqlFailure } from './implementation.ts';
import { readClass, readSet } from './regexp-class.ts';
import { WORD_CLASS } from './regexp-properties.ts';
import { escapedCode, regexpReader } from './regexp-reader.ts';
import { lengthRange } from './regexp-tree.ts';
import type { RegexpReader } from './regexp-reader.ts';
import type { ParsedRegexp, RegexpNode } from './regexp-tree.ts';

/** `(?imsx)` */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

interface Parsing {
  readonly reader: RegexpReader;
  readonly names: Map<string, number>;
  groups: number;
  /** Levels of parentheses. */
  depth: number;
}

const MAX_DEPTH = 500;
const MAX_REPEAT = 100_000;

/** Reads a pattern as Joni does; refuses, in its words, what is not one, and by name what is not known here. */
export function parseRegexp(pattern: string): ParsedRegexp {
  const parsing: Parsing = { reader: regexpReader(pattern), names: new Map(), groups: 0, depth: 0 };
  const tree = readAlternatives(parsing, { i: false, m: false, s: false, x: false });
  if (parsing.reader.peek() !== '') throw new SqlFailure('unmatched close parenthesis');
  return { tree, groups: parsing.groups, names: parsing.names };
}

function readAlternatives(parsing: Parsing, flags: Flags): RegexpNode {
  if (++parsing.depth > MAX_DEPTH)
    throw new EngineLimit(`The embedded engine's regular expressions have at most ${MAX_DEPTH} levels of parentheses`);
  const branches = [readSequence(parsing, flags)];
  while (parsing.reader.takeIf('|')) branches.push(readSequence(parsing, flags));
  parsing.depth--;
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: 'alternatives', branches };
}

function readSequence(parsing: Parsing, flags: Flags): RegexpNode {
  const { reader } = parsing;
  const parts: RegexpNode[] = [];
  for (;;) {
    if (flags.x && reader.match(/[ \t\n\v\f\r]+|#[^\n]*\n?/uy) !== undefined) continue;
    if (reader.match(/\(\?#[^)]*\)/uy) !== undefined) continue;
    const next = reader.peek();
    if (next === '' || next === '|' || next === ')') return { kind: 'sequence', parts };
    if (reader.takeIf('\\Q')) {
      parts.push(...readQuoted(reader, flags));
      continue;
    }
    const rest = reader.match(/\(\?([a-zA-Z-]*)\)/uy);
    // Flags alone hold to the end of the group, with all alternatives that follow.
    if (rest !== undefined)
      return { kind: 'sequence', parts: [...parts, readAlternatives(parsing, changed(flags, rest[1]))] };
    parts.push(repeated(reader, flags, readAtom(parsing, flags)));
  }
}

/** The text to \E; a quantifier after it belongs to its last character. */
function readQuoted(reader: RegexpReader, flags: Flags): RegexpNode[] {
  const text = reader.match(/(.*?)(?:\\E|$)/suy)?.[1] ?? '';
  const characters = Array.from(text, (letter) => character(letter.codePointAt(0) ?? 0, flags));
  const last = characters.pop();
  return last === undefined ? [] : [...characters, repeated(reader, flags, last)];
}

function character(code: number, flags: Flags): RegexpNode {
  return { kind: 'character', code, folded: flags.i };
}

function readAtom(parsing: Parsing, flags: Flags): RegexpNode {
  const { reader } = parsing;
  const next = reader.next();
  switch (next) {
    case '(':
      return readGroup(parsing, flags);
    case '[':
      return readClass(reader, flags.i);
    case '.':
      return { kind: 'set', set: flags.s ? '[^]' : '[^\\n]', also: [] };
    case '^':
      return assertion(flags.m ? '(?:^|(?<=\\n)(?!$))' : '^');
    case '$':
      return assertion(flags.m ? '(?=\\n|$)' : '(?=\\n?$)');
    case '*':
    case '+':
    case '?':
      throw new SqlFailure('target of repeat operator is not specified');
    case '\\':
      return readEscape(parsing, flags);
    default:
      return character(next.codePointAt(0) ?? 0, flags);
  }
}

function assertion(source: string): RegexpNode {
  return { kind: 'assertion', source };
}

const ASSERTIONS: Readonly<Record<string, string>> = {
  A: '^',
  z: '$',
  Z: '(?=\\n?$)',
  b: `(?:(?<=${WORD_CLASS})(?!${WORD_CLASS})|(?<!${WORD_CLASS})(?=${WORD_CLASS}))`,
  B: `(?:(?<=${WORD_CLASS})(?=${WORD_CLASS})|(?<!${WORD_CLASS})(?!${WORD_CLASS}))`,
};

function readEscape(parsing: Parsing, flags: Flags): RegexpNode {
  const { reader } = parsing;
  const asserted = ASSERTIONS[reader.peek()];
  if (asserted !== undefined) {
    reader.next();
    return assertion(asserted);
  }
  if (reader.peek() === 'G') throw new EngineLimit("The embedded engine's regular expressions have no \\G");
  const group = readBackReference(parsing);
  if (group !== undefined) {
    if (flags.i) throw new EngineLimit("The embedded engine's regular expressions have no back reference after (?i)");
    return { kind: 'back reference', group };
  }
  const set = readSet(reader);
  return set === undefined ? character(escapedCode(reader), flags) : { kind: 'set', set, also: [] };
}

/** The number of the group that `\1` or `\k<name>` means; undefined for octal numbers and others. */
function readBackReference({ reader, names, groups }: Parsing): number | undefined {
  const named = reader.match(/k<([^>]*)>/uy)?.[1];
  if (named !== undefined) {
    const group = names.get(named) ?? (/^\d+$/.test(named) ? Number(named) : undefined);
    if (group === undefined) throw new SqlFailure(`undefined name <${named}> reference`);
    return known(group, groups);
  }
  const digits = /^[1-9]\d*/.exec(reader.rest())?.[0];
  if (digits === undefined || (digits.length > 1 && Number(digits) > groups)) return undefined;
  for (const _digit of digits) reader.next();
  return known(Number(digits), groups);
}

function known(group: number, groups: number): number {
  if (group < 1 || group > groups) throw new SqlFailure('invalid backref number/name');
  return group;
}

function readGroup(parsing: Parsing, flags: Flags): RegexpNode {
  const { reader } = parsing;
  const kind = reader.match(/\?(?:<[=!]|[=!>:]|<([^>]*)>|'([^']*)'|([a-zA-Z-]+):)/uy);
  if (kind === undefined && reader.peek() === '?') throw new SqlFailure('undefined group option');
  const name = kind?.[1] ?? kind?.[2];
  const number = kind === undefined || name !== undefined ? ++parsing.groups : 0;
  if (name !== undefined) addName(parsing.names, name, number);
  const body = readAlternatives(parsing, kind?.[3] === undefined ? flags : changed(flags, kind[3]));
  if (!reader.takeIf(')')) throw new SqlFailure('end pattern with unmatched parenthesis');
  if (number > 0) return { kind: 'group', number, body };
  return madeGroup(kind?.[0] ?? '', body);
}

function madeGroup(opening: string, body: RegexpNode): RegexpNode {
  if (opening === '?>') return { kind: 'atomic', body };
  const look = /^\?(<?)([=!])$/.exec(opening);
  if (look === null) return body;
  const behind = look[1] === '<';
  if (behind && !hasFixedLength(body)) throw new SqlFailure('invalid pattern in look-behind');
  return { kind: 'look', behind, negative: look[2] === '!', body };
}

/** Only alternatives may differ in length. */
function hasFixedLength(node: RegexpNode): boolean {
  if (node.kind === 'alternatives') return node.branches.every(hasFixedLength);
  const only = node.kind === 'sequence' && node.parts.length === 1 ? node.parts[0] : undefined;
  if (only !== undefined) return hasFixedLength(only);
  const [least, greatest] = lengthRange(node);
  return least === greatest;
}

function addName(names: Map<string, number>, name: string, number: number): void {
  if (name === '') throw new SqlFailure('group name is empty');
  if (/^[^\p{L}_]/u.test(name)) throw new SqlFailure(`invalid group name <${name}>`);
  if (names.has(name)) throw new SqlFailure(`multiplex defined name <${name}>`);
  names.set(name, number);
}

function changed(flags: Flags, text = ''): Flags {
  const [on = '', ...off] = text.split('-');
  if (off.length > 1 || /[^imsx]/.test(on + off.join(''))) throw new SqlFailure('undefined group option');
  const has = (flag: keyof Flags) => (flags[flag] || on.includes(flag)) && !(off[0] ?? '').includes(flag);
  return { i: has('i'), m: has('m'), s: has('s'), x: has('x') };
}

/** The atom with the quantifiers that follow it. */
function repeated(reader: RegexpReader, flags: Flags, atom: RegexpNode): RegexpNode {
  if (flags.x) reader.match(/(?:[ \t\n\v\f\r]+|#[^\n]*\n?)+/uy);
  const quantifier = reader.match(/(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})([?+]?)/uy);
  if (quantifier === undefined) return atom;
  if (atom.kind === 'assertion' || atom.kind === 'look')
    throw new EngineLimit("The embedded engine's regular expressions do not repeat an assertion");
  const [, sign, least, comma, most, suffix] = quantifier;
  const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
  const max = sign === undefined ? bound(min, comma, most) : sign === '?' ? 1 : Infinity;
  if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Infinity))
    throw new SqlFailure('too big number for repeat range');
  if (max < min) throw new SqlFailure('upper is smaller than lower in repeat range');
  const mode = suffix === '?' ? 'lazy' : suffix === '+' ? 'possessive' : 'greedy';
  return repeated(reader, flags, { kind: 'repeat', min, max, mode, body: atom });
}

function bound(min: number, comma: string | undefined, most: string | undefined): number {
  if (comma === undefined) return min;
  return most === undefined || most === '' ? Infinity : Number(most);
}
