import { isObject } from './message.ts';

/** Why API Gateway turned a request away with 403 before it reached the server. */
export type GatewayRefusal =
  | 'no-such-path'
  | 'token-expired'
  | 'key-unknown'
  | 'signature-outdated'
  | 'wrong-scope'
  | 'signature-mismatch'
  | 'not-authorized'
  | 'forbidden';

/**
 * Reads a 403 of API Gateway with IAM authorization. The header `x-amzn-errortype` names the kind; only where one kind
 * covers several causes, or the header is missing (proxies drop it), the gateway's own fixed sentences decide. Undefined
 * if it is none of its answers.
 */
export function readGatewayRefusal(
  headers: Readonly<Record<string, string>>,
  body: string,
): GatewayRefusal | undefined {
  const [type = ''] = (headers['x-amzn-errortype'] ?? '').split(':');
  const message = gatewayMessage(body);
  const known = BY_TYPE.get(type) ?? SENTENCES.find(([pattern]) => pattern.test(message))?.[1];
  return known ?? (type === 'InvalidSignatureException' ? 'signature-mismatch' : undefined);
}

const BY_TYPE: ReadonlyMap<string, GatewayRefusal> = new Map<string, GatewayRefusal>([
  ['MissingAuthenticationTokenException', 'no-such-path'],
  ['ExpiredTokenException', 'token-expired'],
  ['UnrecognizedClientException', 'key-unknown'],
  ['InvalidClientTokenId', 'key-unknown'],
  ['AccessDeniedException', 'not-authorized'],
  ['ForbiddenException', 'forbidden'],
]);

const SENTENCES: readonly (readonly [RegExp, GatewayRefusal])[] = [
  [/^Missing Authentication Token/i, 'no-such-path'],
  [/security token included in the request is expired/i, 'token-expired'],
  [/security token included in the request is invalid/i, 'key-unknown'],
  [/^Signature (expired|not yet current)/i, 'signature-outdated'],
  [/^Credential should be scoped to/i, 'wrong-scope'],
  [/signature we calculated does not match/i, 'signature-mismatch'],
  [/is not authorized to/i, 'not-authorized'],
  [/^Forbidden$/i, 'forbidden'],
];

/** The ARN that the caller may not invoke and the caller's own, where the gateway names them. */
export function readDenial(body: string): {
  readonly caller: string | undefined;
  readonly resource: string | undefined;
} {
  const message = gatewayMessage(body);
  return {
    caller: /^User: (arn:[\w:/+=,.@-]+)/.exec(message)?.[1],
    resource: /on resource: (arn:[\w:/*$+=,.@-]+)/.exec(message)?.[1],
  };
}

function gatewayMessage(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (!isObject(value)) return '';
    const message = value['message'] ?? value['Message'];
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
