import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import type { CaseInsightsError } from '#core/errors.ts';
import { ModelInputTooLong, OutOfTime, type ModelOptions, type ModelRequest } from '#core/ports/language-model.ts';
import { createBedrockClient } from '../../server-lambda/aws/bedrock/bedrock-client.ts';
import { createBedrockModel, type BedrockModelOptions } from '../../server-lambda/aws/bedrock/bedrock-model.ts';
import { listModels } from '../../server-lambda/aws/bedrock/list-models.ts';
import {
  failingShare,
  REGION,
  startBedrockEndpoint,
  type Answer,
  type BedrockEndpoint,
  type Fault,
} from '../support/bedrock-endpoint.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { aBrief, aCaseQuestion } from '../support/case-question.ts';

const MODEL = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0';
const REQUEST: ModelRequest = { system: 'Be short.', user: 'A case about a frozen database.', maxOutputTokens: 400 };
const THROTTLED: Fault = {
  status: 429,
  type: 'ThrottlingException',
  message: 'Too many tokens, please wait before trying again.',
};

let endpoint: BedrockEndpoint;

beforeEach(async () => {
  endpoint = await startBedrockEndpoint();
  endpoint.otherwise = () => ({ text: 'It was the network.' });
});

afterEach(async () => {
  await endpoint.close();
});

/** A model that keeps its pauses in no time and lists them. */
function createModel(options: Partial<BedrockModelOptions> = {}) {
  const pauses: number[] = [];
  const model = createBedrockModel({
    client: endpoint.client,
    modelId: MODEL,
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 1,
    ...options,
  });
  return Object.assign(model, { pauses });
}

async function failureOf(
  model: ReturnType<typeof createModel>,
  options: ModelOptions = {},
  request = REQUEST,
): Promise<CaseInsightsError> {
  return model.reply(request, options).then(
    () => {
      throw new Error('the model answered');
    },
    // Whatever it is, the assertions look at its code and words.
    (error: unknown) => error as CaseInsightsError,
  );
}

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await setTimeout(2);
}

describe('a request to Bedrock', () => {
  it('holds the instructions, one message and the length of the answer, and nothing that a model may refuse', async () => {
    await createModel().reply(REQUEST, {});
    expect(endpoint.requests).toEqual([
      {
        operation: 'ConverseStream',
        modelId: MODEL,
        input: {
          system: [{ text: 'Be short.' }],
          messages: [{ role: 'user', content: [{ text: 'A case about a frozen database.' }] }],
          inferenceConfig: { maxTokens: 400 },
        },
      },
    ]);
  });

  it.each([
    'anthropic.claude-haiku-4-5-20251001-v1:0',
    'global.anthropic.claude-haiku-4-5-20251001-v1:0',
    'apac.amazon.nova-lite-v1:0',
    'deepseek.v3.2',
    'arn:aws:bedrock:eu-central-1::foundation-model/mistral.mistral-large-2407-v1:0',
    'arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.amazon.nova-pro-v1:0',
    'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6',
    'arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:provisioned-model/abc123def456',
  ])('goes to %s as it is named', async (modelId) => {
    const model = createModel({ modelId });
    await model.reply(REQUEST, {});
    expect(model.id).toBe(modelId);
    expect(endpoint.requests[0]?.modelId).toBe(modelId);
  });

  it('names the guardrail, where there is one', async () => {
    await createModel({ guardrail: { id: 'gr1', version: '3' } }).reply(REQUEST, {});
    expect(endpoint.requests[0]?.input['guardrailConfig']).toEqual({
      guardrailIdentifier: 'gr1',
      guardrailVersion: '3',
    });
  });

  it.each([
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 186_000],
    ['us.amazon.nova-pro-v1:0', 186_000],
    ['us.amazon.nova-micro-v1:0', 117_600],
    ['meta.llama3-8b-instruct-v1:0', 5_600],
    ['somebody.new-model-v1:0', 180_000],
    ['arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6', 180_000],
  ])('to %s may have %d tokens, unless told', (modelId, tokens) => {
    expect(createModel({ modelId }).maxInputTokens).toBe(tokens);
    expect(createModel({ modelId, maxInputTokens: 1_000 }).maxInputTokens).toBe(1_000);
  });

  it('asks without a system prompt from then on, where the model takes none', async () => {
    const model = createModel();
    endpoint.script({
      status: 400,
      type: 'ValidationException',
      message: "This model doesn't support system messages. Try again without a system message.",
    });
    await model.reply(REQUEST, {});
    await model.reply(REQUEST, {});
    const content = [{ text: 'Be short.\n\nA case about a frozen database.' }];
    expect(endpoint.requests.slice(1).map(({ input }) => [input['system'], input['messages']])).toEqual([
      [undefined, [{ role: 'user', content }]],
      [undefined, [{ role: 'user', content }]],
    ]);
  });

  it.each([
    'The maximum tokens you requested exceeds the model limit of 256. Try again with a maximum tokens value that is lower than 256.',
    'Malformed input request: #/max_gen_len: 400 is not less or equal to 256, please reformat your input and try again.',
    'max_tokens: 400 > 256, which is the maximum allowed number of output tokens for this-model',
  ])('asks for a shorter answer from then on, where the model refuses the length: %s', async (message) => {
    const model = createModel();
    endpoint.script({ status: 400, type: 'ValidationException', message });
    await model.reply(REQUEST, {});
    await model.reply({ ...REQUEST, maxOutputTokens: 200 }, {});
    await model.reply(REQUEST, {});
    expect(endpoint.requests.map(({ input }) => input['inferenceConfig'])).toEqual([
      { maxTokens: 400 },
      { maxTokens: 256 },
      { maxTokens: 200 },
      { maxTokens: 256 },
    ]);
  });

  it('leaves room to think from then on, where thinking used up the answer', async () => {
    const model = createModel();
    endpoint.script({ reasoning: 'Hm, hm, hm.', text: '', stopReason: 'max_tokens' });
    const reply = await model.reply(REQUEST, {});
    expect(reply).toMatchObject({ text: 'It was the network.', stop: 'end' });
    expect(endpoint.requests.map(({ input }) => input['inferenceConfig'])).toEqual([
      { maxTokens: 400 },
      { maxTokens: 8_400 },
    ]);
  });
});

