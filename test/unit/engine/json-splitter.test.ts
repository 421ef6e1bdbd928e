import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createJsonSplitter } from '../../../server-lambda/local/engine/load/json-splitter.ts';

function split(pieces: readonly string[]): readonly unknown[] {
  const found: unknown[] = [];
  const splitter = createJsonSplitter((json) => {
    found.push(JSON.parse(json));
  });
  for (const piece of pieces) splitter.write(piece);
  splitter.end();
  return found;
}

/** The same text in pieces, cut anywhere. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const edges = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
}

const awkward = fc.oneof(fc.string(), fc.constantFrom('}{', '"', '\\', '\\"}', '[', ']', '\n{', '\r\n'));
// Plain names only: Node 24.21's own JSON.parse takes the name "\"" for "\\" when it has just seen the other.
const field = fc.string({ unit: fc.constantFrom('a', 'B', '_', '}', '{', '[', ',', ':', ' ') });
const value = fc.oneof(awkward, fc.constant(null), fc.dictionary(field, awkward));
const objects = fc.array(fc.dictionary(field, value), { minLength: 1, maxLength: 8 });
const places = fc.array(fc.nat(), { maxLength: 12 });

test.each([
  ['lines', (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).join('\n')],
  ['lines with an end', (all: readonly unknown[]) => all.map((one) => `${JSON.stringify(one)}\r\n`).join('')],
  ['an array', (all: readonly unknown[]) => JSON.stringify(all)],
  ['a pretty-printed array', (all: readonly unknown[]) => JSON.stringify(all, null, 2)],
])('objects written as %s come out as they went in, wherever the text is cut', (_form, write) => {
  fc.assert(
    fc.property(objects, places, (all, where) => {
      expect(split(cut(write(all), where))).toEqual(all);
    }),
  );
});
