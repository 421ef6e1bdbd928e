import { describe, expect, it } from 'vitest';
import { readDenial, readGatewayRefusal } from '../../../extension/bridge/gateway-refusal.ts';

const said = (message: string) => JSON.stringify({ message });

describe('a 403 of API Gateway', () => {
  it.each([
    ['MissingAuthenticationTokenException', 'no-such-path'],
    ['ExpiredTokenException', 'token-expired'],
    ['UnrecognizedClientException', 'key-unknown'],
    ['InvalidClientTokenId', 'key-unknown'],
    ['AccessDeniedException', 'not-authorized'],
    ['ForbiddenException', 'forbidden'],
    ['InvalidSignatureException', 'signature-mismatch'],
  ])('of type %s is %s', (type, refusal) => {
    expect(readGatewayRefusal({ 'x-amzn-errortype': type }, '')).toBe(refusal);
    expect(readGatewayRefusal({ 'x-amzn-errortype': `${type}:http://internal.amazon.com/` }, '')).toBe(refusal);
  });

  it.each([
    ['Missing Authentication Token', 'no-such-path'],
    ['The security token included in the request is expired', 'token-expired'],
    ['The security token included in the request is invalid.', 'key-unknown'],
    ['Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z', 'signature-outdated'],
    ['Signature not yet current: 20260101T003000Z is still later than 20260101T001500Z', 'signature-outdated'],
    ["Credential should be scoped to a valid region, not 'eu-west-1'. ", 'wrong-scope'],
    ['The request signature we calculated does not match the signature you provided.', 'signature-mismatch'],
    ['User: arn:aws:iam::123456789012:user/a is not authorized to perform: execute-api:Invoke', 'not-authorized'],
    ['Forbidden', 'forbidden'],
  ])('without a type is known by its sentence: %s', (message, refusal) => {
    expect(readGatewayRefusal({}, said(message))).toBe(refusal);
    expect(readGatewayRefusal({}, JSON.stringify({ Message: message }))).toBe(refusal);
  });

  it('with the type of a wrong signature is told apart by its sentence', () => {
    const headers = { 'x-amzn-errortype': 'InvalidSignatureException' };
    expect(readGatewayRefusal(headers, said('Signature expired: ...'))).toBe('signature-outdated');
    expect(readGatewayRefusal(headers, said("Credential should be scoped to correct service: 'execute-api'."))).toBe(
      'wrong-scope',
    );
  });

  it.each(['', 'Forbidden', '[]', '{"message":7}', said('Forbidden by our proxy'), said('Access is Forbidden')])(
    'that says %s is none of them',
    (body) => {
      expect(readGatewayRefusal({}, body)).toBeUndefined();
    },
  );
});

describe('who may not call what', () => {
  const caller = 'arn:aws:sts::123456789012:assumed-role/Team/me@example.com';
  const resource = 'arn:aws:execute-api:eu-west-1:********9012:abc/v1/POST/mcp';

  it('is read from the sentence of the gateway', () => {
    const sentence = `User: ${caller} is not authorized to perform: execute-api:Invoke on resource: ${resource}`;
    expect(readDenial(said(sentence))).toEqual({ caller, resource });
  });

  it.each([`He said: User: ${caller}`, 'User: me is not authorized', ''])('is not made up from %j', (sentence) => {
    expect(readDenial(said(sentence))).toEqual({ caller: undefined, resource: undefined });
  });
});
