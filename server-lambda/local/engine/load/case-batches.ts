import * as arrow from 'apache-arrow';
import { CASE_COLUMNS } from '#core/contract/case-record.ts';
import type { CaseRow } from './case-row.ts';

/** Rows on their way into the engine: gathered, and handed over as Arrow IPC streams of `ROWS_A_BATCH` rows. */
export interface CaseBatches {
  add(row: CaseRow): void;
  /** Hands over the remaining cases. Call once, at the end. */
  finish(): void;
  readonly rows: number;
}

const ROWS_A_BATCH = 8_192;

export function createCaseBatches(insert: (ipcStream: Uint8Array) => void): CaseBatches {
  const columns = CASE_COLUMNS.map(() => createTextColumn());
  const schema = new arrow.Schema(CASE_COLUMNS.map((name) => new arrow.Field(name, new arrow.Utf8(), true)));
  let inBatch = 0;
  let rows = 0;

  const flush = () => {
    if (inBatch === 0) return;
    const children = columns.map((column) => column.take(inBatch));
    const data = arrow.makeData({ type: new arrow.Struct(schema.fields), length: inBatch, nullCount: 0, children });
    insert(arrow.tableToIPC(new arrow.Table(schema, [new arrow.RecordBatch(schema, data)]), 'stream'));
    inBatch = 0;
  };

  return {
    add(row) {
      columns.forEach((column, index) => column.add(inBatch, row[index] ?? null));
      rows++;
      if (++inBatch === ROWS_A_BATCH) flush();
    },
    finish: flush,
    get rows() {
      return rows;
    },
  };
}

interface TextColumn {
  add(row: number, value: string | null): void;
  take(length: number): arrow.Data<arrow.Utf8>;
}

/** Arrow's own builders take ten times as long for this one shape. */
function createTextColumn(): TextColumn {
  let bytes = Buffer.allocUnsafe(ROWS_A_BATCH * 16);
  let end = 0;
  let nulls = 0;
  const offsets = new Int32Array(ROWS_A_BATCH + 1);
  const valid = new Uint8Array(ROWS_A_BATCH / 8);

  return {
    add(row, value) {
      if (value === null) {
        nulls++;
      } else {
        // A UTF-16 unit takes at most three bytes of UTF-8.
        const needed = end + value.length * 3;
        if (needed > bytes.length) {
          const grown = Buffer.allocUnsafe(needed * 2);
          bytes.copy(grown, 0, 0, end);
          bytes = grown;
        }
        end += bytes.write(value, end, 'utf8');
        valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
      }
      offsets[row + 1] = end;
    },
    take(length) {
      const data = arrow.makeData({
        type: new arrow.Utf8(),
        length,
        nullCount: nulls,
        nullBitmap: valid.slice(),
        valueOffsets: offsets.slice(0, length + 1),
        data: Uint8Array.prototype.slice.call(bytes, 0, end),
      });
      end = 0;
      nulls = 0;
      valid.fill(0);
      return data;
    },
  };
}
