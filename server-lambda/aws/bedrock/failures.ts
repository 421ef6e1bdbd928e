import { errorCode } from '#core/error-code.ts';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { ModelInputTooLong, type ModelRequest } from '#core/ports/language-model.ts';
import { awsFailure, notAuthorized } from '../aws-failure.ts';
import { AnswerBrokeOff } from './converse.ts';

const SERVICE = 'Amazon Bedrock';

/** The model stopped without a word. */
export class EmptyAnswer extends Error {
  override readonly name = 'EmptyAnswer';
}

/** The kind of a failure, from the service's type of error or, for a type with several meanings, from its message. */
export type FailureKind =
  | 'throttled'
  | 'daily-quota'
  | 'passing'
  | 'connection'
  | 'too-long'
  | 'ended'
  | 'legacy'
  | 'profile-only'
  | 'unknown'
  | 'unsuitable'
  | 'disabled'
  | 'form'
  | 'marketplace'
  | 'denied'
  | 'guardrail'
  | 'invalid';

/** Undefined for what has nothing to do with the model: credentials, and faults of our own. */
export function failureKind(error: unknown): FailureKind | undefined {
  if (!(error instanceof Error) || error instanceof CaseInsightsError) return undefined;
  if (error instanceof AnswerBrokeOff || error instanceof EmptyAnswer) return 'passing';
  const type = typeOf(error);
  if (type === 'ThrottlingException') return PER_DAY.test(error.message) ? 'daily-quota' : 'throttled';
  if (type === 'ServiceQuotaExceededException') return 'throttled';
  const said = TEXTS[type]?.find(([pattern]) => pattern.test(error.message))?.[1];
  if (said !== undefined) return said;
  if (PASSING.has(type)) return 'passing';
  switch (type) {
    case 'AccessDeniedException':
      return 'denied';
    case 'ResourceNotFoundException':
      return 'unknown';
    case 'ValidationException':
      return 'invalid';
  }
  const common = awsFailure(error, SERVICE)?.code;
  if (common === 'THROTTLED') return 'throttled';
  if (common === 'UNREACHABLE' || CONNECTION.test(`${errorCode(error) ?? ''} ${error.message}`)) return 'connection';
  return undefined;
}

/**
 * The failure to show to a person. `suggest` returns ids of models that work instead. `given` is the model's input,
 * which no message may quote.
 */
export async function modelFailure(
  error: unknown,
  {
    modelId,
    given,
    suggest,
  }: {
    readonly modelId: string;
    readonly given: ModelRequest;
    readonly suggest: () => Promise<readonly string[]>;
  },
): Promise<unknown> {
  if (error instanceof CaseInsightsError) return error;
  const kind = failureKind(error);
  if (kind === undefined || !(error instanceof Error)) return awsFailure(error, SERVICE) ?? error;
  const fail = (code: ErrorCode, message: string, remedy: string) =>
    new CaseInsightsError(code, message, remedy, { cause: error });
  const said = (before: string) => {
    const words = saidBy(error, given);
    return words === '' ? `${before}.` : `${before}: ${words}`;
  };
  const unavailable = async (message: string, remedy?: string) =>
    fail('MODEL_UNAVAILABLE', message, remedy ?? chooseAnother(await suggest()));

  switch (kind) {
    case 'throttled':
      return fail(
        'THROTTLED',
        `${SERVICE} accepts no more requests or tokens for ${modelId} at the moment.`,
        'Wait a minute and call again, with fewer cases if it keeps failing; request higher quotas in the Service Quotas console.',
      );
    case 'daily-quota':
      return fail(
        'THROTTLED',
        `The account has used all the tokens that ${SERVICE} allows for ${modelId} in a day.`,
        'Call again tomorrow, choose another model, or request a higher quota in the Service Quotas console.',
      );
    case 'passing':
      return fail(
        'MODEL_FAILED',
        `${modelId} failed to answer: ${PASSING.get(typeOf(error)) ?? 'its answer was interrupted'}.`,
        'Call again in a minute; if it keeps failing, ask about fewer cases or look at the AWS Health Dashboard.',
      );
    case 'connection':
      return (
        awsFailure(error, SERVICE) ??
        fail(
          'UNREACHABLE',
          `The connection to ${SERVICE} was lost.`,
          'Check the network, the proxy and the AWS Region, then call again.',
        )
      );
    case 'too-long':
      return new ModelInputTooLong(modelId, { cause: error });
    case 'ended':
      return unavailable(`${modelId} has been retired from ${SERVICE}.`);
    case 'legacy':
      return unavailable(
        `${modelId} is a legacy model, which ${SERVICE} offers only to accounts that have used it recently.`,
      );
    case 'profile-only':
      return unavailable(`${SERVICE} offers ${modelId} only through an inference profile, not by its own ID.`);
    case 'unknown':
      return unavailable(`${SERVICE} has no model ${modelId} in this account and Region.`);
    case 'unsuitable':
      return unavailable(said(`${modelId} can't be used for analyses`));
    case 'disabled':
      return unavailable(said(`This account may not use ${modelId}`));
    case 'form':
      return unavailable(
        `${modelId} can't be used yet: its vendor requires each account to submit a use case form once.`,
        `Fill in the form in the ${SERVICE} console (Model catalog, any model of the vendor), and call again 15 minutes later.`,
      );
    case 'marketplace':
      return fail(
        'NOT_AUTHORIZED',
        `${SERVICE} refused ${modelId}: the account has no AWS Marketplace subscription to it, and the server's role may not subscribe (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe).`,
        `Ask someone who may subscribe to call the model once, for example in the playground of the ${SERVICE} console, and call again a few minutes later.`,
      );
    case 'denied': {
      const refused = notAuthorized(SERVICE, error.message, error);
      if (!error.message.includes('bedrock:InvokeModel')) return refused;
      return fail(
        refused.code,
        refused.message,
        `Allow bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream in the policy of the server's role, on ${modelId} and, where that is an inference profile, on the foundation model in every Region behind it; look for a permissions boundary or a service control policy that denies it.`,
      );
    }
    case 'guardrail':
      return fail(
        'MODEL_FAILED',
        said(`${SERVICE} could not apply the guardrail`),
        "Check the guardrail's id and version, and that the server's role may use it (bedrock:ApplyGuardrail).",
      );
    case 'invalid':
      return fail(
        'MODEL_FAILED',
        said(`${modelId} rejected the request`),
        'Ask about fewer cases; if it keeps failing, choose another model.',
      );
  }
}

