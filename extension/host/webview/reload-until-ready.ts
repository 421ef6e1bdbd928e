/** How long a page may take to say its first word; each further time it gets twice as long. */
const PATIENCE_MS = 15_000;
const MOST_LOADS = 4;

/**
 * Loads a page, and loads it again if it stays silent: the worker through which VS Code gives a page its files now and
 * then answers for none of them (status 408), and leaves the page empty. Call what is returned when the page has said
 * something, and when it is gone.
 */
export function reloadUntilReady(load: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
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
  return () => {
    clearTimeout(timer);
  };
}
