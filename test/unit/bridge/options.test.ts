import { describe, expect, it } from 'vitest';
import { readEndpoint } from '../../../extension/aws/endpoint.ts';
import { readInvocation } from '../../../extension/bridge/options.ts';

const URL_OF_API = 'https://abc123.execute-api.eu-west-1.amazonaws.com/v1';

describe('the endpoint', () => {
  it.each([
    [URL_OF_API, '/v1/mcp'],
    [`${URL_OF_API}/`, '/v1/mcp'],
    [`${URL_OF_API}/mcp`, '/v1/mcp'],
    [` ${URL_OF_API}/mcp// `, '/v1/mcp'],
    ['https://cases.example.com', '/mcp'],
    ['https://cases.example.com/mcp?key=1#part', '/mcp?key=1'],
    ['http://localhost:8080/v1', '/v1/mcp'],
    ['http://127.0.0.1:8080/v1', '/v1/mcp'],
    ['http://[::1]:8080/v1', '/v1/mcp'],
  ])('%s leads to %s', (text, expected) => {
    const reading = readEndpoint(text);
    expect(reading.ok && reading.endpoint.url.pathname + reading.endpoint.url.search).toBe(expected);
  });

  it.each([
    'abc123.execute-api.eu-west-1.amazonaws.com/v1',
    'http://abc123.execute-api.eu-west-1.amazonaws.com/v1',
    'http://localhost.example.com',
    'ftp://example.com',
    'https://user:word@example.com',
    '<Your URL Endpoint from APIGW>',
    '',
  ])('may not be %j', (text) => {
    expect(readEndpoint(text).ok).toBe(false);
  });

  it.each([
    ['abc123.execute-api.us-east-1.amazonaws.com', 'us-east-1'],
    ['abc123.execute-api.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['abc123.execute-api.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['abc123.execute-api.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
    ['abc123.execute-api.us-east-1.api.aws', 'us-east-1'],
    ['vpce-0a1b-x.execute-api.eu-central-1.vpce.amazonaws.com', 'eu-central-1'],
    ['vpce-0a1b-x-eu-central-1a.execute-api.eu-central-1.vpce.amazonaws.com', 'eu-central-1'],
    ['abc123-vpce-0a1b.execute-api.eu-central-1.amazonaws.com', 'eu-central-1'],
    ['abc123.execute-api.us-east-1.amazonaws.com.example.com', undefined],
    ['execute-api.example.com', undefined],
    ['cases.example.com', undefined],
  ])('%s is in region %s', (host, region) => {
    const reading = readEndpoint(`https://${host}/v1`);
    expect(reading.ok && reading.endpoint.region).toBe(region);
  });
});

describe('the command line', () => {
  it('wins over the environment', () => {
    const environment = { MCP_SERVER_URL: 'https://other.example.com', AWS_REGION: 'us-west-2', AWS_PROFILE: 'other' };
    const args = [
      '--endpoint',
      URL_OF_API,
      '--region=eu-west-1',
      '--profile',
      'team a',
      '--log-level',
      'debug',
      '--log-file',
      'x.log',
    ];
    expect(readInvocation(args, environment)).toMatchObject({
      kind: 'bridge',
      options: {
        region: 'eu-west-1',
        profile: 'team a',
        logLevel: 'debug',
        logFile: 'x.log',
        endpoint: { region: 'eu-west-1' },
      },
    });
  });

  it.each([
    [
      { AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'eu-west-1', AWS_PROFILE: 'team' },
      { region: 'us-west-2', profile: 'team' },
    ],
    [
      { AWS_DEFAULT_REGION: 'eu-west-1', AWS_PROFILE: '' },
      { region: 'eu-west-1', profile: undefined },
    ],
    [{ AWS_REGION: '' }, { region: undefined, profile: undefined }],
  ])('may be empty: %j is enough beside the URL', (environment, options) => {
    expect(readInvocation([], { MCP_SERVER_URL: URL_OF_API, ...environment })).toMatchObject({
      kind: 'bridge',
      options: { ...options, logLevel: 'info' },
    });
  });

  it.each([
    [['--colour'], '"--colour"'],
    [['--endpoint'], '--endpoint'],
    [['--endpoint='], '--endpoint'],
    [['--endpoint', '--region', 'us-east-1'], '--endpoint'],
    [['--endpoint', 'http://example.com'], '--endpoint'],
    [['--region', 'Ireland'], '--region'],
    [['--log-level', 'loud'], '--log-level'],
    [['--help=me'], '"--help=me"'],
    [['https://example.com'], '"https://example.com"'],
    [['--local', '--endpoint', URL_OF_API], '--local'],
    [['--local', 'a', 'b'], '"b"'],
  ])('%j is misuse, and the sentence says where', (args, named) => {
    const invocation = readInvocation(args, { MCP_SERVER_URL: URL_OF_API });
    expect(invocation).toMatchObject({ kind: 'misused', sentence: expect.stringContaining(named) as string });
  });

  it.each([{}, { MCP_SERVER_URL: ' ' }, { MCP_SERVER_URL: 'nonsense' }])(
    'leaves the server open with %j',
    (environment) => {
      expect(readInvocation([], environment)).toMatchObject({
        kind: 'unconfigured',
        sentence: expect.stringMatching(/MCP_SERVER_URL.*--endpoint/) as string,
      });
    },
  );

  it.each([
    [['--local'], undefined],
    [['--local', 'some cases'], 'some cases'],
    [['--local=some cases'], 'some cases'],
    [['--local', '--log-level', 'debug'], undefined],
  ])('%j asks for the local server', (args, directory) => {
    expect(readInvocation(args, {})).toEqual({ kind: 'local', directory });
  });

  it('may ask for help and the version', () => {
    expect(readInvocation(['--help'], {})).toEqual({ kind: 'help' });
    expect(readInvocation(['--version'], {})).toEqual({ kind: 'version' });
  });
});

describe('the doctor', () => {
  it('examines what would be served, or says what is missing for it', () => {
    expect(readInvocation(['--endpoint', URL_OF_API, '--doctor', '--json'], {})).toMatchObject({
      kind: 'doctor',
      form: 'json',
      checked: { options: { logLevel: 'info' } },
    });
    const unconfigured = readInvocation(['--doctor'], {});
    expect(unconfigured).toMatchObject({ kind: 'doctor', form: 'text' });
    expect(JSON.stringify(unconfigured)).toContain('MCP_SERVER_URL');
  });

  it.each([
    [['--json']],
    [['--json-lines']],
    [['--doctor', '--json', '--json-lines']],
    [['--doctor', '--local']],
    [['--doctor', '--colour']],
  ])('is not called by %j', (args) => {
    expect(readInvocation(args, {}).kind).toBe('misused');
  });
});
