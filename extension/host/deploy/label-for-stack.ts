import { LONGEST_LABEL, serverKey } from '../servers/known-server.ts';

/** A label for the server of a stack that no `taken` one is like: with the region, and then with a number, where needed. */
export function labelForStack(stackName: string, region: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(serverKey));
  for (let count = 0; ; count++) {
    const more = count === 0 ? '' : count === 1 ? ` ${region}` : ` ${region} ${count}`;
    const label = `Case Insights (${stackName.slice(0, LONGEST_LABEL - 16 - more.length)}${more})`;
    if (!keys.has(serverKey(label))) return label;
  }
}
