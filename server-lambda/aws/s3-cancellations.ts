import { setTimeout } from 'node:timers/promises';
import type { Cancellations } from '#core/ports/cancellations.ts';
import type { LazyS3 } from './lazy-s3.ts';

export interface S3CancellationsOptions {
  readonly s3: LazyS3;
  readonly bucket: string;
  /** How often a running call checks for its marker; default twice a second. */
  readonly pollMs?: number;
}

/** Where the marks of cancelled calls are; the function's role may write nowhere else but where Athena does. */
export const MARK_PREFIX = 'case-insights-mcp/cancelled-calls/';

/** A marker stays for this many polls. By then a running call has seen it; a call that has ended never will. */
const POLLS_OF_A_MARK = 8;

/**
 * Cancellations between instances of the function. The instance that receives one puts a marker into a bucket for a
 * few seconds; the one that runs the call polls for it, with two HEAD requests per second ($0.0008 in 15 minutes).
 */
export function s3Cancellations({ s3, bucket, pollMs = 500 }: S3CancellationsOptions): Cancellations {
  const markOf = (callId: string) => ({ Bucket: bucket, Key: `${MARK_PREFIX}${callId}` });
  return {
    async cancel(callId) {
      const { client, PutObjectCommand, DeleteObjectCommand } = await s3();
      await client.send(new PutObjectCommand({ ...markOf(callId), Body: 'cancelled' }));
      await setTimeout(pollMs * POLLS_OF_A_MARK);
      await client.send(new DeleteObjectCommand(markOf(callId)));
    },
    watch(callId, onCancelled) {
      const ended = new AbortController();
      void (async () => {
        while (!ended.signal.aborted) {
          await setTimeout(pollMs, undefined, { signal: ended.signal });
          if (await isMarked(s3, markOf(callId), ended.signal)) {
            ended.abort();
            onCancelled();
          }
        }
      })().catch(() => undefined);
      return () => ended.abort();
    },
  };
}

/** Also false if S3 gives no clear answer: a call continues unless it is known to be cancelled. */
async function isMarked(
  s3: LazyS3,
  mark: { readonly Bucket: string; readonly Key: string },
  signal: AbortSignal,
): Promise<boolean> {
  const { client, HeadObjectCommand } = await s3();
  return client.send(new HeadObjectCommand(mark), { abortSignal: signal }).then(
    () => true,
    () => false,
  );
}
