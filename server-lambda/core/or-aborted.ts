/**
 * Settles with the promise, or rejects with the result of `reason` as soon as the signal is aborted. This does not
 * stop the work behind the promise.
 */
export async function orAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  reason: (signal: AbortSignal) => Error,
): Promise<T> {
  if (signal === undefined) return promise;
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(reason(signal));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    if (abort !== undefined) signal.removeEventListener('abort', abort);
  }
}
