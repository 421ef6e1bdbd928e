/**
 * Word that a caller gave up on a call, from where it is heard to where the call runs: behind API Gateway these are two
 * instances, and nothing else tells the second that its client hung up. A call's id is a secret of its caller.
 */
export interface Cancellations {
  /** Tells of the call with this id, wherever it runs; it may have ended. Resolves when that is done with. */
  cancel(callId: string): Promise<void>;
  /** Calls back once when the call with this id is cancelled, unless the function that it gives was called before. */
  watch(callId: string, onCancelled: () => void): () => void;
}