describe('a request that the next one will begin with', () => {
  const shared = 'The cases. '.repeat(2_000);
  const request: ModelRequest = { ...REQUEST, user: `${shared}Why?`, repeated: shared.length };
  const contents = () =>
    endpoint.requests.map(({ input }) => (input as { messages: { content: unknown }[] }).messages[0]?.content);

  it.each([MODEL, 'anthropic.claude-3-7-sonnet-20250219-v1:0', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'])(
    'has a point of the cache after what it repeats: %s',
    async (modelId) => {
      const model = createModel({ modelId });
      expect(model.cachesPrompts).toBe(true);
      await model.reply(request, {});
      expect(contents()).toEqual([[{ text: shared }, { cachePoint: { type: 'default' } }, { text: 'Why?' }]]);
    },
  );

  it.each(['amazon.nova-pro-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0', 'meta.llama3-8b-instruct-v1:0'])(
    'has none for a model that does not take it: %s',
    async (modelId) => {
      const model = createModel({ modelId });
      expect(model.cachesPrompts).toBe(false);
      await model.reply(request, {});
      expect(contents()).toEqual([[{ text: request.user }]]);
    },
  );

  it('has none where it is too short to be kept', async () => {
    await createModel().reply({ ...REQUEST, repeated: 10 }, {});
    expect(contents()).toEqual([[{ text: REQUEST.user }]]);
  });

  it('is sent again without, and so are all after it, where the model refuses it', async () => {
    endpoint.script({
      status: 400,
      type: 'ValidationException',
      message: 'You invoked an unsupported model or your request did not allow prompt caching.',
    });
    const model = createModel();
    await model.reply(request, {});
    await model.reply(request, {});
    expect(contents().slice(1)).toEqual([[{ text: request.user }], [{ text: request.user }]]);
    expect(model.cachesPrompts).toBe(false);
  });
});

describe('an answer', () => {
  it('is told piece by piece, without what the model only thought, and with the tokens it took', async () => {
    const pieces: string[] = [];
    endpoint.script({
      text: 'It was the network.',
      reasoning: 'What could it be?',
      usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18, cacheReadInputTokens: 100 },
    });
    const reply = await createModel().reply(REQUEST, { onText: (piece) => pieces.push(piece) });
    expect(reply).toEqual({
      text: 'It was the network.',
      stop: 'end',
      inputTokens: 111,
      outputTokens: 7,
      cached: { read: 100, written: 0 },
    });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe('It was the network.');
  });

  it('has its tokens estimated, rather too high, where Bedrock does not say', async () => {
    endpoint.script({ text: 'It was the network.', usage: 'none' });
    const reply = await createModel().reply(REQUEST, {});
    expect(reply).toMatchObject({ inputTokens: 14, outputTokens: 7 });
  });

  it.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['max_tokens', 'max_tokens'],
    ['model_context_window_exceeded', 'context_window'],
    ['guardrail_intervened', 'guardrail'],
    ['content_filtered', 'refusal'],
    ['refusal', 'refusal'],
  ])('that stopped for %s says %s', async (stopReason, stop) => {
    endpoint.script({ text: 'Half an', stopReason });
    const reply = await createModel().reply(REQUEST, {});
    expect(reply).toMatchObject({ text: 'Half an', stop });
    expect(reply.stopDetail).toBeUndefined();
  });

  it('that stopped for a reason nobody knows says the reason', async () => {
    endpoint.script({ text: 'Half an', stopReason: 'moon_phase' });
    expect(await createModel().reply(REQUEST, {})).toMatchObject({ stop: 'other', stopDetail: 'moon_phase' });
  });

  it.each(['disconnect', 'end'] as const)(
    'counts as whole when the connection breaks off after its end: %s',
    async (how) => {
      endpoint.script({ text: 'All of it.', breaks: { after: 'stop', with: how } });
      expect(await createModel().reply(REQUEST, {})).toMatchObject({ text: 'All of it.', stop: 'end' });
    },
  );
});

