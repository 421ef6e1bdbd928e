import { describe, expect, it } from 'vitest';
import { readKnownServers, serverKey } from '../../../../extension/host/servers/known-server.ts';
import { readPastedEndpoint } from '../../../../extension/host/mcp/pasted-endpoint.ts';
import { serverLaunch } from '../../../../extension/host/launch/server-launch.ts';

const URL_TEXT = 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1';

describe('the list of known servers', () => {
  it('takes the region from the URL, and the URL with or without /mcp', () => {
    const list = [{ label: 'Prod', endpoint: URL_TEXT, profile: 'prod' }];
    expect(readKnownServers(list)).toEqual([
      { label: 'Prod', endpoint: `${URL_TEXT}/mcp`, region: 'eu-west-1', profile: 'prod' },
    ]);
  });

  it.each([
    ['a region that is none', { label: 'A', endpoint: URL_TEXT, region: 'Ireland' }],
    ['no region anywhere', { label: 'A', endpoint: 'https://cases.example.com' }],
    ['an address without TLS', { label: 'A', endpoint: 'http://cases.example.com', region: 'us-east-1' }],
    ['a password in the address', { label: 'A', endpoint: 'https://ann:secret@example.com', region: 'us-east-1' }],
    ['no label', { endpoint: URL_TEXT }],
    ['a label of another kind', { label: 7, endpoint: URL_TEXT }],
    ['a label of blanks', { label: '  ', endpoint: URL_TEXT }],
    ['a label that is too long', { label: 'a'.repeat(61), endpoint: URL_TEXT }],
    ['no address', { label: 'A' }],
    ['a region of another kind', { label: 'A', endpoint: URL_TEXT, region: null }],
    ['a profile of blanks', { label: 'A', endpoint: URL_TEXT, profile: ' ' }],
    ['a profile of another kind', { label: 'A', endpoint: URL_TEXT, profile: ['prod'] }],
    ['a time for calls that is none', { label: 'A', endpoint: URL_TEXT, callBudget: 'soon' }],
    ['nothing', null],
    ['a text', 'Prod'],
  ])('leaves out an entry with %s, and keeps the others', (_, wrong) => {
    expect(readKnownServers([wrong, { label: 'B', endpoint: URL_TEXT }]).map(({ label }) => label)).toEqual(['B']);
  });

  it('has what an entry says of the server, without blanks around names, and nothing else', () => {
    const entry = { label: ` ${'a'.repeat(60)} `, region: 'us-east-1', profile: ' prod ', callBudget: '50s' };
    expect(readKnownServers([{ ...entry, endpoint: URL_TEXT, secret: 'x' }])).toEqual([
      { ...entry, label: 'a'.repeat(60), endpoint: `${URL_TEXT}/mcp`, profile: 'prod' },
    ]);
  });

  it('has every label once', () => {
    const list = ['Prod', 'Prod', 'prod', 'Dev'].map((label) => ({ label, endpoint: URL_TEXT }));
    expect(readKnownServers(list).map(({ label }) => label)).toEqual(['Prod', 'Dev']);
  });

  it.each([undefined, 'Prod', { 0: {} }, 7])('is empty for %j', (list) => {
    expect(readKnownServers(list)).toEqual([]);
  });
});

describe("a server's key in configuration files", () => {
  it.each([
    ['Case Insights', 'case-insights'],
    ['Case Insights (prod)', 'case-insights-prod'],
    ['eu-west-1', 'case-insights-eu-west-1'],
    ['  __proto__ ', 'case-insights-proto'],
  ])('is, for %j, %s', (label, key) => {
    expect(serverKey(label)).toBe(key);
  });

  it('differs for labels that differ in letters beyond ASCII, or far from their start', () => {
    const labels = [
      '本番',
      '開発',
      'Zürich',
      'Zurich',
      'the account of all accounts 1',
      'the account of all accounts 2',
    ];
    const keys = labels.map(serverKey);
    expect(new Set(keys).size).toBe(labels.length);
    for (const key of keys) expect(key).toMatch(/^case-insights[a-z0-9-]{1,27}$/);
  });
});

