import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';

const INSPECTOR = path.join(REPOSITORY, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

/** The inspector is a client that is not ours; it writes to a home folder, so it gets a throw-away one. */
describe('the MCP inspector, through the bridge and the signed gateway', { timeout: 120_000 }, () => {
  let gateway: RunningGateway;
  let home: string;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'inspector-'));
    gateway = await startGatewayProgram();
  });
  afterAll(() => {
    gateway.stop();
    rmSync(home, { recursive: true, force: true });
  });

  function inspect(...args: string[]) {
    const environment = {
      AWS_ACCESS_KEY_ID: gateway.accessKeyId,
      AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
      AWS_REGION: gateway.region,
      MCP_SERVER_URL: gateway.url,
    };
    const pairs = Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const bridge = ['--', process.execPath, path.join(REPOSITORY, 'dist', 'bridge.js')];
    return spawnSync(process.execPath, [INSPECTOR, '--cli', ...pairs, ...args, ...bridge], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home, USERPROFILE: home },
      maxBuffer: 64 * 1024 * 1024,
    });
  }

  it('lists the tools, and in strict mode finds nothing to remark', () => {
    const { status, stdout, stderr } = inspect('--method', 'tools/list', '--strict');
    expect(status, stderr).toBe(0);
    expect(stderr).not.toMatch(/warning|error/i);
    const { tools } = JSON.parse(stdout) as { tools: { name: string }[] };
    expect(tools.map((tool) => tool.name)).toEqual(CATALOGUE.map((tool) => tool.name));
  });

  it.each([
    ['get_case_summary', ['days_back=90'], 'total_cases'],
    ['get_rca_analysis', ['rca_category=Throttling', 'limit=3'], 'total_cases'],
    ['get_service_trends', ['days_back=14'], 'period'],
    ['query_athena', ['query=SELECT count(*) AS n FROM case_summary'], 'row_count'],
    [
      'analyze_with_bedrock',
      ['data=EC2 failed twice. S3 failed once.', 'analysis_prompt=Which failed most?'],
      'model_id',
    ],
    ['analyze_case_summaries', ['start_date=2020-01-01', 'end_date=2099-12-31'], 'figures'],
  ])('calls %s and gets a structured answer', (tool, args, field) => {
    const { status, stdout, stderr } = inspect(
      '--method',
      'tools/call',
      '--tool-name',
      tool,
      ...args.flatMap((arg) => ['--tool-arg', arg]),
    );
    expect(status, stderr).toBe(0);
    const result = JSON.parse(stdout) as { isError?: boolean; structuredContent: Record<string, unknown> };
    expect(result.isError ?? false, stdout).toBe(false);
    expect(result.structuredContent).toHaveProperty(field);
  });
});
