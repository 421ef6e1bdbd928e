/** One error as the log shows it: its name and where it was raised. */
export interface ErrorCause {
  readonly name: string;
  readonly at: readonly string[];
}

const DEPTH = 5;
const FRAMES = 10;

/**
 * Names and stack frames from the error down to its root cause. Never its message, in which services and parsers quote
 * what they were given, nor lines of a message that look like frames.
 */
export function errorCauses(thrown: unknown): readonly ErrorCause[] {
  const chain: ErrorCause[] = [];
  for (let error = thrown; error instanceof Error && chain.length < DEPTH; error = error.cause) {
    chain.push({ name: /^[A-Z][A-Za-z]{0,79}$/.test(error.name) ? error.name : 'Error', at: frames(error) });
  }
  return chain;
}

// A stack begins with the name and message from when the error was created. If the message has changed since
// then, the start of the frames cannot be found.
function frames({ stack = '', message }: Error): readonly string[] {
  const [head = ''] = /^[\w$.]*(: )?/.exec(stack) ?? [];
  if (!stack.startsWith(`${message}\n`, head.length)) return [];
  const lines = stack.slice(head.length + message.length).split('\n');
  return lines
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim());
}
