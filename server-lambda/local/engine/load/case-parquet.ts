import * as zlib from 'node:zlib';
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type Compressors,
} from 'hyparquet';
import { columnOf, emptyRow, nameByFields, saysAnything } from './case-row.ts';
import type { CaseSink } from './case-folder.ts';

/** Reads a Parquet file of cases, a row group at a time. Returns how many rows it holds. */
export async function readCaseParquet(file: string, name: string, sink: CaseSink): Promise<number> {
  let read = 0;
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata)
      .children.map((child) => child.element.name)
      .filter((column) => columnOf(column) !== undefined);
    if (columns.length === 0) {
      sink.skip({ path: name, reason: 'has none of the columns of a case' });
      return Number(metadata.num_rows);
    }
    for (const group of metadata.row_groups) {
      const rowStart = read;
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({ file: buffer, metadata, columns, rowStart, rowEnd, compressors });
      for (const fields of rows) addRow(fields, ++read, name, sink);
    }
  } catch (error) {
    sink.skip({ path: name, reason: parquetFault(error) });
  }
  return read;
}

function addRow(fields: Readonly<Record<string, unknown>>, number: number, name: string, sink: CaseSink): void {
  const row = emptyRow();
  for (const [field, value] of Object.entries(fields)) {
    const column = columnOf(field);
    if (column !== undefined) row[column] = textOf(value);
  }
  nameByFields(row);
  if (saysAnything(row)) sink.add(row);
  else sink.skip({ path: name, reason: `has a row ${number} with none of the fields of a case` });
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

/** Snappy is hyparquet's own; these are the others that Athena and pandas write. */
const compressors: Compressors = {
  GZIP: (input) => zlib.gunzipSync(input),
  BROTLI: (input) => zlib.brotliDecompressSync(input),
  // Node learnt ZSTD in 22.15.
  ...('zstdDecompressSync' in zlib && typeof zlib.zstdDecompressSync === 'function'
    ? { ZSTD: zlib.zstdDecompressSync as (input: Uint8Array) => Uint8Array }
    : {}),
};

function parquetFault(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const codec = /unsupported compression codec: (\w+)/.exec(message)?.[1];
  if (codec !== undefined)
    return `is compressed with ${codec}, which this version of Node can't read: use SNAPPY or GZIP`;
  return 'is not a readable Parquet file';
}
