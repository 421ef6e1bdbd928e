import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { errorCode } from '#core/error-code.ts';
import { nameByFields, rowOfJson, saysAnything } from './case-row.ts';
import type { CaseSink } from './case-folder.ts';
import { encodingOf } from './decode-text.ts';
import { jsonFault } from './json-fault.ts';
import { createJsonSplitter } from './json-splitter.ts';

/**
 * Reads a file of many cases as a stream: one JSON object a line, or a JSON array, or objects one after another,
 * gzipped or not. `name` is what skipped parts are reported under. Returns how many objects there were.
 */
export async function readJsonLines(
  file: string,
  name: string,
  options: { readonly gzipped: boolean },
  sink: CaseSink,
): Promise<number> {
  let objects = 0;
  const splitter = createJsonSplitter((json, place) => {
    objects++;
    const reason = readCase(json, sink);
    if (reason !== undefined) sink.skip({ path: name, reason: `has ${place} that ${reason}` });
  });

  const stream = createReadStream(file, { highWaterMark: 1 << 20 });
  const bytes: AsyncIterable<Buffer> = options.gzipped ? stream.pipe(createGunzip()) : stream;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      splitter.write(decoder.decode(chunk, { stream: true }));
    }
  } catch (error) {
    const code = errorCode(error);
    sink.skip({ path: name, reason: `can't be read to its end${code === undefined ? '' : ` (${code})`}` });
  }
  splitter.end();
  return objects;
}

/** What is wrong with the case, if anything. */
function readCase(json: string, sink: CaseSink): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return jsonFault(error);
  }
  const row = rowOfJson(parsed, json);
  if (row === undefined) return 'is not a JSON object';
  nameByFields(row);
  if (!saysAnything(row)) return 'has none of the fields of a case';
  sink.add(row);
  return undefined;
}
