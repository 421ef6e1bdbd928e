import * as arrow from 'apache-arrow';
import type { Frame, Run } from './closures/code.ts';
import type { RawArgument, RawResult, ResultType } from './storage/storage.ts';
import type { Value } from './values.ts';

/** A function of a statement: it takes a row's arguments from DuckDB and gives one value back. */
export interface RowFunction {
  /** How each argument becomes a value. */
  readonly decode: readonly ((raw: RawArgument) => Value)[];
  /** Called with the arguments at the beginning of the frame. */
  readonly run: Run;
  readonly encode: (value: Value) => RawResult;
}

/** The functions of the running statement, which DuckDB calls by number, and how they failed. */
export interface UserFunctions {
  /** Returns the function's number. */
  readonly register: (rowFunction: RowFunction) => number;
  /** Forgets all functions and failures. */
  clear(): void;
  /** What a function threw, if that is why DuckDB failed with this message. */
  failureIn(message: string): unknown;
  /** Takes the place of the runtime's own. */
  readonly callScalarUDF: CallScalarUdf;
}

/** The function of DuckDB's that calls ours of this result: `name(number, …arguments)`. */
export const FUNCTION_NAMES: Readonly<Record<ResultType, string>> = {
  BOOLEAN: 'closure_boolean',
  INTEGER: 'closure_integer',
  BIGINT: 'closure_bigint',
  DOUBLE: 'closure_double',
  VARCHAR: 'closure_varchar',
};

/** Arrow's types of the results. DuckDB's binding looks at `typeId` alone, and takes the general `Int` for 32 bits. */
export const RESULT_TYPES: Readonly<Record<ResultType, arrow.DataType>> = {
  BOOLEAN: new arrow.Bool(),
  INTEGER: withTypeId(new arrow.Int32(), arrow.Type.Int32),
  BIGINT: withTypeId(new arrow.Int64(), arrow.Type.Int64),
  DOUBLE: withTypeId(new arrow.Float64(), arrow.Type.Float64),
  VARCHAR: new arrow.Utf8(),
};

function withTypeId<T extends arrow.DataType>(type: T, typeId: arrow.Type): T {
  return Object.defineProperty(type, 'typeId', { value: typeId });
}