describe('a failure that may pass', () => {
  const faults: readonly (readonly [string, Fault | 'disconnect' | Answer])[] = [
    ['throttling', THROTTLED],
    ['a model that is not ready', { status: 429, type: 'ModelNotReadyException', message: 'Loading.' }],
    ['too few servers', { status: 503, type: 'ServiceUnavailableException', message: 'Busy.' }],
    ['an internal error', { status: 500, type: 'InternalServerException', message: 'Oops.' }],
    ['a slow model', { status: 408, type: 'ModelTimeoutException', message: 'Slow.' }],
    ['a failing model', { status: 424, type: 'ModelErrorException', message: 'Failed.' }],
    ['a proxy that fails', { status: 502, type: 'BadGateway', message: 'Bad gateway.' }],
    ['a closed connection', 'disconnect'],
    [
      'throttling in mid-stream',
      { breaks: { after: 2, with: { exception: 'throttlingException', message: 'Wait.' } } },
    ],
    [
      'a failing model in mid-stream',
      { breaks: { after: 2, with: { exception: 'modelStreamErrorException', message: 'Failed.' } } },
    ],
    [
      'an internal error before the first word',
      { breaks: { after: 0, with: { exception: 'internalServerException', message: 'Oops.' } } },
    ],
    [
      'an error that the API does not describe',
      { breaks: { after: 1, with: { exception: 'InternalServerError', message: 'Oops.', unmodeled: true } } },
    ],
    [
      'an exception that the API does not describe',
      { breaks: { after: 1, with: { exception: 'modelTimeoutException', message: 'Slow.' } } },
    ],
    ['a connection that breaks off', { breaks: { after: 2, with: 'disconnect' } }],
    ['a stream that ends early', { breaks: { after: 2, with: 'end' } }],
    ['a stream that is no stream', { breaks: { after: 1, with: 'garbage' } }],
    ['an answer without a word', { text: ' \n', stopReason: 'end_turn' }],
    ['an answer that Bedrock cannot read', { text: '', stopReason: 'malformed_model_output' }],
  ];

  it.each(faults)('is tried again: %s', async (_name, fault) => {
    endpoint.script(...(typeof fault === 'object' && 'breaks' in fault ? [{ text: 'Half of an', ...fault }] : [fault]));
    const model = createModel();
    const reply = await model.reply(REQUEST, {});
    expect(reply).toMatchObject({ text: 'It was the network.', stop: 'end' });
    expect(endpoint.requests).toHaveLength(2);
    expect(model.pauses).toHaveLength(1);
  });

  it('starts the answer anew for who hears its pieces', async () => {
    endpoint.script({ text: 'Half of an', breaks: { after: 2, with: 'disconnect' } });
    let heard = '';
    let restarts = 0;
    const reply = await createModel().reply(REQUEST, {
      onText: (piece) => (heard += piece),
      onRestart: () => {
        heard = '';
        restarts += 1;
      },
    });
    expect([heard, restarts]).toEqual([reply.text, 1]);
  });

  it('is the end for who has heard pieces and cannot begin anew', async () => {
    endpoint.script({ text: 'Half of an', breaks: { after: 2, with: 'disconnect' } });
    const failure = await failureOf(createModel(), { onText: () => undefined });
    expect(failure).toMatchObject({
      code: 'MODEL_FAILED',
      message: `${MODEL} failed to answer: its answer was interrupted.`,
    });
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is tried again where pieces are listened for and none has come', async () => {
    endpoint.script(THROTTLED, { text: 'Half', breaks: { after: 0, with: 'disconnect' } });
    const reply = await createModel().reply(REQUEST, { onText: () => undefined });
    expect(reply.text).toBe('It was the network.');
  });

  it('is given up after four tries, and told', async () => {
    endpoint.otherwise = () => ({ status: 503, type: 'ServiceUnavailableException', message: 'Busy.' });
    const model = createModel();
    expect(await failureOf(model)).toMatchObject({
      code: 'MODEL_FAILED',
      message: `${MODEL} failed to answer: Amazon Bedrock was too busy.`,
    });
    expect(endpoint.requests).toHaveLength(4);
    expect(model.pauses).toEqual([500, 1_000, 2_000]);
  });

  it('is waited for longer where it is throttling, and told', async () => {
    endpoint.otherwise = () => THROTTLED;
    const model = createModel();
    expect(await failureOf(model)).toMatchObject({
      code: 'THROTTLED',
      message: `Amazon Bedrock accepts no more requests or tokens for ${MODEL} at the moment.`,
    });
    expect(model.pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is waited for by chance, up to the whole pause', async () => {
    endpoint.script(THROTTLED, THROTTLED, THROTTLED);
    const chances = [0, 0.25, 0.5];
    const model = createModel({ random: () => chances.shift() ?? 1 });
    await model.reply(REQUEST, {});
    expect(model.pauses).toEqual([0, 1_000, 4_000]);
  });

  it('is not tried again where the time would not be enough', async () => {
    endpoint.otherwise = () => THROTTLED;
    let left = 12_000;
    const model = createModel({
      deadline: () => left,
      sleep: (milliseconds) => {
        left -= milliseconds;
        return Promise.resolve();
      },
    });
    expect(await failureOf(model)).toMatchObject({ code: 'THROTTLED' });
    expect([left, endpoint.requests.length]).toEqual([6_000, 3]);
  });

  it('is tried once by the client itself, whatever the environment says', async () => {
    expect(await endpoint.client.config.maxAttempts()).toBe(1);
    expect(await createBedrockClient({ region: REGION, maxAttempts: 5 }).config.maxAttempts()).toBe(1);
  });

  it('leaves no trace: of 100 calls of which one in ten fails, all are answered', async () => {
    const failing = failingShare(0.1);
    endpoint.otherwise = (request) => {
      const behaviour = failing(request);
      return typeof behaviour === 'object' && !('status' in behaviour)
        ? { text: 'It was the network, after all.', ...behaviour }
        : behaviour;
    };
    const model = createModel();
    const replies = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const texts: string[] = [];
        for (let call = 0; call < 10; call++) texts.push((await model.reply(REQUEST, {})).text);
        return texts;
      }),
    );
    expect(new Set(replies.flat())).toEqual(new Set(['It was the network, after all.']));
    expect(endpoint.requests.length).toBeGreaterThan(105);
  });
});

