/** What core knows of the passing of time. */
export interface Timer {
  /** Calls `act` at this interval, in milliseconds, until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
  /** Resolves once whatever else waits in the process has had its turn. */
  turn(): Promise<void>;
}
