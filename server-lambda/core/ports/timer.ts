/** A repeating timer; core has none. */
export interface Timer {
  /** Calls `act` at this interval, in milliseconds, until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
}
