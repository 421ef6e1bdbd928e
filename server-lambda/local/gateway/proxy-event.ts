import type { APIGatewayProxyEvent } from 'aws-lambda';
import { percentDecode, splitTarget, type WireRequest } from './canonical-request.ts';

/** Where a request arrived, as far as the event contains it. */
export interface EventContext {
  readonly stage: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  /** Null if the request did not have to be signed. */
  readonly accessKeyId: string | null;
  readonly sourceIp: string;
  readonly port: number;
  readonly receivedAt: Date;
}

/** The account, API and user that the local gateway pretends to be; all are AWS's own documentation examples. */
const ACCOUNT = '123456789012';
const API = 'local';
const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/local-demo`;
const USER_ID = 'AIDACKCEVSQ6C2EXAMPLE';

/** API Gateway keeps these to itself (developer guide, "Amazon API Gateway important notes", REST APIs). */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/**
 * The event that a Lambda proxy integration of a REST API gets for a request on `/` or `/{proxy+}`, payload format
 * 1.0 (developer guide, "Input format of a Lambda function for proxy integration"). The request's path starts with
 * the stage. A repeated name keeps its last value in the single-value maps.
 */
export function proxyEvent(request: WireRequest, context: EventContext): APIGatewayProxyEvent {
  const { path, query } = splitTarget(request.target);
  const afterStage = path.slice(`/${context.stage}`.length);
  const resourcePath = afterStage === '' ? '/' : afterStage;
  const isRoot = resourcePath === '/';
  const resource = isRoot ? '/' : '/{proxy+}';

  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? `127.0.0.1:${context.port}`;
  const headers = multiMap([
    ...request.headers.filter(([name]) => !NOT_FORWARDED.has(name.toLowerCase())),
    ['X-Amzn-Trace-Id', context.traceId],
    ['X-Forwarded-For', context.sourceIp],
    ['X-Forwarded-Port', String(context.port)],
    ['X-Forwarded-Proto', 'http'],
  ]);
  const parameters = multiMap(queryPairs(query));
  const body = bodyText(request.body);
  const signed = context.accessKeyId !== null;

  return {
    resource,
    path: resourcePath,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: query === '' ? null : lastValues(parameters),
    multiValueQueryStringParameters: query === '' ? null : parameters,
    pathParameters: isRoot ? null : { proxy: percentDecode(resourcePath.slice(1)).toString('utf8') },
    stageVariables: null,
    requestContext: {
      accountId: ACCOUNT,
      apiId: API,
      // IAM authorization puts nothing here; the caller is in `identity`.
      authorizer: null,
      domainName: host,
      domainPrefix: API,
      extendedRequestId: context.extendedRequestId,
      httpMethod: request.method,
      identity: {
        accessKey: context.accessKeyId,
        accountId: signed ? ACCOUNT : null,
        apiKey: null,
        apiKeyId: null,
        caller: signed ? USER_ID : null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: context.sourceIp,
        user: signed ? USER_ID : null,
        userAgent: headers['User-Agent']?.at(-1) ?? headers['user-agent']?.at(-1) ?? null,
        userArn: signed ? USER_ARN : null,
      },
      path,
      protocol: 'HTTP/1.1',
      requestId: context.requestId,
      requestTime: commonLogTime(context.receivedAt),
      requestTimeEpoch: context.receivedAt.getTime(),
      resourceId: isRoot ? 'root' : 'proxy',
      resourcePath: resource,
      stage: context.stage,
    },
    body: body.text,
    isBase64Encoded: body.isBase64,
  };
}

function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const mark = pair.indexOf('=');
      const [name, value] = mark === -1 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
      return [formDecode(name), formDecode(value)];
    });
}

// Unlike the signature, the event follows web forms: a plus sign is a space.
function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' ')).toString('utf8');
}

function multiMap(pairs: readonly (readonly [name: string, value: string])[]): Record<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [name, value] of pairs) map.set(name, [...(map.get(name) ?? []), value]);
  return Object.fromEntries(map);
}

function lastValues(map: Readonly<Record<string, string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** Text stays text; anything that is not UTF-8 goes as base64, as API Gateway sends binary media types. */
function bodyText(body: Uint8Array): { readonly text: string | null; readonly isBase64: boolean } {
  if (body.length === 0) return { text: null, isBase64: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), isBase64: false };
  } catch {
    return { text: Buffer.from(body).toString('base64'), isBase64: true };
  }
}

/** `22/Nov/2026:09:08:07 +0000` */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(time.toUTCString()) ?? [];
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}:${clock ?? ''} +0000`;
}
