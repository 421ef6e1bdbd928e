import { AthenaClient } from '@aws-sdk/client-athena';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import { CATALOG } from '#core/contract/case-record.ts';
import { readEnvironment } from '#core/contract/environment.ts';
import type { CaseInsightsError } from '#core/errors.ts';
import { createCaseInsightsServer } from '#core/server.ts';
import { createAthenaEngine } from './aws/athena/athena-engine.ts';
import { createBedrockClient } from './aws/bedrock/bedrock-client.ts';
import { createBedrockModel } from './aws/bedrock/bedrock-model.ts';
import { listModels } from './aws/bedrock/list-models.ts';
import { causes, createHandler, type StreamHandler } from './handler.ts';

// What Lambda runs: which adapter stands behind which port. Everything here lives as long as the instance does.

/** What Lambda's Node runtime puts into the global scope of functions that stream. */
declare const awslambda: { streamifyResponse(handler: StreamHandler): unknown };

/** Left for saying what is done so far when the function's own time runs out. */
const LAST_WORDS_MS = 3_000;

const environment = readEnvironment(process.env);
const clock = { now: () => new Date() };
const newMarker = () => crypto.randomUUID();

/** When the invocation under way must have answered; Lambda gives an instance one invocation at a time. */
let answerBy = Infinity;
const timeLeft = () => answerBy - Date.now();

const requestHandler = { connectionTimeout: 3_000, requestTimeout: 30_000 };
const bedrock = new BedrockClient({ requestHandler });
const model = createBedrockModel({
  client: createBedrockClient(),
  modelId: environment.modelId,
  guardrail: environment.guardrail,
  deadline: timeLeft,
  listModels: (signal) => listModels(bedrock, signal),
});

const server = createCaseInsightsServer({
  engine: createAthenaEngine({
    athena: new AthenaClient({ maxAttempts: 4, requestHandler }),
    s3: new S3Client({ maxAttempts: 4, requestHandler }),
    workGroup: environment.workGroup,
    catalog: CATALOG,
    database: environment.database,
    reuseMinutes: environment.reuseMinutes,
  }),
  analyst: createModelAnalyst(model, newMarker),
  clock,
  tables: { catalog: CATALOG, database: environment.database, tables: environment.tables },
  newMarker,
  onFailure: (tool, error) => {
    process.stderr.write(`${failureLine(tool, error)}\n`);
  },
});

/** One line of JSON for the log: codes and where it happened, never what was asked or answered. */
function failureLine(tool: string, error: CaseInsightsError): string {
  const level = error.code === 'INTERNAL' ? 'error' : 'warn';
  return JSON.stringify({ level, tool: tool.slice(0, 60), code: error.code, causes: causes(error) });
}

const stream = createHandler(server);

export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
  answerBy = Date.now() + context.getRemainingTimeInMillis() - LAST_WORDS_MS;
  await stream(event, responseStream, context);
});
