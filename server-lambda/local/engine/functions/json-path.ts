import { SqlFailure } from './implementation.ts';
import { jsonReader, whereJson } from './json-reader.ts';
import type { JsonReader } from './json-reader.ts';

const STEP = /\.([\p{L}\p{Nd}_:]+)|\[([\p{L}\p{Nd}_]+)\]|\["((?:[^"\\]|\\["\\])*)"\]/uy;

/** The steps of a path of json_extract: `$.a[0]["b c"]`. Names and indexes are alike. */
export function jsonPathSteps(path: string): readonly string[] {
  const steps: string[] = [];
  let at = 1;
  if (!path.startsWith('$')) throw invalidPath(path);
  while (at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) throw invalidPath(path);
    steps.push(match[1] ?? match[2] ?? (match[3] ?? '').replace(/\\(.)/gs, '$1'));
    at = STEP.lastIndex;
  }
  return steps;
}

function invalidPath(path: string): SqlFailure {
  return new SqlFailure(`Invalid JSON path: '${path}'`);
}

/** What `read` gives at the place of the path; undefined where it is missing, or where the text before is not JSON. */
export function atJsonPath<T>(json: string, steps: readonly string[], read: (reader: JsonReader) => T): T | undefined {
  return whereJson(() => {
    const reader = jsonReader(json);
    return follow(reader, steps, read);
  });
}

function follow<T>(
  reader: JsonReader,
  [step, ...rest]: readonly string[],
  read: (reader: JsonReader) => T,
): T | undefined {
  if (step === undefined) return read(reader);
  let found: T | undefined;
  const visit = (wanted: boolean) => {
    if (wanted) found = follow(reader, rest, read);
    else reader.value();
    return wanted;
  };
  if (reader.peek() === '{') reader.members((name) => visit(name === step));
  else if (reader.peek() === '[' && /^\d+$/.test(step)) reader.items((index) => visit(index === Number(step)));
  return found;
}
