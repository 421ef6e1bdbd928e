/** A request that API Gateway answers itself, before or instead of the function. */
export interface GatewayFailure {
  readonly status: number;
  /** The value of `x-amzn-ErrorType`. */
  readonly type: string;
  /** The value of `message` in the JSON body. */
  readonly message: string;
}

/** API Gateway's own answers (developer guide, "Gateway response types", and answers seen from the service). */
export const FAILURES = {
  /** A name that is no API's; also what a page meets whose own name was made to point here (DNS rebinding). */
  unknownHost: { status: 403, type: 'ForbiddenException', message: 'Forbidden' },
  unknownStage: { status: 403, type: 'ForbiddenException', message: 'Forbidden' },
  unknownResource: {
    status: 403,
    type: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  },
  throttled: { status: 429, type: 'TooManyRequestsException', message: 'Too Many Requests' },
  /** The event would be more than Lambda takes. */
  eventTooLong: { status: 413, type: 'BadRequestException', message: 'Request Too Long' },
  /** The function failed before it answered, or answered something else than a response. */
  functionFailed: { status: 502, type: 'InternalServerErrorException', message: 'Internal server error' },
} as const satisfies Record<string, GatewayFailure>;
