import { readMessage, Unreadable, type ViewContract } from '../../protocol/contract.ts';

/**
 * Handles what a page posts: messages of its contract go to `receive`. A message that failed its schema, here or in the
 * page, is counted and logged, with its kind and the path of the failure.
 */
export function receiver<ToHost>(
  view: string,
  { toHost }: Pick<ViewContract<ToHost, unknown>, 'toHost'>,
  receive: (message: ToHost) => void,
  log: (line: string) => void,
): (data: unknown) => void {
  const counts = new Map<string, number>();
  const count = (direction: 'from' | 'to', { message, path }: Unreadable) => {
    const what = `A message ${direction} the page "${view}" failed its schema: kind "${message}", at "${path}"`;
    const times = (counts.get(what) ?? 0) + 1;
    counts.set(what, times);
    log(`${what} (${times})`);
  };
  return (data) => {
    const { data: reported } = Unreadable.safeParse(data);
    if (reported) count('to', reported);
    else {
      readMessage(toHost, data, receive, (failure) => count('from', failure));
    }
  };
}
