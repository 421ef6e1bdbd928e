import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  AthenaClient,
  type GetQueryResultsInput,
  type QueryExecution,
  type StartQueryExecutionInput,
} from '@aws-sdk/client-athena';
import * as sdk from '@aws-sdk/client-s3';
import { z } from 'zod';
import { CATALOG } from '#core/contract/case-record.ts';
import type { QueryEngine } from '#core/ports/query-engine.ts';
import { tokenize } from '#core/sql/lexer.ts';
import { createAthenaEngine, type AthenaEngineOptions } from '../../server-lambda/aws/athena/athena-engine.ts';
import type { LazyS3 } from '../../server-lambda/aws/lazy-s3.ts';
import { createRuns, stateAtPoll, type Outcome, type Run } from './athena-runs.ts';
import { CREDENTIALS } from './aws-credentials.ts';

export type Operation =
  'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults' | 'StopQueryExecution' | S3Operation;

type S3Operation = 'GetObject' | 'HeadObject' | 'PutObject' | 'DeleteObject';

export interface EndpointRequest {
  readonly operation: Operation;
  /** The parsed body; for S3 `{bucket, key}`. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the service answers instead: an error of that type, a connection that breaks off, or no answer at all. */
export type Fault =
  | {
      readonly status: number;
      readonly type: string;
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    }
  | 'disconnect'
  | 'silence';

export interface AthenaEndpoint {
  readonly url: string;
  /** The SDK's own clients, pointed here. They try a request twice. */
  readonly athena: AthenaClient;
  readonly lazyS3: LazyS3;
  readonly requests: readonly EndpointRequest[];
  /** Keys of the objects that were put into the results bucket and are still there. */
  readonly objects: ReadonlySet<string>;
  /** Statements that contain the text end like this from now on. */
  readonly script: (text: string, outcome: Outcome | Promise<Outcome>) => void;
  /** So many requests of this operation fail, the next ones. */
  fail(operation: Operation, fault: Fault, times?: number): void;
  close(): Promise<void>;
}

export const WORKGROUP = 'CaseInsights-test';
export const RESULTS_BUCKET = 's3-test-athena-results';
const REGION = 'eu-central-1';

/** Speaks Athena's and S3's wire formats on this machine; statements run on the given engine. */
export async function startAthenaEndpoint(engine: QueryEngine): Promise<AthenaEndpoint> {
  const runs = createRuns(engine);
  const objects = new Set<string>();
  const requests: EndpointRequest[] = [];
  const faults: { readonly operation: Operation; readonly fault: Fault }[] = [];

  const server = createServer((request, response) => {
    void answer(request).then(
      (reply) => {
        send(response, reply);
      },
      (error: unknown) => {
        send(response, jsonError({ status: 500, type: 'InternalServerException', message: String(error) }));
      },
    );
  });

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const called = await readRequest(request);
    const unsigned = checkSignature(request, isS3(called.operation) ? 's3' : 'athena');
    if (unsigned !== undefined) return unsigned;
    requests.push(called);
    const at = faults.findIndex(({ operation }) => operation === called.operation);
    const [scripted] = at === -1 ? [] : faults.splice(at, 1);
    if (scripted !== undefined) {
      if (typeof scripted.fault === 'string') return scripted.fault;
      return isS3(called.operation) ? xmlError(scripted.fault) : jsonError(scripted.fault);
    }
    return respond(called, runs, objects);
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const common = { endpoint: url, region: REGION, credentials: CREDENTIALS, maxAttempts: 2 };
  const athena = new AthenaClient(common);
  const s3 = new sdk.S3Client({ ...common, forcePathStyle: true });

  return {
    url,
    athena,
    lazyS3: () => Promise.resolve({ ...sdk, client: s3 }),
    requests,
    objects,
    script: runs.script,
    fail(operation, fault, times = 1) {
      for (let time = 0; time < times; time++) faults.push({ operation, fault });
    },
    async close() {
      athena.destroy();
      s3.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** An engine on the endpoint that polls at once. */
export function endpointEngine(
  { athena, lazyS3 }: Pick<AthenaEndpoint, 'athena' | 'lazyS3'>,
  options: Partial<AthenaEngineOptions> = {},
): QueryEngine {
  return createAthenaEngine({
    athena,
    s3: lazyS3,
    workGroup: WORKGROUP,
    catalog: CATALOG,
    database: 'case_insights',
    sleep: async (_milliseconds, signal) => {
      await setTimeout(1, undefined, { signal });
    },
    ...options,
  });
}

type Reply =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | 'disconnect'
  | 'silence';

/** Athena says the parameters of a decimal beside its type, and those of other types not at all. */
function columnType(type: string): { readonly Type: string; readonly Precision: number; readonly Scale: number } {
  const [, precision = 0, scale = 0] = /^decimal\((\d+),(\d+)\)$/.exec(type) ?? [];
  return { Type: type.replaceAll(/\(.*\)/g, ''), Precision: Number(precision), Scale: Number(scale) };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'disconnect') response.destroy();
  else response.writeHead(reply.status, reply.headers).end(reply.body);
}

const S3_OPERATIONS: Readonly<Record<string, S3Operation>> = {
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

function isS3(operation: Operation): operation is S3Operation {
  return operation.endsWith('Object');
}

const anyObject = z.record(z.string(), z.unknown());

async function readRequest(request: IncomingMessage): Promise<EndpointRequest> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const target = request.headers['x-amz-target'];
  if (target === undefined) {
    const [, bucket = '', ...key] = new URL(request.url ?? '', 'http://s3').pathname.split('/').map(decodeURIComponent);
    return { operation: S3_OPERATIONS[request.method ?? ''] ?? 'GetObject', input: { bucket, key: key.join('/') } };
  }
  // An operation that Athena has and this endpoint lacks is answered as unknown below.
  return {
    operation: String(target).replace('AmazonAthena.', '') as Operation,
    input: anyObject.parse(JSON.parse(body)),
  };
}

function checkSignature({ headers }: IncomingMessage, service: string): Reply | undefined {
  const scope =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/;
  const [, keyId, signedFor] = scope.exec(headers.authorization ?? '') ?? [];
  if (signedFor !== service)
    return jsonError({
      status: 403,
      type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  if (keyId !== CREDENTIALS.accessKeyId)
    return jsonError({
      status: 400,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  return undefined;
}

function respond(
  { operation, input }: EndpointRequest,
  runs: ReturnType<typeof createRuns>,
  objects: Set<string>,
): Reply {
  switch (operation) {
    case 'StartQueryExecution': {
      const refused = checkStart(input);
      return refused ?? json({ QueryExecutionId: runs.start(input as unknown as StartQueryExecutionInput).id });
    }
    case 'GetQueryExecution': {
      const run = runs.find(String(input['QueryExecutionId']));
      return run === undefined ? unknownRun(input) : json({ QueryExecution: describeRun(run) });
    }
    case 'StopQueryExecution': {
      const run = runs.find(String(input['QueryExecutionId']));
      if (run === undefined) return unknownRun(input);
      runs.stop(run);
      return json({});
    }
    case 'GetQueryResults': {
      const run = runs.find(String(input['QueryExecutionId']));
      return run === undefined ? unknownRun(input) : resultPage(run, input as unknown as GetQueryResultsInput);
    }
    case 'HeadObject':
      return { status: objects.has(String(input['key'])) ? 200 : 404, headers: {}, body: '' };
    case 'PutObject':
      objects.add(String(input['key']));
      return { status: 200, headers: { etag: '"0"' }, body: '' };
    case 'DeleteObject':
      objects.delete(String(input['key']));
      return { status: 204, headers: {}, body: '' };
    case 'GetObject':
      return resultObject(input, runs);
    default:
      return jsonError({ status: 400, type: 'UnknownOperationException', message: '' });
  }
}

/** Athena checks the shape of a request before it looks at the SQL. */
function checkStart(input: EndpointRequest['input']): Reply | undefined {
  const parameters = input['ExecutionParameters'];
  if (Array.isArray(parameters)) {
    if (parameters.length === 0) return violated('executionParameters', '[]', 'greater than or equal to 1');
    const long = parameters.map(String).find((parameter) => parameter.length > 1_024);
    if (long !== undefined) return violated('executionParameters', long, 'less than or equal to 1024');
  }
  const text = String(input['QueryString']);
  if (text.length > 262_144) return violated('queryString', text.slice(0, 100), 'less than or equal to 262144');
  if (input['WorkGroup'] !== WORKGROUP) return invalid('WorkGroup is not found.');
  try {
    tokenize(text);
    return undefined;
  } catch (error) {
    return invalid(String(error));
  }
}

function violated(member: string, value: string, length: string): Reply {
  return jsonError({
    status: 400,
    type: 'ValidationException',
    message: `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have length ${length}`,
  });
}

function invalid(message: string): Reply {
  return jsonError({
    status: 400,
    type: 'InvalidRequestException',
    message,
    fields: { AthenaErrorCode: 'INVALID_INPUT' },
  });
}

function unknownRun(input: EndpointRequest['input']): Reply {
  return invalid(`QueryExecution ${String(input['QueryExecutionId'])} was not found`);
}

function outputKey(run: Run): string {
  return `${run.id}.${run.statement.type === 'DML' ? 'csv' : 'txt'}`;
}

/** Times travel as seconds. */
function describeRun(run: Run): Omit<QueryExecution, 'Status'> & { readonly Status: object } {
  const state = stateAtPoll(run);
  const { outcome } = run;
  return {
    QueryExecutionId: run.id,
    Query: run.input.QueryString,
    StatementType: run.statement.type,
    SubstatementType: run.statement.substatement,
    ResultConfiguration: { OutputLocation: `s3://${RESULTS_BUCKET}/${outputKey(run)}` },
    ResultReuseConfiguration: run.input.ResultReuseConfiguration,
    QueryExecutionContext: run.input.QueryExecutionContext,
    Status: {
      State: state,
      SubmissionDateTime: 1_790_000_000.123,
      ...(state === 'FAILED' &&
        outcome?.state === 'FAILED' && { StateChangeReason: outcome.reason, AthenaError: outcome.error }),
      ...(state === 'CANCELLED' && outcome?.state === 'CANCELLED' && { StateChangeReason: outcome.reason }),
    },
    Statistics: {
      EngineExecutionTimeInMillis: 420,
      TotalExecutionTimeInMillis: 512,
      DataScannedInBytes: run.reused ? 0 : 12_345,
      ResultReuseInformation: { ReusedPreviousResult: run.reused },
    },
    WorkGroup: run.input.WorkGroup,
    EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
  };
}

function resultPage(run: Run, { MaxResults, NextToken }: GetQueryResultsInput): Reply {
  const most = MaxResults ?? 1_000;
  if (most > 1_000) return invalid('MaxResults is more than maximum allowed length 1000.');
  if (most < 1) return invalid('MaxResults is less than minimum allowed length 1.');
  const { outcome } = run;
  if (outcome?.state !== 'SUCCEEDED')
    return invalid(`Query did not finish successfully. Final query state: ${outcome?.state ?? 'RUNNING'}`);
  const lines = resultLines(run, outcome);
  const from = Number(NextToken ?? 0);
  const rows = lines.slice(from, from + most);
  return json({
    UpdateCount: 0,
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
      ResultSetMetadata: {
        ColumnInfo: outcome.columns.map(({ name, type }) => ({
          CatalogName: 'hive',
          SchemaName: '',
          TableName: '',
          Name: name,
          Label: name,
          ...columnType(type),
          Nullable: 'UNKNOWN',
          CaseSensitive: type === 'varchar',
        })),
      },
    },
    ...(from + most < lines.length && { NextToken: String(from + most) }),
  });
}

/** A SELECT's first row holds the names. */
function resultLines(
  run: Run,
  { columns, rows }: Extract<Outcome, { state: 'SUCCEEDED' }>,
): readonly (readonly (string | null)[])[] {
  return run.statement.type === 'DML' ? [columns.map(({ name }) => name), ...rows] : rows;
}

function resultObject({ bucket, key }: EndpointRequest['input'], runs: ReturnType<typeof createRuns>): Reply {
  const run = runs.find(String(key).replace(/\.(csv|txt)$/, ''));
  if (bucket !== RESULTS_BUCKET || run?.outcome?.state !== 'SUCCEEDED' || key !== outputKey(run))
    return xmlError({ status: 404, type: 'NoSuchKey', message: 'The specified key does not exist.' });
  const body = resultLines(run, run.outcome)
    .map((line) => `${line.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\n`)
    .join('');
  return { status: 200, headers: { 'content-type': 'application/octet-stream', etag: '"0"' }, body };
}

function json(body: unknown): Reply {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

function jsonError({ status, type, message, fields }: Exclude<Fault, string>): Reply {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type },
    body: JSON.stringify({ __type: type, Message: message, message, ...fields }),
  };
}

function xmlError({ status, type, message }: Exclude<Fault, string>): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${type}</Code><Message>${message}</Message><RequestId>TEST</RequestId></Error>`,
  };
}