export function cancelled(cause?: unknown): CaseInsightsError {
  return new CaseInsightsError('CANCELLED', 'The analysis was cancelled.', 'Call again if you still want the answer.', {
    cause,
  });
}

/** The service's own words in one line, or none where they quote what the model was given. */
function saidBy(error: Error, given: ModelRequest): string {
  const said = error.message.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
  for (let from = 0; from + QUOTE <= said.length; from += QUOTE / 2) {
    if (given.user.includes(said.slice(from, from + QUOTE))) return '';
  }
  return said;
}

/** So long a passage in common with the input is a quotation, not a coincidence. */
const QUOTE = 16;
const LONGEST = 300;

function chooseAnother(models: readonly string[]): string {
  const ids = models.length === 0 ? '' : `, such as ${models.join(' or ')}`;
  return `Deploy again with BedrockModelId set to a model that the account can use here${ids}.`;
}

/** Events name their exceptions with a small first letter. */
function typeOf({ name }: Error): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const PER_DAY = /per day/i;

/** Failures that another try may not meet, and what to say of them when it does. */
const PASSING: ReadonlyMap<string, string> = new Map([
  ['AnswerBrokeOff', 'its answer was interrupted'],
  ['EmptyAnswer', 'it stopped without an answer'],
  ['InternalServerError', `${SERVICE} had an internal error`],
  ['InternalServerException', `${SERVICE} had an internal error`],
  ['ModelErrorException', 'the model had an error'],
  ['ModelNotReadyException', 'the model was not ready'],
  ['ModelStreamErrorException', 'the model failed in the middle of its answer'],
  ['ModelTimeoutException', 'the model took too long'],
  ['ServiceUnavailableException', `${SERVICE} was too busy`],
]);

/** What the HTTP/2 client and the decoder of event streams say of a connection that broke off. */
const CONNECTION = /ERR_HTTP2_|ERR_STREAM_PREMATURE_CLOSE|http2|HTTP\/2|event message|checksum/i;

const INPUT_TOO_LONG =
  /(input|prompt|request|message)s? (is|are) too (long|large)|too many (input )?tokens|context (length|limit|window)|maximum (context|input)|exceeds? the (maximum|max) (number of )?(input )?tokens|max input tokens/i;
const ENDED: readonly (readonly [RegExp, FailureKind])[] = [
  [/end of (its |the )?life/i, 'ended'],
  [/legacy/i, 'legacy'],
];
const NOT_ENABLED: readonly (readonly [RegExp, FailureKind])[] = [
  [/use case/i, 'form'],
  [/marketplace/i, 'marketplace'],
];
const UNUSABLE: readonly (readonly [RegExp, FailureKind])[] = [
  // AWS writes a typographic apostrophe in "isn't".
  [/on-demand throughput|inference profile that contains/i, 'profile-only'],
  [/model identifier is invalid|could not resolve the foundation model/i, 'unknown'],
  [/support (the |this )?(model|action|operation|streaming)|unsupported (model|for streaming)/i, 'unsuitable'],
  [/operation not allowed|not allowed for this account|access denied/i, 'disabled'],
];

/** Types of error with several meanings, distinguished by their messages, because no field does. */
const TEXTS: Readonly<Record<string, readonly (readonly [RegExp, FailureKind])[]>> = {
  AccessDeniedException: [
    ...NOT_ENABLED,
    [/to perform:? [a-z-]+:/i, 'denied'],
    ...ENDED,
    [/access to|payment|not allowed|not available/i, 'disabled'],
  ],
  ResourceNotFoundException: [...ENDED, ...NOT_ENABLED, [/guardrail/i, 'guardrail'], ...UNUSABLE],
  ValidationException: [
    [INPUT_TOO_LONG, 'too-long'],
    ...ENDED,
    ...NOT_ENABLED,
    [/guardrail/i, 'guardrail'],
    ...UNUSABLE,
  ],
  ModelErrorException: [[INPUT_TOO_LONG, 'too-long']],
  ModelStreamErrorException: [[INPUT_TOO_LONG, 'too-long']],
};