describe('a failure that stays', () => {
  const failures: readonly (readonly [string, Fault, string, RegExp, RegExp])[] = [
    [
      'an ended model',
      {
        status: 404,
        type: 'ResourceNotFoundException',
        message:
          'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
      },
      'MODEL_UNAVAILABLE',
      /^eu\.anthropic\.claude-haiku-4-5-20251001-v1:0 has been retired from Amazon Bedrock\.$/,
      /BedrockModelId/,
    ],
    [
      'a legacy model',
      {
        status: 404,
        type: 'ResourceNotFoundException',
        message:
          'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock',
      },
      'MODEL_UNAVAILABLE',
      /legacy model/,
      /BedrockModelId/,
    ],
    [
      'a model that needs an inference profile',
      {
        status: 400,
        type: 'ValidationException',
        message:
          'Invocation of model ID anthropic.claude-haiku-4-5-20251001-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
      },
      'MODEL_UNAVAILABLE',
      /only through an inference profile/,
      /BedrockModelId/,
    ],
    [
      'an unknown model',
      { status: 400, type: 'ValidationException', message: 'The provided model identifier is invalid.' },
      'MODEL_UNAVAILABLE',
      /has no model eu\.anthropic/,
      /BedrockModelId/,
    ],
    [
      'a model for other things',
      {
        status: 400,
        type: 'ValidationException',
        message:
          "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
      },
      'MODEL_UNAVAILABLE',
      /can't be used for analyses: This action/,
      /BedrockModelId/,
    ],
    [
      'a model that is not enabled',
      {
        status: 403,
        type: 'AccessDeniedException',
        message: "You don't have access to the model with the specified model ID.",
      },
      'MODEL_UNAVAILABLE',
      /^This account may not use eu\.anthropic/,
      /BedrockModelId/,
    ],
    [
      "the vendor's form",
      {
        status: 404,
        type: 'ResourceNotFoundException',
        message:
          'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.',
      },
      'MODEL_UNAVAILABLE',
      /submit a use case form/,
      /Model catalog/,
    ],
    [
      'no subscription',
      {
        status: 403,
        type: 'AccessDeniedException',
        message:
          'Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model.',
      },
      'NOT_AUTHORIZED',
      /no AWS Marketplace subscription/,
      /playground/,
    ],
    [
      'no permission',
      {
        status: 403,
        type: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::111122223333:assumed-role/MCPLambda-ExecutionRole-x/f is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0 because no identity-based policy allows it',
      },
      'NOT_AUTHORIZED',
      /bedrock:InvokeModelWithResponseStream on arn:aws:bedrock:eu-west-1::foundation-model\/anthropic\.claude-haiku-4-5-20251001-v1:0/,
      /foundation model in every Region/,
    ],
    [
      'no permission for the guardrail',
      {
        status: 403,
        type: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::111122223333:assumed-role/x/f is not authorized to perform: bedrock:ApplyGuardrail on resource: arn:aws:bedrock:eu-central-1:111122223333:guardrail/gr1',
      },
      'NOT_AUTHORIZED',
      /bedrock:ApplyGuardrail on arn:aws:bedrock:eu-central-1:111122223333:guardrail\/gr1/,
      /^Allow bedrock:ApplyGuardrail/,
    ],
    [
      'a wrong guardrail',
      {
        status: 400,
        type: 'ValidationException',
        message: 'The guardrail identifier or version provided in the request does not exist.',
      },
      'MODEL_FAILED',
      /could not apply the guardrail/,
      /bedrock:ApplyGuardrail/,
    ],
    [
      'any other refusal',
      { status: 400, type: 'ValidationException', message: 'The value at messages.0 is not\n well-formed.' },
      'MODEL_FAILED',
      /rejected the request: The value at messages\.0 is not well-formed\./,
      /fewer cases/,
    ],
    [
      'an empty daily quota',
      {
        status: 429,
        type: 'ThrottlingException',
        message: 'Too many tokens per day, please wait before trying again.',
      },
      'THROTTLED',
      /in a day/,
      /tomorrow/,
    ],
    [
      'expired credentials',
      { status: 403, type: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
      'CREDENTIALS_EXPIRED',
      /expired/,
      /Sign in/,
    ],
  ];

  it.each(failures)('is told at once, with what to do: %s', async (_name, fault, code, message, remedy) => {
    endpoint.script(fault);
    const failure = await failureOf(createModel());
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
      remedy: expect.stringMatching(remedy) as unknown,
    });
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    'Input is too long for requested model.',
    'The model returned the following errors: prompt is too long: 208310 tokens > 200000 maximum',
    'The model returned the following errors: input length and `max_tokens` exceed context limit: 199999 + 4000 > 200000',
    "This model's maximum context length is 131072 tokens. Please reduce the length of the prompt",
  ])('is a request of too many tokens: %s', async (message) => {
    endpoint.script({ status: 400, type: 'ValidationException', message });
    const failure = await failureOf(createModel());
    expect(failure).toBeInstanceOf(ModelInputTooLong);
    expect(failure).toMatchObject({ code: 'MODEL_FAILED', remedy: expect.stringContaining('fewer cases') as unknown });
  });

  it('is told alike when it comes in the stream', async () => {
    endpoint.script({
      text: '',
      breaks: {
        after: 0,
        with: { exception: 'validationException', message: 'Input is too long for requested model.' },
      },
    });
    expect(await failureOf(createModel())).toBeInstanceOf(ModelInputTooLong);
  });

  it('never quotes the cases', async () => {
    endpoint.script({
      status: 400,
      type: 'ValidationException',
      message: 'Malformed input request: "A case about a frozen database." is no JSON',
    });
    const failure = await failureOf(createModel());
    expect(failure.message).toBe(`${MODEL} rejected the request.`);
  });

  it('refuses unknown access keys', async () => {
    const client = createBedrockClient({
      endpoint: endpoint.url,
      region: REGION,
      credentials: { accessKeyId: 'AKIDSOMEBODY', secretAccessKey: 'secret' },
    });
    expect(await failureOf(createModel({ client }))).toMatchObject({ code: 'NO_CREDENTIALS' });
    client.destroy();
  });

  it('is a place that nobody listens at', async () => {
    const client = createBedrockClient({ endpoint: 'http://127.0.0.1:9', region: REGION, credentials: CREDENTIALS });
    const model = createModel({ client });
    expect(await failureOf(model)).toMatchObject({
      code: 'UNREACHABLE',
      message: "Amazon Bedrock can't be reached (ECONNREFUSED).",
    });
    expect(model.pauses).toHaveLength(3);
    client.destroy();
  });
});

