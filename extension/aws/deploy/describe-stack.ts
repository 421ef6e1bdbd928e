import {
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type CloudFormationClient,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { abortWith } from '../abort-with.ts';
import { nameOfError } from '../explain-aws-error.ts';
import { findOperation, isOfStack } from './state/stack-operations.ts';

/** A stack by its name or id; undefined where there is none. Rejects with what the client throws. */
export async function describeStack(
  client: CloudFormationClient,
  nameOrId: string,
  signal?: AbortSignal,
): Promise<Stack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: nameOrId }), abortWith(signal));
    return Stacks?.[0];
  } catch (thrown) {
    // CloudFormation has no specific error for a missing stack.
    if (nameOfError(thrown) === 'ValidationError' && String(thrown).includes('does not exist')) return undefined;
    throw thrown;
  }
}

/**
 * The stack's events, newest first, joined to the `known` ones; read back to the newest known one, or, where there is
 * none, until the operation is found whole that carries one of `tokens` (else the latest one).
 */
export async function readEvents(
  client: CloudFormationClient,
  stackId: string,
  known: readonly StackEvent[],
  tokens: readonly string[],
  signal?: AbortSignal,
): Promise<readonly StackEvent[]> {
  const seen = new Set(known.map(({ EventId }) => EventId));
  const fresh: StackEvent[] = [];
  const pages = paginateDescribeStackEvents({ client }, { StackName: stackId }, abortWith(signal));
  for await (const { StackEvents: events = [] } of pages) {
    const unseen = events.filter(({ EventId }) => !seen.has(EventId));
    fresh.push(...unseen);
    if (unseen.length < events.length) break;
    if (known.length === 0 && isWhole(fresh, tokens)) break;
  }
  return [...fresh, ...known];
}

/**
 * A rollback belongs to the operation that it undoes, unless that had already ended. The stack's earlier status shows
 * it.
 */
function isWhole(events: readonly StackEvent[], tokens: readonly string[]): boolean {
  const operation = findOperation(events, tokens);
  const [first] = operation?.events ?? [];
  if (operation === undefined || first === undefined) return false;
  const begins = first.ResourceStatus?.includes('ROLLBACK') !== true;
  return begins || events.some((event) => isOfStack(event) && (event.Timestamp ?? 0) < operation.startedAt);
}
