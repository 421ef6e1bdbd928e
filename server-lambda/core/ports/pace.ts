/** Keeps long work on case text polite: core knows no event loop, so whoever starts such work brings one. */
export interface Pace {
  /** Lets other work of the process run when it had to wait; rejects with CANCELLED once the call was aborted. */
  breathe(): Promise<void>;
}

/** For work that is short, or that nobody waits beside. */
export const UNPACED: Pace = { breathe: () => Promise.resolve() };