describe('a model that cannot be used', () => {
  const foundationModels = [
    model('anthropic.claude-3-haiku-20240307-v1:0', { inferenceTypesSupported: ['ON_DEMAND'], legacy: true }),
    model('anthropic.claude-haiku-4-5-20251001-v1:0'),
    model('anthropic.claude-haiku-5-5-20261008-v1:0'),
    model('anthropic.claude-sonnet-5'),
    model('amazon.nova-lite-v1:0', { inferenceTypesSupported: ['ON_DEMAND', 'INFERENCE_PROFILE'] }),
    model('amazon.titan-embed-text-v2:0', { inputModalities: ['IMAGE'] }),
  ];
  const profiles = ['haiku-4-5-20251001-v1:0', 'haiku-5-5-20261008-v1:0', 'sonnet-5'].flatMap((name) => [
    profile(`global.anthropic.claude-${name}`, `anthropic.claude-${name}`),
    profile(`eu.anthropic.claude-${name}`, `anthropic.claude-${name}`),
  ]);

  beforeEach(() => {
    endpoint.models = foundationModels;
    endpoint.profiles = [...profiles, profile('eu.amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0')];
  });

  function model(modelId: string, more: Record<string, unknown> = {}) {
    return {
      modelId,
      modelArn: `arn:aws:bedrock:eu-central-1::foundation-model/${modelId}`,
      modelName: modelId,
      inputModalities: ['TEXT'],
      outputModalities: ['TEXT'],
      responseStreamingSupported: true,
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
      modelLifecycle: { status: more['legacy'] ? 'LEGACY' : 'ACTIVE' },
      ...more,
    };
  }

  function profile(inferenceProfileId: string, modelId: string) {
    return {
      inferenceProfileId,
      inferenceProfileName: inferenceProfileId,
      inferenceProfileArn: `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/${inferenceProfileId}`,
      models: [{ modelArn: `arn:aws:bedrock:eu-west-1::foundation-model/${modelId}` }],
      status: 'ACTIVE',
      type: 'SYSTEM_DEFINED',
    };
  }

  it.each([
    [
      'anthropic.claude-3-haiku-20240307-v1:0',
      'This model version has reached the end of its life.',
      'eu.anthropic.claude-haiku-5-5-20261008-v1:0 or eu.anthropic.claude-haiku-4-5-20251001-v1:0 or eu.anthropic.claude-sonnet-5',
    ],
    [
      'anthropic.claude-haiku-4-5-20251001-v1:0',
      'Invocation of model ID anthropic.claude-haiku-4-5-20251001-v1:0 with on-demand throughput isn’t supported.',
      'eu.anthropic.claude-haiku-4-5-20251001-v1:0 or global.anthropic.claude-haiku-4-5-20251001-v1:0',
    ],
    ['amazon.nova-light-v1:0', 'The provided model identifier is invalid.', 'amazon.nova-lite-v1:0'],
    [
      'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6',
      'The provided model identifier is invalid.',
      'eu.anthropic.claude-haiku-5-5-20261008-v1:0',
    ],
  ])('%s: names some that can, nearest first', async (modelId, message, models) => {
    endpoint.script({ status: 400, type: 'ValidationException', message });
    const failure = await failureOf(
      createModel({ modelId, listModels: (signal) => listModels(endpoint.control, signal) }),
    );
    expect(failure).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining(modelId) as unknown,
      remedy: expect.stringContaining(`such as ${models}`) as unknown,
    });
  });

  it('is told without others where they cannot be listed', async () => {
    endpoint.script({ status: 400, type: 'ValidationException', message: 'The provided model identifier is invalid.' });
    const failure = await failureOf(createModel({ listModels: () => Promise.reject(new Error('not allowed')) }));
    expect(failure).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      remedy: 'Deploy again with BedrockModelId set to a model that the account can use here.',
    });
  });

  it('has its kind listed as profiles and models, with those marked that end', async () => {
    expect(await listModels(endpoint.control)).toEqual([
      ...profiles.map(({ inferenceProfileId, models }) => {
        const foundationModel = models[0]!.modelArn.split('/')[1]!;
        return { id: inferenceProfileId, name: foundationModel, foundationModel, legacy: false };
      }),
      {
        id: 'eu.amazon.nova-lite-v1:0',
        name: 'amazon.nova-lite-v1:0',
        foundationModel: 'amazon.nova-lite-v1:0',
        legacy: false,
      },
      {
        id: 'anthropic.claude-3-haiku-20240307-v1:0',
        name: 'anthropic.claude-3-haiku-20240307-v1:0',
        foundationModel: 'anthropic.claude-3-haiku-20240307-v1:0',
        legacy: true,
      },
      {
        id: 'amazon.nova-lite-v1:0',
        name: 'amazon.nova-lite-v1:0',
        foundationModel: 'amazon.nova-lite-v1:0',
        legacy: false,
      },
    ]);
  });
});

