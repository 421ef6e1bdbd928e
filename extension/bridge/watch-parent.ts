import { errorCode } from '#core/error-code.ts';

const CHECK_MS = 400;

/**
 * Calls `onGone` once the program that started this one has ended. A host that crashes may leave the pipe open in
 * another of its children, so the end of the input alone is not a reliable sign.
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  // 0 and 1 mean an init process or another container, which cannot be watched.
  if (parent <= 1) return;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, CHECK_MS).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errorCode(thrown) === 'EPERM';
  }
}
