import { randomUUID } from 'node:crypto';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import { createBedrockModel } from '../../server-lambda/aws/bedrock/bedrock-model.ts';
import { startBedrockEndpoint, type BedrockRequest } from '../support/bedrock-endpoint.ts';
import { answerPrompt } from '../support/prompt-model.ts';
import { promptOf } from '../support/prompt-of.ts';
import { describeAnalyst } from './analyst.ts';

const MODEL = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0';

/** Against a model that now and then invents a case, with a window so small that 2,000 cases take some thirty calls. */
describeAnalyst(
  'the model analyst on Bedrock',
  async () => {
    const endpoint = await startBedrockEndpoint();
    endpoint.otherwise = (request: BedrockRequest) => {
      const { system, user } = promptOf(request);
      return { text: `${answerPrompt(system, user)}\nSee also case 190000000001 and case-190000000002.` };
    };
    const model = createBedrockModel({ client: endpoint.client, modelId: MODEL, maxInputTokens: 16_000 });
    return { ...createModelAnalyst(model, randomUUID), close: () => endpoint.close() };
  },
  { author: { kind: 'model', id: MODEL }, asksAModel: true },
);
