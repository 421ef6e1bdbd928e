import type { Span } from './json-spans.ts';
import { outlineReader, type Outline, type OutlineReader } from './outline.ts';
import { openSpill, type Spill } from './spill.ts';

/** A message too long for the memory, as one line without its end. */
export interface LongLine {
  /** The line's bytes; may be asked for again. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** The same line with another id, where it has one. */
  readonly withId: (idText: string) => LongLine;
  /** Must be called once nobody needs the line, or any of its copies, any more. */
  readonly discard: () => void;
}

/** One message as a line without its end. */
export type Line = string | LongLine;

export interface LongPayload {
  readonly kind: 'long';
  readonly line: LongLine;
  /** Undefined if the text is not one whole object. */
  readonly outline: Outline | undefined;
}

/** One JSON text from the server. */
export type Payload = { readonly kind: 'text'; readonly text: string } | LongPayload;

export function isEmpty(payload: Payload): boolean {
  return payload.kind === 'text' && payload.text.trim() === '';
}

/** Gives up a line that nobody takes. */
export function discardLine(line: Line): void {
  if (typeof line !== 'string') line.discard();
}

/** Gives up a text that nobody takes. */
export function discardPayload(payload: Payload): void {
  if (payload.kind === 'long') payload.line.discard();
}

/** A body that is one JSON text. */
export async function readPayload(body: AsyncIterable<Uint8Array>): Promise<Payload> {
  const decoder = new TextDecoder();
  const writer = payloadWriter();
  try {
    for await (const chunk of body) {
      const room = writer.add(decoder.decode(chunk, { stream: true }));
      if (room !== undefined) await room;
    }
    await writer.add(decoder.decode());
    return writer.finish();
  } catch (thrown) {
    writer.discard();
    throw thrown;
  }
}

export interface PayloadWriter {
  /** Takes whole characters. Resolves when there is room for more; undefined if there is at once. */
  readonly add: (text: string) => Promise<void> | undefined;
  readonly finish: () => Payload;
  /** Gives up what was added. */
  readonly discard: () => void;
}

/** A message longer than this, in UTF-16 units, doesn't stay in memory. */
const LONGEST_IN_MEMORY = 2 * 1024 * 1024;

/** Collects a text that may be long: beyond `longest` it goes to a temporary file. */
export function payloadWriter(longest: number = LONGEST_IN_MEMORY): PayloadWriter {
  let parts: string[] = [];
  let length = 0;
  let spilled: { readonly spill: Spill; readonly outline: OutlineReader } | undefined;

  const spillParts = async () => {
    spilled ??= { spill: await openSpill(), outline: outlineReader() };
    const bytes = Buffer.from(parts.join('').replace(/[\r\n]/g, ' '), 'utf8');
    parts = [];
    length = 0;
    spilled.outline.push(bytes);
    await spilled.spill.append(bytes);
  };

  return {
    add(text) {
      parts.push(text);
      length += text.length;
      return length > (spilled === undefined ? longest : SPILL_STEP) ? spillParts() : undefined;
    },
    finish() {
      if (spilled === undefined) return { kind: 'text', text: parts.join('') };
      const { spill, outline } = spilled;
      const rest = Buffer.from(parts.join('').replace(/[\r\n]/g, ' '), 'utf8');
      outline.push(rest);
      const found = outline.finish();
      return { kind: 'long', line: longLine(spill, rest, found?.id?.span), outline: found };
    },
    discard() {
      void spilled?.spill.discard();
    },
  };
}

/** Once a text is in a file, the rest follows in pieces of this size. */
const SPILL_STEP = 128 * 1024;

function longLine(spill: Spill, rest: Buffer, idSpan: Span | undefined, idText?: string): LongLine {
  return {
    async *bytes() {
      let offset = 0;
      for await (const piece of inOrder(spill, rest)) {
        if (idText === undefined || idSpan === undefined) yield piece;
        else {
          const before = piece.subarray(0, Math.max(0, idSpan.start - offset));
          const after = piece.subarray(Math.max(0, idSpan.end - offset));
          if (before.length > 0) yield before;
          if (idSpan.start >= offset && idSpan.start < offset + piece.length) yield Buffer.from(idText, 'utf8');
          if (after.length > 0) yield after;
        }
        offset += piece.length;
      }
    },
    withId: (text) => longLine(spill, rest, idSpan, text),
    discard: () => void spill.discard(),
  };
}

async function* inOrder(spill: Spill, rest: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield* spill.read();
  yield rest;
}
