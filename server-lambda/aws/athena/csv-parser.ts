/** One line of a result: NULL is an empty field without quotes, an empty string is `""`. */
export type CsvRecord = readonly (string | null)[];

export interface CsvParser {
  /** The records that end within this text, which continues the previous one. */
  push(text: string): CsvRecord[];
  /** The record that the end of the file ends, if any. */
  end(): CsvRecord[];
}

/**
 * Reads the CSV that Athena writes for a SELECT, piece by piece: fields are quoted, a quote inside is doubled, and
 * commas and line ends may stand inside quotes. An empty line is one NULL.
 */
export function createCsvParser(): CsvParser {
  let state: 'field' | 'plain' | 'quoted' | 'quote' = 'field';
  let field = '';
  let record: (string | null)[] = [];

  const endField = () => {
    record.push(state === 'field' ? null : field);
    field = '';
    state = 'field';
  };
  const endRecord = (): CsvRecord => {
    endField();
    const ended = record;
    record = [];
    return ended;
  };

  return {
    push(text) {
      const ended: CsvRecord[] = [];
      let at = 0;
      while (at < text.length) {
        if (state === 'quoted') {
          const quote = text.indexOf('"', at);
          const end = quote === -1 ? text.length : quote;
          field += text.slice(at, end);
          if (quote !== -1) state = 'quote';
          at = end + 1;
          continue;
        }
        const char = text[at] ?? '';
        at += 1;
        if (char === ',') endField();
        else if (char === '\n') ended.push(endRecord());
        else if (char === '"' && state !== 'plain') {
          // A second quote right after the first is a quote; a first one opens the field.
          if (state === 'quote') field += char;
          state = 'quoted';
        } else {
          field += char;
          state = 'plain';
        }
      }
      return ended;
    },
    end: () => (state === 'field' && record.length === 0 ? [] : [endRecord()]),
  };
}
