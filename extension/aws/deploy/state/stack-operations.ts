import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** The events of one operation on a stack: from the request to the final state. */
export interface StackOperation {
  readonly startedAt: Date;
  /** In the order in which they happened. */
  readonly events: readonly StackEvent[];
}

/**
 * The operation that carries one of `tokens`, or the latest one where none is given; undefined while it has no event.
 * `events` may be in any order and contain duplicates.
 */
export function findOperation(
  events: readonly StackEvent[],
  tokens: readonly string[] = [],
): StackOperation | undefined {
  const operations = splitIntoOperations(events);
  if (tokens.length === 0) return operations.at(-1);
  return operations.findLast((operation) =>
    operation.events.some(({ ClientRequestToken: token }) => token !== undefined && tokens.includes(token)),
  );
}

/** Whether the event is about the stack itself and not about one of its resources. */
export function isOfStack(event: StackEvent): boolean {
  return event.PhysicalResourceId === event.StackId && event.LogicalResourceId === event.StackName;
}

function splitIntoOperations(events: readonly StackEvent[]): readonly StackOperation[] {
  const unique = [...new Map(events.map((event) => [event.EventId, event])).values()];
  // DescribeStackEvents answers with the newest first; among events of the same moment, later ones come first.
  const ordered = unique.reverse().sort((a, b) => timeOf(a) - timeOf(b));
  const operations: { startedAt: Date; events: StackEvent[] }[] = [];
  let resting = true;
  for (const event of ordered) {
    // The SDK's list of statuses lacks those that only a stack has.
    const status: string | undefined = isOfStack(event) ? (event.ResourceStatus ?? '') : undefined;
    const working = status?.endsWith('_IN_PROGRESS') === true && status !== 'REVIEW_IN_PROGRESS';
    if (working && (resting || status === 'DELETE_IN_PROGRESS')) {
      operations.push({ startedAt: event.Timestamp ?? new Date(0), events: [] });
    }
    if (status !== undefined) resting = !working;
    operations.at(-1)?.events.push(event);
  }
  return operations;
}

function timeOf({ Timestamp }: StackEvent): number {
  return Timestamp?.getTime() ?? 0;
}
