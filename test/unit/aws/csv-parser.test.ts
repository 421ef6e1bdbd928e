import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvParser, type CsvRecord } from '../../../server-lambda/aws/athena/csv-parser.ts';

function parse(...pieces: readonly string[]): readonly CsvRecord[] {
  const parser = createCsvParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const cell = fc.option(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') })));
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }));

function write(rows: readonly CsvRecord[]): string {
  return rows
    .map((row) => `${row.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\n`)
    .join('');
}

describe("Athena's CSV", () => {
  it('tells NULL from empty text', () => {
    expect(parse('"a","",\n,"",""\n')).toEqual([
      ['a', '', null],
      [null, '', ''],
    ]);
    expect(parse('\n\n')).toEqual([[null], [null]]);
  });

  it('takes fields without quotes, and a last line without its end', () => {
    expect(parse('a,b\n1,"2"')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('takes a quote in a field without quotes as it is', () => {
    expect(parse('a"b,"c"\n5",\n')).toEqual([
      ['a"b', 'c'],
      ['5"', null],
    ]);
  });

  it('ends with NULL where the last line ends with a comma', () => {
    expect(parse('"a",')).toEqual([['a', null]]);
    expect(parse(',')).toEqual([[null, null]]);
  });

  it('has no record where it has no text', () => {
    expect(parse()).toEqual([]);
    expect(parse('', '')).toEqual([]);
  });

  it('gives back every table as it was written, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(table, fc.array(fc.nat({ max: 200 }), { maxLength: 5 }), (rows, cuts) => {
        const text = write(rows);
        const places = [0, ...cuts.map((at) => Math.min(at, text.length)).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(parse(...pieces)).toEqual(rows);
      }),
    );
  });
});
