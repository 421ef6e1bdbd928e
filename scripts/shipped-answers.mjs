// A webpack loader: replaces a module with the answers of this version of the server to the first requests of a host.
// The bridge uses them while the server cannot be reached.
import { execFile } from 'node:child_process';

const MODERN = '2026-07-28';
const LISTS = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'];

async function ask(serve, method, params, headers = {}) {
  const request = new globalThis.Request('http://localhost/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const text = await (await serve(request)).text();
  const { result } = JSON.parse(/^data: (\{.*)$/m.exec(text)?.[1] ?? text);
  if (result === undefined) throw new Error(`The server does not answer ${method}: ${text}`);
  return result;
}

async function shippedAnswers() {
  const { SUPPORTED_PROTOCOL_VERSIONS } = await import('@modelcontextprotocol/server');
  const { CASE_TABLE } = await import('../server-lambda/core/contract/case-record.ts');
  const { createMcpOverHttp } = await import('../server-lambda/core/mcp/mcp-over-http.ts');
  // A server with a table offers every tool.
  const serve = createMcpOverHttp({ tables: { tables: [CASE_TABLE] } });
  const clientInfo = { name: 'build', version: '1' };
  const legacy = {
    initialize: await ask(serve, 'initialize', {
      protocolVersion: SUPPORTED_PROTOCOL_VERSIONS[0],
      capabilities: {},
      clientInfo,
    }),
  };
  for (const method of LISTS) legacy[method] = await ask(serve, method, {});
  const modern = {};
  for (const method of ['server/discover', ...LISTS]) {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': MODERN,
      'io.modelcontextprotocol/clientInfo': clientInfo,
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const headers = { 'mcp-protocol-version': MODERN, 'mcp-method': method };
    const answer = await ask(serve, method, { _meta }, headers);
    // The contents of a list are the same in both protocols.
    const same = Object.keys(legacy[method] ?? {});
    modern[method] = Object.fromEntries(Object.entries(answer).filter(([name]) => !same.includes(name)));
  }
  return JSON.stringify({ versions: SUPPORTED_PROTOCOL_VERSIONS, legacy, modern });
}

export default function shippedAnswersLoader() {
  const done = this.async();
  // A separate process runs the TypeScript of the server directly, without the warning about it.
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', import.meta.filename];
  execFile(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 }, (failure, json) => {
    done(failure, `export const SHIPPED_ANSWERS: string | undefined = ${JSON.stringify(json)};`);
  });
}

if (process.argv[1] === import.meta.filename) process.stdout.write(await shippedAnswers());
