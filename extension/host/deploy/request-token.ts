import { createHash } from 'node:crypto';

/**
 * The token of a request to CloudFormation: the same for the same action in the same state of the stack, so that two
 * clicks or two windows make one request.
 */
export function requestToken(...situation: readonly (string | number | undefined)[]): string {
  return `case-insights-${createHash('sha256').update(JSON.stringify(situation)).digest('hex').slice(0, 32)}`;
}
