import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineReader } from '../../../extension/bridge/outline.ts';
import { payloadWriter, type LongPayload } from '../../../extension/bridge/payload.ts';

async function spilled(pieces: readonly string[]): Promise<LongPayload> {
  const writer = payloadWriter(0);
  for (const piece of pieces) await writer.add(piece);
  const payload = writer.finish();
  if (payload.kind !== 'long') throw new Error('The text stayed in memory.');
  return payload;
}

async function textOf({ line }: LongPayload): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of line.bytes()) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const value = fc.jsonValue();
const anId = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.constant(null));
/** A decoder hands out whole characters. */
const cutAnywhere = (text: string, cuts: readonly number[]) => {
  const characters = Array.from(text);
  const places = [0, ...cuts.map((cut) => cut % (characters.length + 1)), characters.length].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => characters.slice(places[index], end).join(''));
};

describe('a message that is not in memory', () => {
  it('comes back as it was, with another id where one is given, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(anId, value, fc.array(fc.nat()), fc.nat(3), async (id, result, cuts, indent) => {
        const message = { jsonrpc: '2.0', result, id };
        const text = JSON.stringify(message, undefined, indent);
        const payload = await spilled(cutAnywhere(text, cuts).filter((piece) => piece !== ''));
        expect(await textOf(payload)).toBe(text.replace(/\n/g, ' '));
        expect([...(payload.outline?.members ?? [])]).toEqual(['jsonrpc', 'result', 'id']);
        expect(JSON.parse(payload.outline?.id?.text ?? '')).toEqual(id);
        const renamed = await textOf({ ...payload, line: payload.line.withId('18446744073709551616') });
        expect(renamed).toContain('18446744073709551616');
        expect(JSON.parse(renamed.replace('18446744073709551616', JSON.stringify(id)))).toEqual(
          JSON.parse(JSON.stringify(message)),
        );
        payload.line.discard();
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    '{"id":1,"result":{"a":[1,2}',
    '{"id":1,"result":"cut of',
    '{"id":1} trailing',
    '[{"id":1}]',
    '"text"',
    '{"id":1}}',
    '',
  ])('is not taken for a whole object: %s', (text) => {
    const reader = outlineReader();
    reader.push(Buffer.from(text));
    expect(reader.finish()).toBeUndefined();
  });

  it('shows its own id, not one inside of it', () => {
    const reader = outlineReader();
    reader.push(Buffer.from('{"result":{"id":7,"text":"\\"id\\":8"},"id" : "a\\"b" ,"jsonrpc":"2.0"} '));
    expect(reader.finish()?.id?.text).toBe('"a\\"b"');
  });
});
