/** How long a page may take to send its first message; doubled for each further attempt. */
const PATIENCE_MS = 15_000;
const MOST_LOADS = 4;

/**
 * Loads a page, and loads it again if it stays silent: the service worker that serves a page's files in VS Code
 * sometimes answers none of them (status 408), which leaves the page empty. Call the returned function when the page
 * has sent a message, and when it is closed.
 */
export function reloadUntilReady(load: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const attempt = (loads: number) => {
    load();
    if (loads === MOST_LOADS) return;
    timer = setTimeout(() => attempt(loads + 1), PATIENCE_MS * 2 ** (loads - 1));
  };
  attempt(1);
  return () => clearTimeout(timer);
}
