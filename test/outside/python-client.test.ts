import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import { startGatewayProgram } from '../support/running-gateway.ts';
import { needs } from './needs.ts';

// The guide that this product replaces has users save a Python client. It is not part of this repository; where a copy
// of the guide lies beside the clone, its client is run as it stands.
const guide = path.join(REPOSITORY, '..', 'shared', 'seed', 'mcp-server-deployment.md');

const options = needs('python');
const skip = options.skip || !existsSync(guide);

it("the gateway answers the older guide's own Python client", { ...options, skip }, async () => {
  const [, client] = /```python\n([^]*?class MCPServer[^]*?)```/.exec(readFileSync(guide, 'utf8')) ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'guide-client-'));
  const script = path.join(folder, 'mcp_aws_client.py');
  writeFileSync(script, client ?? '');
  const gateway = await startGatewayProgram();
  try {
    const { AWS_SESSION_TOKEN: _token, ...env } = process.env;
    const child = spawn('python', [script], {
      env: {
        ...env,
        MCP_SERVER_URL: gateway.url,
        AWS_REGION: gateway.region,
        AWS_ACCESS_KEY_ID: gateway.accessKeyId,
        AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
      },
    });
    for (const [method, params] of [
      ['initialize', {}],
      ['tools/list', {}],
      ['tools/call', { name: 'get_case_summary', arguments: {} }],
    ] as const) {
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: method, method, params })}\n`);
    }
    child.stdin.end();
    const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const answers = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toMatchObject([
      { id: 'initialize', result: { protocolVersion: '2024-11-05' } },
      {
        id: 'tools/list',
        result: {
          tools: expect.arrayContaining([expect.objectContaining({ name: 'get_service_trends' })]) as unknown,
        },
      },
      { id: 'tools/call', result: { content: [{ type: 'text' }] } },
    ]);
  } finally {
    gateway.stop();
    rmSync(folder, { recursive: true });
  }
});