describe('the launch of a known server', () => {
  const installation = {
    execPath: '/opt/code',
    bridge: '/s/bridge.js',
    extensionVersion: '1.2.3',
    homeFolder: '/home/ann',
  };
  const server = { label: 'Prod', endpoint: `${URL_TEXT}/mcp`, region: 'eu-west-1' };

  it.each([{ endpoint: 'https://other.example.com/mcp' }, { region: 'us-east-1' }, { profile: 'dev' }])(
    'has another version with %j',
    (change) => {
      const { version } = serverLaunch(server, installation);
      expect(version).toMatch(/^1\.2\.3\+[0-9a-f]{8}$/);
      expect(serverLaunch({ ...server }, installation).version).toBe(version);
      expect(serverLaunch({ ...server, ...change }, installation).version).not.toBe(version);
    },
  );

  it('hands over no more than the place, the identity by name, and the time that a call may take', () => {
    const { args, env } = serverLaunch({ ...server, profile: 'dev', callBudget: '50s' }, installation);
    expect(args).toEqual([
      '/s/bridge.js',
      `--endpoint=${URL_TEXT}/mcp`,
      '--region=eu-west-1',
      '--profile=dev',
      '--call-budget=50s',
    ]);
    expect(env).toEqual({ ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: null });
  });
});

describe("a server's URL, pasted", () => {
  const outputs = [
    { OutputKey: 'ConsoleUrl', OutputValue: 'https://console.aws.amazon.com/', Description: 'The function' },
    { OutputKey: 'MCPServerEndpoint', OutputValue: URL_TEXT, Description: 'Give it to the bridge' },
    { OutputKey: 'Docs', OutputValue: 'https://docs.example.com' },
  ];
  it.each([
    ['alone', `  ${URL_TEXT}/ \n`],
    ['with /mcp', `${URL_TEXT}/mcp`],
    ['in the outputs as JSON', JSON.stringify(outputs, null, 2)],
    ['in the outputs as one line', JSON.stringify({ Stacks: [{ Outputs: outputs }] })],
    ['in the outputs as a table', `|  MCPServerEndpoint |  ${URL_TEXT}  |\n|  Docs  |  https://docs.example.com  |`],
    ['in the outputs as text', `OUTPUTS\tDocs\thttps://docs.example.com\nOUTPUTS\tMCPServerEndpoint\t${URL_TEXT}`],
    ['in the output of a deployment', `CaseInsights.MCPServerEndpoint = ${URL_TEXT}`],
    ["in the guide's mcp.json", `{"env": {"MCP_SERVER_URL": "${URL_TEXT}", "AWS_REGION": "us-east-1"}}`],
    ['in an echo', `Your MCP Server URL: ${URL_TEXT}`],
  ])('is found %s', (_, text) => {
    const reading = readPastedEndpoint(text);
    expect(reading).toMatchObject({ ok: true, endpoint: { region: 'eu-west-1' } });
    expect(reading.ok && reading.endpoint.url.href).toBe(`${URL_TEXT}/mcp`);
  });

  it.each([
    ['nothing', ' ', "Paste the server's URL, or the outputs of its stack."],
    ['no URL', 'mcp-case-insights', "The server's URL is not a URL."],
    [
      'several',
      'https://a.example.com https://b.example.com',
      "There are 2 URLs in this text. Paste only the server's URL.",
    ],
    [
      'one without TLS',
      'http://a.example.com',
      "The server's URL must start with https://, because requests carry credentials.",
    ],
  ])('is refused in one sentence: %s', (_, text, problem) => {
    expect(readPastedEndpoint(text)).toEqual({ ok: false, problem });
  });
});
