import {
  paginateFilterLogEvents,
  type CloudWatchLogsClient,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { explainAwsError, nameOfError } from '../explain-aws-error.ts';

export interface Tail {
  readonly logGroup: string;
  /** The oldest line wanted. */
  readonly since: Date;
  /** Stops reading; lines that were read until then have been delivered. */
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;

/** CloudWatch takes lines in late, and not in their order. */
const LATE_MS = 30_000;

/**
 * The lines of a log group as they come, each once, in batches in the order of their times; asks less and less often
 * while there are none. A group that is not there yet has no lines. Rejects with a CaseInsightsError; needs
 * `logs:FilterLogEvents`.
 */
export async function* tailLogGroup(
  client: CloudWatchLogsClient,
  { logGroup, since, signal, pause }: Tail,
): AsyncGenerator<readonly { readonly at: Date; readonly text: string }[]> {
  let from = since.getTime();
  const seen = new Map<string, number>();
  let wait = SHORTEST_PAUSE_MS;
  while (!signal.aborted) {
    const events = await readEvents(client, logGroup, from, signal);
    const fresh = events.filter(({ eventId = '' }) => !seen.has(eventId));
    for (const { eventId = '', timestamp = 0 } of fresh) seen.set(eventId, timestamp);
    const newest = Math.max(from, ...fresh.map(({ timestamp = 0 }) => timestamp));
    from = Math.max(since.getTime(), from, newest - LATE_MS);
    for (const [id, timestamp] of seen) if (timestamp < from) seen.delete(id);
    if (fresh.length > 0) {
      yield fresh
        .map(({ timestamp = 0, message = '' }) => ({ at: new Date(timestamp), text: message.trimEnd() }))
        .sort((one, other) => one.at.getTime() - other.at.getTime());
    }
    wait = fresh.length > 0 ? SHORTEST_PAUSE_MS : Math.min(wait * 1.5, LONGEST_PAUSE_MS);
    await pause(wait, signal);
  }
}

async function readEvents(
  client: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
  signal: AbortSignal,
): Promise<readonly FilteredLogEvent[]> {
  const events: FilteredLogEvent[] = [];
  try {
    const pages = paginateFilterLogEvents({ client }, { logGroupName, startTime }, { abortSignal: signal });
    for await (const page of pages) events.push(...(page.events ?? []));
  } catch (thrown) {
    if (signal.aborted || nameOfError(thrown) === 'ResourceNotFoundException') return events;
    // The client has already retried; the next request comes later.
    if (nameOfError(thrown) === 'ThrottlingException') return events;
    throw explainAwsError(thrown, `read the log group ${logGroupName}`);
  }
  return events;
}