describe('giving up', () => {
  it.each([
    ['before the first word', 'silence' as const],
    ['in mid-stream', { text: 'Half of an', breaks: { after: 2, with: 'silence' as const } }],
  ])('ends the request %s and says so', async (_when, behaviour) => {
    endpoint.script(behaviour);
    const giveUp = new AbortController();
    const failure = failureOf(createModel(), { signal: giveUp.signal });
    await until(() => endpoint.underWay() === 1);
    giveUp.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
    await until(() => endpoint.underWay() === 0);
    expect([endpoint.givenUp(), endpoint.requests.length]).toEqual([1, 1]);
  });

  it('before it began sends nothing', async () => {
    expect(await failureOf(createModel(), { signal: AbortSignal.abort() })).toMatchObject({ code: 'CANCELLED' });
    expect(endpoint.requests).toEqual([]);
  });

  it('during a pause ends the pause', async () => {
    endpoint.otherwise = () => THROTTLED;
    const giveUp = new AbortController();
    const model = createBedrockModel({ client: endpoint.client, modelId: MODEL, random: () => 1 });
    const failure = model.reply(REQUEST, { signal: giveUp.signal }).catch((error: unknown) => error);
    await until(() => endpoint.requests.length === 1 && endpoint.underWay() === 0);
    await setTimeout(20);
    giveUp.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is what the model does itself with a connection on which nothing comes', async () => {
    endpoint.script('silence', { text: 'Half of an', breaks: { after: 1, with: 'silence' } });
    const reply = await createModel({ silenceMs: 60 }).reply(REQUEST, {});
    expect(reply.text).toBe('It was the network.');
    await until(() => endpoint.underWay() === 0);
    expect(endpoint.givenUp()).toBe(2);
  });

  it('is what the model does itself when the time is up', async () => {
    endpoint.script('silence');
    expect(await failureOf(createModel({ deadline: () => 80 }))).toMatchObject({
      code: 'MODEL_FAILED',
      message: `${MODEL} did not answer in the remaining time.`,
    });
    await until(() => endpoint.underWay() === 0);
  });

  it('leaves what was written when the time is up, and says so', async () => {
    endpoint.script({ text: 'Half of an answer', breaks: { after: 1, with: 'silence' } });
    const reply = await createModel({ deadline: () => 300 }).reply(REQUEST, {});
    expect(reply).toMatchObject({ stop: 'time' });
    expect('Half of an answer'.startsWith(reply.text) && reply.text !== '').toBe(true);
    expect(reply.inputTokens).toBeGreaterThan(0);
    await until(() => endpoint.underWay() === 0);
  });

  it('keeps what the caller reserves of the time', async () => {
    expect(await failureOf(createModel({ deadline: () => 5_000 }), { reserveMs: 5_000 })).toBeInstanceOf(OutOfTime);
    expect(endpoint.requests).toEqual([]);
  });

  it('sends nothing where no time is left at all', async () => {
    expect(await failureOf(createModel({ deadline: () => 0 }))).toMatchObject({ code: 'MODEL_FAILED' });
    expect(endpoint.requests).toEqual([]);
  });
});