/** The part of the WebAssembly module that values travel through. */
export interface Heap {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF64: Float64Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

type CallScalarUdf = (
  heap: Heap,
  response: number,
  functionId: number,
  description: number,
  descriptionBytes: number,
  pointers: number,
  pointerBytes: number,
) => void;

/** What DuckDB says about a call. Buffers are numbers of pointers. */
interface Description {
  readonly rows: number;
  readonly args: readonly ArgumentDescription[];
  readonly ret: { readonly physicalType: string };
}

interface ArgumentDescription {
  readonly physicalType: string;
  readonly validityBuffer?: number;
  readonly dataBuffer: number;
  readonly lengthBuffer?: number;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** So many rows pass between two looks at the interrupt flag. */
const ROWS_A_LOOK = 256;
const FAILURE = 'closure-failure-';

/** `interrupted` is asked every few hundred rows; when it says yes, the statement fails. */
export function createUserFunctions(interrupted: () => boolean): UserFunctions {
  let functions: RowFunction[] = [];
  let failures: unknown[] = [];
  const strings = createStringBuffer();

  const results = (heap: Heap, call: Description, pointers: Float64Array): RawResult[] => {
    const [number, ...rest] = call.args.map((argument) => argumentReader(heap, argument, pointers));
    const called = functions[Number(number?.(0))];
    if (called === undefined) throw new Error('no such function in this statement');
    const { decode, run, encode } = called;
    const frame: Frame = [];
    const found = new Array<RawResult>(call.rows);
    for (let row = 0; row < call.rows; row++) {
      if (row % ROWS_A_LOOK === 0 && interrupted()) throw new Error('interrupted');
      for (let at = 0; at < decode.length; at++) frame[at] = decode[at]?.(rest[at]?.(row) ?? null) ?? null;
      found[row] = encode(run(frame));
    }
    return found;
  };

  return {
    register: (rowFunction) => functions.push(rowFunction) - 1,
    clear() {
      functions = [];
      failures = [];
    },
    failureIn(message) {
      const number = new RegExp(`${FAILURE}(\\d+)`).exec(message)?.[1];
      return number === undefined ? undefined : failures[Number(number)];
    },
    callScalarUDF(heap, response, _functionId, description, descriptionBytes, pointers, pointerBytes) {
      try {
        const text = decoder.decode(heap.HEAPU8.subarray(description, description + descriptionBytes));
        // The binding's own description; it is not part of its types.
        const call = JSON.parse(text) as Description;
        const addresses = heap.HEAPF64.slice(pointers >> 3, (pointers + pointerBytes) >> 3);
        const values = results(heap, call, addresses);
        respond(heap, response, 0, writeResult(heap, call.ret.physicalType, values, strings), 0);
      } catch (error) {
        const message = encoder.encode(FAILURE + String(failures.push(error) - 1));
        const address = allocate(heap, message.length);
        heap.HEAPU8.set(message, address);
        respond(heap, response, 1, address, message.length);
      }
    },
  };
}

function respond(heap: Heap, response: number, ...words: readonly [number, number, number]): void {
  heap.HEAPF64.set(words, response >> 3);
}

function argumentReader(
  heap: Heap,
  argument: ArgumentDescription,
  pointers: Float64Array,
): (row: number) => RawArgument {
  const address = (buffer: number | undefined) => (buffer === undefined ? 0 : (pointers[buffer] ?? 0));
  const validity = address(argument.validityBuffer);
  const read = valueReader(heap, argument.physicalType, address(argument.dataBuffer), address(argument.lengthBuffer));
  if (validity === 0) return read;
  return (row) => (heap.HEAPU8[validity + row] === 0 ? null : read(row));
}

function valueReader(heap: Heap, type: string, data: number, lengths: number): (row: number) => RawArgument {
  const { HEAPU8, HEAP32, HEAPF64 } = heap;
  switch (type) {
    case 'INT32':
      return (row) => HEAP32[(data >> 2) + row] ?? 0;
    case 'DOUBLE':
      return (row) => HEAPF64[(data >> 3) + row] ?? 0;
    case 'VARCHAR': {
      // All rows may have one text, a long one perhaps: the value of a subquery, or of a window.
      let last = { start: -1, length: 0, text: '' };
      return (row) => {
        const start = HEAPF64[(data >> 3) + row] ?? 0;
        const length = HEAPF64[(lengths >> 3) + row] ?? 0;
        if (start !== last.start || length !== last.length) {
          last = { start, length, text: textAt(HEAPU8, start, length) };
        }
        return last.text;
      };
    }
    default:
      throw new Error(`an argument of type ${type}`);
  }
}

/** Short ASCII text is read faster by hand. */
function textAt(bytes: Uint8Array, start: number, length: number): string {
  if (length > SHORT) return decoder.decode(bytes.subarray(start, start + length));
  let text = '';
  for (let at = start; at < start + length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 127) return decoder.decode(bytes.subarray(start, start + length));
    text += String.fromCharCode(byte);
  }
  return text;
}
const SHORT = 24;

/** Writes a column of results and returns the address of its three buffers: data, validity, lengths of strings. */
function writeResult(heap: Heap, type: string, values: readonly RawResult[], strings: StringBuffer): number {
  const data = allocate(heap, values.length * (BYTES[type] ?? 8));
  const valid = allocate(heap, values.length);
  const lengths = type === 'VARCHAR' ? allocate(heap, values.length * 8) : 0;
  const buffers = allocate(heap, 24);
  if (type === 'VARCHAR') strings.write(heap, values, data, lengths);
  else writeNumbers(heap, type, values, data);
  values.forEach((value, row) => {
    heap.HEAPU8[valid + row] = value === null ? 0 : 1;
  });
  heap.HEAPF64.set([data, valid, lengths], buffers >> 3);
  return buffers;
}

const BYTES: Readonly<Record<string, number>> = { BOOL: 1, INT32: 4, INT64: 8, DOUBLE: 8, VARCHAR: 8 };

function writeNumbers(heap: Heap, type: string, values: readonly RawResult[], data: number): void {
  const wholes = new BigInt64Array(
    heap.HEAPU8.buffer,
    type === 'INT64' ? data : 0,
    type === 'INT64' ? values.length : 0,
  );
  values.forEach((value, row) => {
    if (type === 'BOOL') heap.HEAPU8[data + row] = value === true ? 1 : 0;
    else if (type === 'INT32') heap.HEAP32[(data >> 2) + row] = Number(value);
    else if (type === 'INT64') wholes[row] = typeof value === 'bigint' ? value : 0n;
    else heap.HEAPF64[(data >> 3) + row] = Number(value);
  });
}

/** Buffers up to this size are made larger than they must be, since the next column of strings is about as long. */
const ROOMY = 2 ** 24;

function allocate(heap: Heap, bytes: number): number {
  const address = heap._malloc(Math.max(1, bytes));
  if (address === 0) throw new Error('Out of Memory');
  return address;
}

/** Strings of results. DuckDB copies them before the next call, so that one buffer does for all calls. */
interface StringBuffer {
  write(heap: Heap, values: readonly RawResult[], addresses: number, lengths: number): void;
}

function createStringBuffer(): StringBuffer {
  let start = 0;
  let size = 0;
  return {
    write(heap, values, addresses, lengths) {
      // A UTF-16 unit takes at most three bytes of UTF-8.
      const needed = values.reduce<number>((sum, value) => sum + (value === null ? 0 : String(value).length * 3), 1);
      if (needed > size) {
        if (start !== 0) heap._free(start);
        size = 0;
        start = 0;
        const room = needed < ROOMY ? needed * 2 : needed;
        start = allocate(heap, room);
        size = room;
      }
      let at = start;
      const { HEAPU8, HEAPF64 } = heap;
      values.forEach((value, row) => {
        const { written } = encoder.encodeInto(value === null ? '' : String(value), HEAPU8.subarray(at, start + size));
        HEAPF64[(addresses >> 3) + row] = at;
        HEAPF64[(lengths >> 3) + row] = written;
        at += written;
      });
    },
  };
}
