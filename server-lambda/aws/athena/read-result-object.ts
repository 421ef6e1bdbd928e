import { addAbortSignal, Readable } from 'node:stream';
import type { QueryExecution } from '@aws-sdk/client-athena';
import type { LazyS3 } from '../lazy-s3.ts';
import { createCsvParser, type CsvRecord } from './csv-parser.ts';

interface ResultObject {
  readonly bucket: string;
  readonly key: string;
}

/** Where a SELECT left its rows, if that can be read: not in storage of Athena's own, not encrypted for a client. */
export function resultObject({ ResultConfiguration }: QueryExecution): ResultObject | undefined {
  if (ResultConfiguration?.EncryptionConfiguration?.EncryptionOption === 'CSE_KMS') return undefined;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+\.csv)$/.exec(ResultConfiguration?.OutputLocation ?? '') ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

/**
 * The first rows of a result object, without its header; the rest is not fetched. Undefined when S3 does not give it
 * whole, for then Athena still does, page by page. Rejects only when the signal is aborted.
 */
export async function readResultObject(
  s3: LazyS3,
  { bucket, key }: ResultObject,
  { maxRows, signal }: { readonly maxRows: number; readonly signal: AbortSignal },
): Promise<CsvRecord[] | undefined> {
  try {
    const { client, GetObjectCommand } = await s3();
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    if (!(Body instanceof Readable)) return undefined;
    return await firstRecords(addAbortSignal(signal, Body), maxRows + 1).then((records) => records.slice(1));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function firstRecords(body: Readable, most: number): Promise<CsvRecord[]> {
  const parser = createCsvParser();
  const records: CsvRecord[] = [];
  const take = (more: readonly CsvRecord[]) => {
    for (const record of more) if (records.length < most) records.push(record);
  };
  // Leaving the loop early closes the connection.
  for await (const text of body.setEncoding('utf8')) {
    take(parser.push(String(text)));
    if (records.length === most) return records;
  }
  take(parser.end());
  return records;
}
