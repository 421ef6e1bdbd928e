import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpointEngine } from '../support/athena-endpoint.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';

/** What Athena sends for a statement, request by request, and what the adapter makes of it. One a line in the file. */
const exchange = z.strictObject({
  name: z.string(),
  sql: z.string(),
  answers: z.array(
    z.strictObject({ operation: z.string(), status: z.number(), type: z.string().optional(), body: z.unknown() }),
  ),
  columns: z.array(z.string()).optional(),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  failure: z.strictObject({ code: z.string(), says: z.string() }).optional(),
});

const EXCHANGES = readFileSync(path.join(import.meta.dirname, 'athena-wire.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => exchange.parse(JSON.parse(line)));

let answers: z.output<typeof exchange>['answers'] = [];
const unexpected: string[] = [];
const server = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
  const [answer, ...rest] = answers;
  if (answer?.operation !== operation) {
    unexpected.push(operation);
    response.writeHead(404).end();
    return;
  }
  answers = rest;
  response.writeHead(answer.status, {
    'content-type': 'application/x-amz-json-1.1',
    ...(answer.type !== undefined && { 'x-amzn-errortype': answer.type }),
  });
  response.end(JSON.stringify(answer.body));
});
let athena: AthenaClient;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  athena = new AthenaClient({ endpoint, region: 'eu-central-1', credentials: CREDENTIALS, maxAttempts: 2 });
});
afterAll(() => {
  athena.destroy();
  server.closeAllConnections();
  server.close();
});

/** Runs the statement of an exchange against its answers. */
async function replay({ sql, answers: given }: z.output<typeof exchange>) {
  answers = given;
  unexpected.length = 0;
  const lazyS3 = () => Promise.reject(new Error('These answers are too short for a result object.'));
  const engine = endpointEngine({ athena, lazyS3 }, { reuseMinutes: 0 });
  const answer = await engine.query({ text: sql, values: [] }, { maxRows: 100 }).catch((error: unknown) => error);
  expect(unexpected).toEqual([]);
  return answer;
}

describe("Athena's answers, as they travel", () => {
  test.each(EXCHANGES.filter(({ failure }) => failure === undefined))('$name is read as it is', async (recorded) => {
    const answer = (await replay(recorded)) as { columns: readonly string[]; rows: readonly object[] };
    expect(answer).toMatchObject({ columns: recorded.columns });
    expect(answer.rows.map((row) => Object.values(row) as unknown[])).toEqual(recorded.rows);
    expect(answers).toEqual([]);
  });

  test.each(EXCHANGES.filter(({ failure }) => failure !== undefined))('$name is told as such', async (recorded) => {
    const { code, says } = recorded.failure!;
    const failure = (await replay(recorded)) as { code: string; message: string; remedy: string };
    expect(failure).toMatchObject({ name: 'CaseInsightsError', code });
    expect(failure.message).toContain(says);
    expect(failure.remedy).not.toBe('');
  });
});
