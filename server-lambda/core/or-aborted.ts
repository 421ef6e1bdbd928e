/**
 * Settles with the promise, or rejects with what `reason` gives as soon as the signal is aborted; what the promise
 * stands for goes on by itself.
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
