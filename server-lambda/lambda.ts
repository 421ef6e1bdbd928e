import { setImmediate as nextTurn } from 'node:timers/promises';
import { AthenaClient } from '@aws-sdk/client-athena';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import { CATALOG } from '#core/contract/case-record.ts';
import { createCallSlots } from '#core/call-slots.ts';
import { partitionOf } from '#core/contract/console-link.ts';
import { scopeOf, type Caller, type DataScope } from '#core/contract/data-scopes.ts';
import { readEnvironment } from '#core/contract/environment.ts';
import type { Timer } from '#core/ports/timer.ts';
import { scopedPorts } from '#core/scoped-ports.ts';
import type { ServerPorts } from '#core/server-ports.ts';
import { createCaseInsightsServer, type CaseInsightsServer } from '#core/server.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createAthenaEngine } from './aws/athena/athena-engine.ts';
import { createBedrockClient } from './aws/bedrock/bedrock-client.ts';
import { createBedrockModel } from './aws/bedrock/bedrock-model.ts';
import { createCallLog } from './aws/call-log.ts';
import { lazyS3 } from './aws/lazy-s3.ts';
import { s3Cancellations } from './aws/s3-cancellations.ts';
import { createTelemetry } from './aws/telemetry.ts';
import { createHandler, invocationOf, type StreamHandler } from './handler.ts';

// What Lambda runs: which adapter stands behind which port. Everything here lives as long as the instance does.

/** What Lambda's Node runtime puts into the global scope of functions that stream. */
declare const awslambda: { streamifyResponse(handler: StreamHandler): unknown };

/** Left for saying what is done so far when the function's own time runs out. */
const LAST_WORDS_MS = 3_000;

/** One request may hold many calls; a caller with more than these at once has to wait. */
const CALLS = { atOnce: 4, waiting: 16 };

const environment = readEnvironment(process.env);
const clock = { now: () => new Date() };
const timer: Timer = {
  every(milliseconds, act) {
    const interval = setInterval(act, milliseconds);
    return () => clearInterval(interval);
  },
  turn: () => nextTurn(),
};
const telemetry = createTelemetry();
const callLog = createCallLog(telemetry.writeCall);
const newMarker = () => crypto.randomUUID();

/** When the invocation under way must have answered; Lambda gives an instance one invocation at a time. */
let answerBy = Infinity;
const timeLeft = () => answerBy - Date.now();

const requestHandler = { connectionTimeout: 3_000, requestTimeout: 30_000 };
const s3 = lazyS3({ maxAttempts: 4, requestHandler });
const model = createBedrockModel({
  client: createBedrockClient(),
  modelId: environment.modelId,
  guardrail: environment.guardrail,
  deadline: timeLeft,
  listModels: async (signal) => {
    // Only a call that failed asks, so no cold start waits for it.
    const { createControlClient, listModels } = await import(
      /* webpackMode: "lazy", webpackChunkName: "late" */ './aws/bedrock/list-models.ts'
    );
    return listModels(createControlClient({ requestHandler }), signal);
  },
});

const ports: ServerPorts = {
  engine: createAthenaEngine({
    athena: new AthenaClient({ maxAttempts: 4, requestHandler }),
    s3,
    workGroup: environment.workGroup,
    catalog: CATALOG,
    database: environment.database,
    reuseMinutes: environment.reuseMinutes,
    timeLeft,
  }),
  cases: nameSql(environment.table),
  analyst: createModelAnalyst(model, newMarker),
  clock,
  timer,
  cancellations:
    environment.resultsBucket === undefined ? undefined : s3Cancellations({ s3, bucket: environment.resultsBucket }),
  tables: { catalog: CATALOG, database: environment.database, tables: environment.tables },
  partition: partitionOf(process.env['AWS_REGION'] ?? ''),
  newMarker,
  onCall: callLog.onCall,
  slots: createCallSlots(CALLS),
};

/** One server for all callers who may see the same. */
const servers = new Map<string, CaseInsightsServer>();
function serverFor(scope: DataScope): CaseInsightsServer {
  const key = JSON.stringify(scope);
  const server = servers.get(key) ?? createCaseInsightsServer(scopedPorts(ports, scope));
  servers.set(key, server);
  return server;
}
const server = {
  fetch: (request: Request, caller: Caller) => serverFor(scopeOf(environment.scopes, caller)).fetch(request),
};

const stream = createHandler(server, {
  allowedOrigins: environment.allowedOrigins,
  onFailure: telemetry.writeFailure,
});

export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
  answerBy = Date.now() + context.getRemainingTimeInMillis() - LAST_WORDS_MS;
  await callLog.invocation(invocationOf(event, context), () => stream(event, responseStream, context));
});
