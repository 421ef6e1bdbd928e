import { createRequire } from 'node:module';
import path from 'node:path';
import type { CaseRecord } from '#core/contract/case-record.ts';
import type { StreamHandler } from '../../server-lambda/handler.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { startGateway } from '../../server-lambda/local/gateway/gateway.ts';
import { installLambdaRuntime } from '../../server-lambda/local/gateway/lambda-runtime.ts';
import { startAthenaEndpoint, type AthenaEndpoint } from './athena-endpoint.ts';
import { startBedrockEndpoint, type BedrockEndpoint } from './bedrock-endpoint.ts';
import { REPOSITORY } from './case-folder.ts';
import { TODAY } from './case-server.ts';
import { functionEnvironment } from './function-environment.ts';
import { signRequest } from './sign-request.ts';

const KEY = { accessKeyId: 'AKIAGATEWAYTEST00000', secretAccessKey: 'gateway-secret' };

const SILENCE = { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' };

export interface BuiltFunction {
  /** Of the stage, as the stack's output says it. */
  readonly url: string;
  readonly key: typeof KEY;
  readonly athena: AthenaEndpoint;
  readonly bedrock: BedrockEndpoint;
  /** Calls a tool over REST, signed, and gives the status and the parsed body. */
  call(tool: string, input: unknown): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/**
 * dist/lambda.js as Lambda runs it, behind the gateway; Athena, S3 and Bedrock are endpoints on this machine. It reads
 * its environment from this process once, so there can be one function in a process; of its instances, which share
 * nothing but those endpoints, each takes a request in turn. Without `logs` it keeps its lines and metrics to itself.
 */
export async function startBuiltFunction(
  cases: readonly CaseRecord[],
  modelId: string,
  { instances = 1, logs = false } = {},
): Promise<BuiltFunction> {
  const before = { ...process.env };
  const duckdb = createDuckDbEngine({ source: { kind: 'records', records: cases }, clock: { now: () => TODAY } });
  const athena = await startAthenaEndpoint(duckdb);
  const bedrock = await startBedrockEndpoint();
  Object.assign(process.env, functionEnvironment(athena, bedrock, modelId), logs ? {} : SILENCE);
  installLambdaRuntime();
  const handlers = Array.from({ length: instances }, loadInstance);
  let requests = 0;
  const gateway = await startGateway({
    handler: async (...invocation) => handlers[requests++ % instances]?.(...invocation),
    key: KEY,
    region: 'us-east-1',
    port: 0,
    throttle: null,
    log: () => undefined,
  });
  return {
    url: gateway.url,
    key: KEY,
    athena,
    bedrock,
    async call(tool, input) {
      const url = `${gateway.url}/tools/${tool}`;
      const body = JSON.stringify(input);
      const { host: _, ...headers } = await signRequest(
        { method: 'POST', url, body, headers: { 'content-type': 'application/json' } },
        KEY,
      );
      const response = await fetch(url, { method: 'POST', headers, body });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
      await gateway.close();
      await bedrock.close();
      await athena.close();
      await duckdb.close();
    },
  };
}

/** The module anew, as a cold start has it. */
function loadInstance(): StreamHandler {
  const require = createRequire(import.meta.url);
  const file = path.join(REPOSITORY, 'dist', 'lambda.js');
  Reflect.deleteProperty(require.cache, file);
  const { handler } = require(file) as { readonly handler: StreamHandler };
  return handler;
}
