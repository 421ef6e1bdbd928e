/**
 * Passes a cancellation from the instance that receives it to the one that runs the call. Behind API Gateway these
 * differ, and the second does not notice that its client disconnected. A call's id is a secret of its caller.
 */
export interface Cancellations {
  /** Cancels the call with this id, in whichever instance it runs; it may have ended. Resolves when that is done. */
  cancel(callId: string): Promise<void>;
  /** Calls back once when the call with this id is cancelled, unless the function that it gives was called before. */
  watch(callId: string, onCancelled: () => void): () => void;
}
