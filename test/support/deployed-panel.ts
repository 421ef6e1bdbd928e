import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseRecord } from '#core/contract/case-record.ts';
import type { OpenClient } from '../../extension/host/analysis/server/tool-client.ts';
import { serverLaunch } from '../../extension/host/launch/server-launch.ts';
import { openPanel, type PanelUnderTest } from './analysis-panel.ts';
import { BRIDGE, bridgeEnvironment } from './bridge-process.ts';
import { startBuiltFunction, type BuiltFunction } from './built-function.ts';
import { REPOSITORY } from './case-folder.ts';
import { startLoginGate, type LoginGate } from './login-gate.ts';

export interface DeployedPanel {
  readonly panel: PanelUnderTest;
  readonly lambda: BuiltFunction;
  readonly login: LoginGate;
  /** Writes the profile that the bridge signs with; the right secret unless told. */
  signIn(secret?: string): void;
  close(): Promise<void>;
}

/**
 * The panel, the built bridge, the gateway that checks signatures, the built function, and what speaks like Athena and
 * Bedrock, over the cases of 2026.
 */
export async function openDeployedPanel(
  cases: readonly CaseRecord[],
  model: string,
  { open }: { readonly open?: OpenClient } = {},
): Promise<DeployedPanel> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'analysis-aws-'));
  const credentials = path.join(scratch, 'credentials');
  const lambda = await startBuiltFunction(cases, model);
  const login = await startLoginGate(lambda.url);
  const signIn = (secret = lambda.key.secretAccessKey) => {
    const lines = ['[ops]', `aws_access_key_id = ${lambda.key.accessKeyId}`, `aws_secret_access_key = ${secret}`, ''];
    writeFileSync(credentials, lines.join('\n'));
  };
  signIn();
  const installation = { execPath: process.execPath, bridge: BRIDGE, extensionVersion: '1', homeFolder: REPOSITORY };
  const env = bridgeEnvironment({
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
  });
  // This process holds the function's own credentials.
  const ours = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  const panel = openPanel({
    launches: {
      servers: () => [{ label: 'Production', endpoint: `${login.url}/mcp`, region: 'us-east-1', profile: 'ops' }],
      ofServer: (server) => {
        const launch = serverLaunch(server, installation);
        const none = Object.fromEntries(ours.map((name) => [name, null]));
        return Promise.resolve({ ...launch, env: { ...none, ...launch.env, ...env } });
      },
      ...(open && { open }),
    },
  });
  panel.send({
    kind: 'changeDraft',
    period: { preset: 'range', start: '2026-01-01', end: '2026-12-31' },
    question: 'Why?',
  });
  await panel.until('choices', ({ state }) => state === 'ready');
  return {
    panel,
    lambda,
    login,
    signIn,
    async close() {
      await panel.close();
      login.close();
      await lambda.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
