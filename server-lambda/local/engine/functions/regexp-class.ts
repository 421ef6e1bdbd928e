import { EngineLimit, SqlFailure } from './implementation.ts';
import { LETTERS_OF_SEVERAL, missingVariants } from './regexp-case.ts';
import { bracketClass, propertyClass, SHORT_CLASSES } from './regexp-properties.ts';
import { codeSource, escapedCode } from './regexp-reader.ts';
import type { RegexpNode } from './regexp-tree.ts';
import type { RegexpReader } from './regexp-reader.ts';

/** Reads a class after its `[`. */
export function readClass(reader: RegexpReader, folded: boolean): RegexpNode {
  const { negated, inside } = readInside(reader);
  if (!folded) return { kind: 'set', set: `[${negated ? '^' : ''}${inside}]`, also: [] };
  const member = new RegExp(`^[${inside}]$`, 'v');
  const isMember = (letter: string) => member.test(letter);
  const variants = missingVariants(isMember).map((letter) => codeSource(letter.codePointAt(0) ?? 0));
  const also = negated
    ? []
    : [...LETTERS_OF_SEVERAL].flatMap(([letter, several]) => (isMember(letter) ? [several] : []));
  // Case is disregarded before the class is negated.
  return { kind: 'set', set: `[${negated ? '^' : ''}[${inside}]${variants.join('')}]`, also: [...new Set(also)] };
}

/** The inside of a class of JavaScript that has the same members. */
function readInside(reader: RegexpReader): { negated: boolean; inside: string } {
  const negated = reader.takeIf('^');
  const operands: string[] = [];
  let items = '';
  if (/^\](?=.*\])/s.test(reader.rest())) items += readRange(reader, reader.next().charCodeAt(0));
  while (!reader.takeIf(']')) {
    if (reader.peek() === '') throw new SqlFailure('premature end of char-class');
    if (reader.takeIf('&&')) {
      operands.push(operand(items));
      items = '';
    } else items += readItem(reader);
  }
  if (operands.length === 0 && items === '') throw new SqlFailure('empty char-class');
  if (operands.length === 0) return { negated, inside: items };
  return { negated, inside: [...operands, operand(items)].join('&&') };
}

function operand(items: string): string {
  if (items === '')
    throw new EngineLimit("The embedded engine's regular expressions have no && without both its sides");
  return `[${items}]`;
}

function readItem(reader: RegexpReader): string {
  const bracket = reader.match(/\[:(\^?)([a-z]+):\]/uy);
  if (bracket !== undefined) return bracketClass(bracket[2] ?? '', bracket[1] === '^');
  if (reader.takeIf('[')) {
    const { negated, inside } = readInside(reader);
    return `[${negated ? '^' : ''}${inside}]`;
  }
  if (reader.takeIf('\\')) return readEscape(reader);
  return readRange(reader, reader.next().codePointAt(0) ?? 0);
}

function readEscape(reader: RegexpReader): string {
  const set = readSet(reader);
  if (set !== undefined) {
    if (/^-[^\]]/.test(reader.rest()))
      throw new EngineLimit(
        "The embedded engine's regular expressions have no - after \\d, \\w, \\s or \\p in a class",
      );
    return set;
  }
  return readRange(reader, reader.takeIf('b') ? 8 : escapedCode(reader));
}

/** The class of an escape that has one, such as \d or \p{L}, after its backslash. */
export function readSet(reader: RegexpReader): string | undefined {
  const property = reader.match(/([pP])(?:\{([^}]*)\}|([^{]))/uy);
  if (property !== undefined) return propertyClass(property[2] ?? property[3] ?? '', property[1] === 'P');
  if (/^[pP]/.test(reader.rest())) throw new SqlFailure('invalid character property name <>');
  const short = SHORT_CLASSES.get(reader.peek());
  if (short !== undefined) reader.next();
  return short;
}

/** From a first character on: `a`, or `a-z`. */
function readRange(reader: RegexpReader, from: number): string {
  if (!/^-(?!\]|\[)./su.test(reader.rest())) return codeSource(from);
  reader.next();
  const to = reader.takeIf('\\') ? escapedEnd(reader) : (reader.next().codePointAt(0) ?? 0);
  if (to < from) throw new SqlFailure('empty range in char class');
  if (/^-[^\]]/.test(reader.rest()))
    throw new EngineLimit("The embedded engine's regular expressions have no - after a range in a class");
  return `${codeSource(from)}-${codeSource(to)}`;
}

function escapedEnd(reader: RegexpReader): number {
  if (readSet(reader) !== undefined) throw new SqlFailure('char-class value at end of range');
  return reader.takeIf('b') ? 8 : escapedCode(reader);
}