describe('an analysis of many cases', () => {
  const cases = Array.from({ length: 400 }, (_, index) => aBrief(index));

  it('reads them all, though one call in ten fails in one way or another', async () => {
    endpoint.otherwise = failingShare(0.1);
    const model = createModel({ maxInputTokens: 5_000 });
    const analysis = await createModelAnalyst(model, randomUUID).analyzeCases(aCaseQuestion(cases), {});
    expect(analysis).toMatchObject({ notRead: [], struckNumbers: [] });
    for (const service of ['amazon-ec2', 'amazon-rds', 'amazon-s3', 'aws-lambda'])
      expect(analysis.text).toContain(`${service}: 100 cases`);
    expect(analysis.inputTokens).toBeGreaterThan(80_000);
    expect(endpoint.mostUnderWay()).toBeLessThanOrEqual(4);
    expect(model.pauses.length).toBeGreaterThan(0);
  });

  it('is given up with its calls', async () => {
    endpoint.otherwise = () => 'silence';
    const giveUp = new AbortController();
    const analyst = createModelAnalyst(createModel({ maxInputTokens: 5_000 }), randomUUID);
    const analysis = analyst.analyzeCases(aCaseQuestion(cases), { signal: giveUp.signal });
    const failure = analysis.catch((error: unknown) => error);
    await until(() => endpoint.underWay() === 4);
    giveUp.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
    await until(() => endpoint.underWay() === 0);
    expect([endpoint.givenUp(), endpoint.requests.length]).toEqual([4, 4]);
  });
});

