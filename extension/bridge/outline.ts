import type { Span } from './json-spans.ts';

/** What is known of a JSON object without holding it: its own members' names, and where the id stands, in bytes. */
export interface Outline {
  readonly members: ReadonlySet<string>;
  readonly id: { readonly text: string; readonly span: Span } | undefined;
}

export interface OutlineReader {
  push(bytes: Uint8Array): void;
  /** The outline of what was pushed; undefined if that is not one whole object. */
  finish(): Outline | undefined;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Longer than the name of any member that matters; and an id that is longer than this is not one of ours. */
const LONGEST_NAME = 32;
const LONGEST_ID = 4096;

/**
 * Reads a JSON object as its bytes come by. It finds out whether the object is whole, as brackets and strings tell; it
 * does not judge the values.
 */
export function outlineReader(): OutlineReader {
  const members = new Set<string>();
  let id: Outline['id'];
  let offset = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let broken = false;
  let ended = false;
  /** At the outermost level: the name of the member whose value is being read, and where that value began. */
  let member: string | undefined;
  let valueStart = -1;
  let taken: number[] | undefined;

  const endMember = (end: number) => {
    if (member === 'id' && taken !== undefined && valueStart !== -1) {
      const text = Buffer.from(taken).toString('utf8');
      const trimmed = text.trimEnd();
      id = { text: trimmed, span: { start: valueStart, end: end - (text.length - trimmed.length) } };
    }
    member = undefined;
    valueStart = -1;
    taken = undefined;
  };

  const take = (byte: number) => {
    if (taken === undefined) return;
    if (taken.length < (member === undefined ? LONGEST_NAME : LONGEST_ID)) taken.push(byte);
    else taken = undefined;
  };

  const readByte = (byte: number, at: number) => {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
      if (depth === 1 && (member !== undefined || inString)) take(byte);
      return;
    }
    const space = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
    if (ended) broken ||= !space;
    if (space && taken === undefined) return;
    if (depth === 1 && member !== undefined && valueStart === -1 && !space) {
      valueStart = at;
      taken = member === 'id' ? [] : undefined;
    }
    switch (byte) {
      case QUOTE:
        inString = true;
        if (depth === 0) broken = true;
        if (depth === 1 && member === undefined) taken = [];
        else if (depth === 1) take(byte);
        return;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (depth === 0 && byte === OPEN_BRACKET) broken = true;
        depth++;
        return;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        if (depth < 0) broken = true;
        if (depth === 0) {
          endMember(at);
          ended = true;
        }
        return;
      case COLON:
        if (depth === 1 && member === undefined) {
          member = taken === undefined ? '' : Buffer.from(taken).toString('utf8').trimEnd();
          members.add(member);
          taken = undefined;
          return;
        }
        break;
      case COMMA:
        if (depth === 1) {
          endMember(at);
          return;
        }
        break;
    }
    if (depth === 0) broken ||= !space;
    else if (depth === 1) take(byte);
  };

  return {
    push(bytes) {
      let quote = 0;
      let backslash = 0;
      for (let index = 0; index < bytes.length; index++) {
        if (inString && !escaped && taken === undefined) {
          // Most of a long message is the inside of strings, where only these two mean anything.
          if (quote < index) quote = positionOf(QUOTE, bytes, index);
          if (backslash < index) backslash = positionOf(BACKSLASH, bytes, index);
          index = Math.min(quote, backslash);
          if (index === bytes.length) break;
        }
        readByte(bytes[index] ?? 0, offset + index);
      }
      offset += bytes.length;
    },
    finish: () => (ended && !broken ? { members, id } : undefined),
  };
}

function positionOf(byte: number, bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? bytes.length : at;
}
