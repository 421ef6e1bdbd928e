import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalPath,
  canonicalQuery,
  canonicalRequest,
  normalizePath,
  type WireRequest,
} from '../../../server-lambda/local/gateway/canonical-request.ts';
import { verifySignature, type VerifyOptions } from '../../../server-lambda/local/gateway/verify-signature.ts';
import { signRequest } from '../../support/sign-request.ts';

const key = { accessKeyId: 'AKIDEXAMPLE0000000000', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const now = new Date('2026-01-01T00:00:00Z');
const options: VerifyOptions = { key, region: 'us-east-1', service: 'execute-api', now };

const credential = `Credential=${key.accessKeyId}/20260101/us-east-1/execute-api/aws4_request`;

describe('requests signed by botocore 1.43', () => {
  const signedBy = (names: string, signature: string): [string, string] => [
    'Authorization',
    `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  ];
  const date: [string, string] = ['X-Amz-Date', '20260101T000000Z'];

  const vectors: Record<string, { request: WireRequest; sessionToken?: string }> = {
    'a bare GET on a host with a port': {
      request: {
        method: 'GET',
        target: '/v1/',
        headers: [
          ['Host', '127.0.0.1:8080'],
          date,
          signedBy('host;x-amz-date', '95ef465dafe22f1a81a7c4b664e015998102b0e08b6a2e5de7c4ca1770bb0160'),
        ],
        body: Buffer.alloc(0),
      },
    },
    'a JSON-RPC call': {
      request: {
        method: 'POST',
        target: '/v1/mcp',
        headers: [
          ['Host', '127.0.0.1:8080'],
          ['User-Agent', 'python-requests/2.34.2'],
          ['Content-Type', 'application/json'],
          date,
          signedBy('content-type;host;x-amz-date', '677a5cbe9753eb8cd7a4ddab2c8fd9d15209fb724400b250a589f60a5f3a3402'),
        ],
        body: Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'),
      },
    },
    'encoded slashes, spaces and Ethiopic in the path, repeated and empty parameters': {
      request: {
        method: 'GET',
        target: '/v1/tools/a%20b%2Fc/%E1%88%B4?b=2&a=1&a=0&empty=&q=%2F%20%C3%A9',
        headers: [
          ['host', '127.0.0.1:8080'],
          date,
          signedBy('host;x-amz-date', '025e85adda7c18631e5cb6e1358cc6ea652e5778ce92fe26e075abf42f6ba9ad'),
        ],
        body: Buffer.alloc(0),
      },
    },
    'a session token and a header with inner spaces': {
      request: {
        method: 'POST',
        target: '/v1/tools/query_athena',
        headers: [
          ['Host', 'abc123.execute-api.us-east-1.amazonaws.com'],
          ['Content-Type', 'application/json'],
          ['X-Note', '  two   spaces  '],
          ['X-Amz-Security-Token', 'TOKEN/+='],
          date,
          signedBy(
            'content-type;host;x-amz-date;x-amz-security-token;x-note',
            '8023a0f65a32e5da9070ae303103204f86c400a95979504ac8b53e5cf04c6ab1',
          ),
        ],
        body: Buffer.from('{"query":"é"}'),
      },
      sessionToken: 'TOKEN/+=',
    },
  };

  for (const [name, { request, sessionToken }] of Object.entries(vectors)) {
    it(`passes ${name}`, () => {
      expect(verifySignature(request, { ...options, key: { ...key, sessionToken } })).toBeUndefined();
    });

    it(`refuses ${name} once one byte of the body differs`, () => {
      const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) };
      expect(verifySignature(changed, { ...options, key: { ...key, sessionToken } })).toMatchObject({
        status: 403,
        type: 'InvalidSignatureException',
      });
    });
  }
});

describe('requests signed by the AWS SDK', () => {
  it('pass whatever the path, the query, the headers and the body are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
          maxLength: 4,
        }),
        fc.stringMatching(/^[ -~]*$/),
        fc.uint8Array(),
        async (segments, parameters, note, body) => {
          const url = new URL('http://127.0.0.1:8080/v1');
          url.pathname += segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
          for (const [name, value] of parameters) {
            // The SDK's signer keeps parameters in a plain object, which loses one of this name.
            if (name !== '__proto__') url.searchParams.append(name, value);
          }
          const request = { method: 'POST', url: url.href, headers: { 'x-note': note }, body };
          const headers = await signRequest(request, { ...key, date: now });
          // A form writes a space as a plus; on the wire a signed query has %20.
          const target = url.pathname + url.search.replaceAll('+', '%20');
          const wire = { method: 'POST', target, headers: Object.entries(headers), body };
          expect(verifySignature(wire, options)).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('refusals', () => {
  const url = 'http://127.0.0.1:8080/v1/tools?b=1';
  const sign = async (signing: Parameters<typeof signRequest>[1]): Promise<WireRequest> => ({
    method: 'GET',
    target: '/v1/tools?b=1',
    headers: Object.entries(await signRequest({ method: 'GET', url }, { date: now, ...signing })),
    body: Buffer.alloc(0),
  });
  const edit = (request: WireRequest, change: (name: string, value: string) => string | undefined): WireRequest => ({
    ...request,
    headers: request.headers.flatMap(([name, value]) => {
      const changed = change(name, value);
      return changed === undefined ? [] : [[name, changed] as const];
    }),
  });
  const withAuthorization = async (authorization: string | undefined) =>
    edit(await sign(key), (name, value) => (name === 'authorization' ? authorization : value));

  it('of an unsigned request name the missing token', async () => {
    expect(verifySignature(await withAuthorization(undefined), options)).toEqual({
      status: 403,
      type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  });

  it('of an unknown key do not say whether the signature was right', async () => {
    expect(verifySignature(await sign({ ...key, accessKeyId: 'AKIDEXAMPLE0000000001' }), options)).toEqual({
      status: 403,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });

  it('of a wrong secret show the canonical request and the string to sign', async () => {
    const canonical = [
      'GET',
      '/v1/tools',
      'b=1',
      'host:127.0.0.1:8080',
      'x-amz-date:20260101T000000Z',
      '',
      'host;x-amz-date',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ].join('\n');
    const stringToSign = [
      'AWS4-HMAC-SHA256',
      '20260101T000000Z',
      '20260101/us-east-1/execute-api/aws4_request',
      createHash('sha256').update(canonical).digest('hex'),
    ].join('\n');
    expect(verifySignature(await sign({ ...key, secretAccessKey: 'guess' }), options)).toEqual({
      status: 403,
      type: 'InvalidSignatureException',
      message:
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access ' +
        'Key and signing method. Consult the service documentation for details.\n\n' +
        `The Canonical String for this request should have been\n'${canonical}'\n\n` +
        `The String-to-Sign should have been\n'${stringToSign}'\n`,
    });
  });

  it('of a header that was signed but did not arrive are refusals of the signature', async () => {
    const signed = await signRequest({ method: 'GET', url, headers: { 'x-note': '' } }, { ...key, date: now });
    const wire = { method: 'GET', target: '/v1/tools?b=1', headers: Object.entries(signed), body: Buffer.alloc(0) };
    expect(verifySignature(wire, options)).toBeUndefined();
    expect(
      verifySignature(
        edit(wire, (name, value) => (name === 'x-note' ? undefined : value)),
        options,
      )?.type,
    ).toBe('InvalidSignatureException');
  });

  it('ignore the claimed body hash and use the body', async () => {
    const claimed = 'UNSIGNED-PAYLOAD';
    const signed = await signRequest(
      { method: 'GET', url, headers: { 'x-amz-content-sha256': claimed } },
      { ...key, date: now },
    );
    const wire = { method: 'GET', target: '/v1/tools?b=1', headers: Object.entries(signed), body: Buffer.alloc(0) };
    const failure = verifySignature(wire, options);
    expect(failure?.type).toBe('InvalidSignatureException');
    expect(failure?.message).toContain('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it.each([
    [
      6 * 60_000,
      'Signature expired: 20260101T000000Z is now earlier than 20260101T000100Z (20260101T000600Z - 5 min.)',
    ],
    [
      -6 * 60_000,
      'Signature not yet current: 20260101T000000Z is still later than 20251231T235900Z (20251231T235400Z + 5 min.)',
    ],
  ])('of a signature %i ms off tell the three times', async (offset, message) => {
    const late = { ...options, now: new Date(now.getTime() + offset) };
    expect(verifySignature(await sign(key), late)).toEqual({ status: 403, type: 'InvalidSignatureException', message });
  });

  it('begin only after five minutes either way', async () => {
    const request = await sign(key);
    for (const offset of [5 * 60_000, -5 * 60_000]) {
      expect(verifySignature(request, { ...options, now: new Date(now.getTime() + offset) })).toBeUndefined();
    }
  });

  it.each([
    [{ region: 'eu-west-1' }, 'Credential should be scoped to a valid region. '],
    [{ service: 'lambda' }, "Credential should be scoped to correct service: 'execute-api'. "],
    [
      { region: 'eu-west-1', service: 's3' },
      "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'execute-api'. ",
    ],
  ])('of the scope %o name each wrong part', async (scope, message) => {
    expect(verifySignature(await sign({ ...key, ...scope }), options)).toEqual({
      status: 403,
      type: 'InvalidSignatureException',
      message,
    });
  });

  it.each([
    [
      '20260101/us-east-1/execute-api/aws5_request',
      "Credential should be scoped with a valid terminator: 'aws4_request'. ",
    ],
    [
      '20260102/us-east-1/execute-api/aws4_request',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP. ',
    ],
  ])('of the scope %s say what is wrong with it, before they look at the signature', async (scope, message) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=host, Signature=00`;
    expect(verifySignature(await withAuthorization(authorization), options)).toEqual({
      status: 403,
      type: 'InvalidSignatureException',
      message,
    });
  });

  it('of a part of the right signature are refusals of the signature', async () => {
    const request = await sign(key);
    for (const length of [1, 32, 63]) {
      const cut = edit(request, (name, value) =>
        name === 'authorization'
          ? value.replace(/(Signature=)(\w+)$/, (_, is: string, signature: string) => is + signature.slice(0, length))
          : value,
      );
      expect(verifySignature(cut, options)?.type).toBe('InvalidSignatureException');
    }
  });

  it('are none where the names of signed headers are in other letters, or the scope ends with a slash', async () => {
    const request = await sign(key);
    const changed = edit(request, (name, value) =>
      name === 'authorization'
        ? value
            .replace('SignedHeaders=host;x-amz-date', 'SignedHeaders=Host;X-Amz-Date')
            .replace('aws4_request', 'aws4_request/')
        : value,
    );
    expect(changed.headers).not.toEqual(request.headers);
    expect(verifySignature(changed, options)).toBeUndefined();
  });

  it('are none where a proxy has set the date of HTTP: the signature has its own', async () => {
    const request = await sign(key);
    const dated = { ...request, headers: [['Date', 'Thu, 01 Jan 2026 00:04:00 GMT'] as const, ...request.headers] };
    expect(verifySignature(dated, options)).toBeUndefined();
  });

  it.each([
    [
      'Bearer abc',
      "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'HASH'.",
    ],
    ['key=abc', 'Authorization header must begin with the algorithm name, which cannot include an equal-sign'],
    [
      `AWS4-HMAC-SHA256 ${credential}`,
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. (Hashed with SHA-256 and encoded with Base64) Authorization=HASH",
    ],
    [
      `AWS4-HMAC-SHA512 ${credential}, SignedHeaders=host, Signature=0`,
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now). ",
    ],
    [
      'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c'",
    ],
    [
      'AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f, SignedHeaders=host, Signature=0',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d/e/f'",
    ],
  ])(
    'of the authorization "%s" say what is malformed, and show the header as a hash at most',
    async (header, message) => {
      const hash = createHash('sha256').update(header).digest('base64');
      expect(verifySignature(await withAuthorization(header), options)).toEqual({
        status: 403,
        type: 'IncompleteSignatureException',
        message: message.replace('HASH', hash),
      });
    },
  );

  it('of a request that does not sign its host say so', async () => {
    const request = await withAuthorization(`AWS4-HMAC-SHA256 ${credential}, SignedHeaders=x-amz-date, Signature=00`);
    expect(verifySignature(request, options)).toMatchObject({
      type: 'InvalidSignatureException',
      message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('of a missing or unreadable date say which', async () => {
    const request = await sign(key);
    const without = edit(request, (name, value) => (name === 'x-amz-date' ? undefined : value));
    expect(verifySignature(without, options)?.message).toMatch(
      /^Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. /,
    );
    const garbled = edit(request, (name, value) => (name === 'x-amz-date' ? '2026-01-01' : value));
    expect(verifySignature(garbled, options)).toMatchObject({
      type: 'IncompleteSignatureException',
      message: "Date must be in ISO-8601 'basic format'. Got '2026-01-01'. See http://en.wikipedia.org/wiki/ISO_8601",
    });
  });

  it.each([
    [undefined, 'TOKEN'],
    ['TOKEN', undefined],
    ['TOKEN', 'OTHER'],
  ])('of the session token %s where %s is expected are refusals of the token', async (sent, expected) => {
    const failure = verifySignature(await sign({ ...key, sessionToken: sent }), {
      ...options,
      key: { ...key, sessionToken: expected },
    });
    expect(failure).toEqual({
      status: 403,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid',
    });
  });
});

describe('the canonical request', () => {
  it.each([
    ['/', '/'],
    ['//', '/'],
    ['/a/../b/./c//d/', '/b/c/d/'],
    ['/../..', '/'],
  ])('normalises the path %s to %s', (given, expected) => {
    expect(normalizePath(given)).toBe(expected);
  });

  it.each([
    ['', ''],
    ['flag', 'flag='],
    ['b=2&a=2&a=10', 'a=10&a=2&b=2'],
    ['a=x%2fy&a=%zz', 'a=%25zz&a=x%2Fy'],
    ['a=%0a%00&b=\t', 'a=%0A%00&b=%09'],
    ['x=1=2&é=ü', '%C3%A9=%C3%BC&x=1%3D2'],
  ])('writes the query %s as %s', (given, expected) => {
    expect(canonicalQuery(given)).toBe(expected);
  });

  it('joins a repeated header in the order of its lines', () => {
    const request: WireRequest = {
      method: 'GET',
      target: '/',
      headers: [
        ['X-B', ' 2 '],
        ['x-a', '1'],
        ['X-B', '1  1'],
      ],
      body: Buffer.alloc(0),
    };
    expect(canonicalRequest(request, ['x-b', 'x-a']).split('\n').slice(3, 6)).toEqual(['x-a:1', 'x-b:2,1 1', '']);
  });
});

// AWS's published vectors are not part of this repository; where a copy lies beside the clone, they are all run.
const vectorFile = path.resolve(import.meta.dirname, '../../../../shared/data/sigv4-vectors.json');

interface PublishedVector {
  readonly name: string;
  readonly context: {
    readonly credentials: {
      readonly access_key_id: string;
      readonly secret_access_key: string;
      readonly token?: string;
    };
    readonly normalize: boolean;
    readonly region: string;
    readonly service: string;
    readonly timestamp: string;
  };
  readonly canonicalRequest: string;
  readonly signedRequest: string;
}

describe('the vectors that AWS publishes', () => {
  if (!existsSync(vectorFile)) {
    it.skip('are not beside this clone, so they were not run');
    return;
  }
  // The file is AWS's, of the shape above.
  const { cases } = JSON.parse(readFileSync(vectorFile, 'utf8')) as { readonly cases: readonly PublishedVector[] };

  // S3 alone signs paths as they are; for everything else the path is normalised first.
  for (const vector of cases.filter(({ context }) => context.normalize)) {
    it(`pass: ${vector.name}`, () => {
      const { context } = vector;
      const {
        access_key_id: accessKeyId,
        secret_access_key: secretAccessKey,
        token: sessionToken,
      } = context.credentials;
      const failure = verifySignature(parseRequest(vector.signedRequest), {
        key: { accessKeyId, secretAccessKey, sessionToken },
        region: context.region,
        service: context.service,
        now: new Date(context.timestamp),
      });
      expect(failure).toBeUndefined();
    });
  }

  for (const vector of cases.filter(({ context }) => !context.normalize)) {
    it(`have the path encoded as here: ${vector.name}`, () => {
      const { target } = parseRequest(vector.signedRequest);
      expect(canonicalPath(target)).toBe(vector.canonicalRequest.split('\n')[1]);
    });
  }
});

function parseRequest(text: string): WireRequest {
  const [head = '', ...rest] = text.split('\n\n');
  const [requestLine = '', ...lines] = head.replace(/\n[ \t]+/g, ' ').split('\n');
  const [, method = '', target = ''] = /^(\S+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers = lines
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
  return { method, target, headers, body: Buffer.from(rest.join('\n\n')) };
}
