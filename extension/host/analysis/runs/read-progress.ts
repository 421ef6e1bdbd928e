/** How many parts of the cases have been read, where the server's message tells; undefined where it does not. */
export function chunkIn(message: string): { readonly read: number; readonly of: number } | undefined {
  const read = /^Read part (\d+) of (\d+)/.exec(message);
  if (read) return { read: Number(read[1]), of: Number(read[2]) };
  const first = /^Reading \d+ cases in (\d+) parts/.exec(message);
  return first ? { read: 0, of: Number(first[1]) } : undefined;
}

interface Step {
  readonly at: number;
  readonly text: string;
}

/** What a server adds to its last message while there is no news. */
const SIGN_OF_LIFE = / \(\d+ s\)$/;
const NUMBERS = /\d+/g;

/**
 * The steps with what the server says now at their end: a sign of life is no step, and the next count of a step takes
 * the place of the one before.
 */
export function withStep(steps: readonly Step[], { at, text: said }: Step): readonly Step[] {
  const text = said.replace(SIGN_OF_LIFE, '');
  const last = steps.at(-1);
  if (last?.text === text) return steps;
  const isNextCount = last?.text.replaceAll(NUMBERS, '') === text.replaceAll(NUMBERS, '');
  return [...(isNextCount ? steps.slice(0, -1) : steps), { at, text }];
}
