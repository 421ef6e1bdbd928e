/** What comes back every so often; core has no timers of its own. */
export interface Timer {
  /** Calls `act` every so many milliseconds, until the function that it gives is called. */
  every(milliseconds: number, act: () => void): () => void;
}
