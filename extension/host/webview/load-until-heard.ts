/** How long a page may take to say its first word; each further time it gets twice as long. */
const PATIENCE_MS = 15_000;
const MOST_LOADS = 4;

export interface LoadedPage {
  /** The page has said something: it is there. */
  heard(): void;
  dispose(): void;
}

/**
 * Loads a page, and loads it again if it stays silent: the worker through which VS Code gives a page its files now and
 * then answers for none of them (status 408), and leaves the page empty.
 */
export function loadUntilHeard(load: () => void): LoadedPage {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(timer);
  };
  const attempt = (loads: number) => {
    load();
    if (loads === MOST_LOADS) return;
    timer = setTimeout(
      () => {
        attempt(loads + 1);
      },
      PATIENCE_MS * 2 ** (loads - 1),
    );
  };
  attempt(1);
  return { heard: stop, dispose: stop };
}