describe('counting tokens', () => {
  it('asks for the foundation model that a profile is made of', async () => {
    expect(await createModel().countTokens(REQUEST)).toBe(1_234);
    expect(endpoint.requests).toEqual([
      {
        operation: 'CountTokens',
        modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0',
        input: {
          input: {
            converse: {
              system: [{ text: 'Be short.' }],
              messages: [{ role: 'user', content: [{ text: 'A case about a frozen database.' }] }],
            },
          },
        },
      },
    ]);
  });

  it.each([
    ['ValidationException', 400, "The provided model doesn't support counting tokens."],
    ['AccessDeniedException', 403, 'User: x is not authorized to perform: bedrock:CountTokens on resource: y'],
  ])('is asked once and never again where it is refused: %s', async (type, status, message) => {
    endpoint.counts = () => ({ status, type, message });
    const model = createModel();
    expect(await model.countTokens(REQUEST)).toBeUndefined();
    expect(await model.countTokens(REQUEST)).toBeUndefined();
    expect(endpoint.requests).toHaveLength(1);
  });

  it('is asked again where it was only throttled', async () => {
    let asked = 0;
    endpoint.counts = () => (++asked === 1 ? THROTTLED : 7);
    const model = createModel();
    expect([await model.countTokens(REQUEST), await model.countTokens(REQUEST)]).toEqual([undefined, 7]);
  });

  it('is not asked where the id does not say the model', async () => {
    const modelId = 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6';
    expect(await createModel({ modelId }).countTokens(REQUEST)).toBeUndefined();
    expect(endpoint.requests).toEqual([]);
  });
});
