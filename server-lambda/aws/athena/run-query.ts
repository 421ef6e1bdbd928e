import { randomUUID } from 'node:crypto';
import {
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
  type QueryExecution,
  type StartQueryExecutionInput,
} from '@aws-sdk/client-athena';
import { orAborted } from '#core/or-aborted.ts';
import { awsFailure } from '../aws-failure.ts';

/** Waits that long, or rejects once the signal is aborted. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 2_000;
/** How often in a row Athena may not answer before a run that may well succeed is given up. */
const MAX_FAILED_POLLS = 5;
/** How long a caller who gave up waits for the run to be stopped. */
const STOP_GRACE_MS = 2_000;

/**
 * Runs a query to its end: SUCCEEDED, FAILED or CANCELLED. When the signal is aborted, or Athena no longer answers,
 * the run is stopped in Athena and the promise rejects with what the signal or the client threw.
 */
export async function runQuery(
  athena: AthenaClient,
  input: StartQueryExecutionInput,
  { signal, sleep }: { readonly signal: AbortSignal; readonly sleep: Sleep },
): Promise<QueryExecution> {
  // Not aborted with the signal: a run whose id never arrives can't be stopped.
  const starting = athena
    .send(new StartQueryExecutionCommand({ ClientRequestToken: randomUUID(), ...input }))
    .then(({ QueryExecutionId }) => QueryExecutionId);
  try {
    return await untilEnded(athena, await orAborted(starting, signal, reasonOf), { signal, sleep });
  } catch (error) {
    await stop(athena, starting);
    throw error;
  }
}

async function untilEnded(
  athena: AthenaClient,
  id: string | undefined,
  { signal, sleep }: { readonly signal: AbortSignal; readonly sleep: Sleep },
): Promise<QueryExecution> {
  let failed = 0;
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, SLOWEST_POLL_MS)) {
    // Spread, so that calls that began together do not keep asking together.
    await sleep(pause * (0.8 + Math.random() * 0.4), signal);
    try {
      const answer = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), { abortSignal: signal });
      failed = 0;
      const execution = answer.QueryExecution;
      const state = execution?.Status?.State;
      if (execution !== undefined && (state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED'))
        return execution;
    } catch (error) {
      signal.throwIfAborted();
      failed += 1;
      if (failed > MAX_FAILED_POLLS || !mayPass(error)) throw error;
    }
  }
}

function mayPass(error: unknown): boolean {
  const code = awsFailure(error, 'Athena')?.code;
  return code === 'THROTTLED' || code === 'UNREACHABLE';
}

/**
 * Best effort: the caller gets the reason for stopping, even if stopping fails. The attempt continues when the caller
 * no longer waits, for example because Athena is slow to return the run's id.
 */
async function stop(athena: AthenaClient, starting: Promise<string | undefined>): Promise<void> {
  const grace = AbortSignal.timeout(STOP_GRACE_MS);
  const stopping = starting.then((id) => athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id })));
  await orAborted(stopping, grace, reasonOf).catch(() => undefined);
}

/** Our own signals have an Error as the reason; a caller's can have anything. */
function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
