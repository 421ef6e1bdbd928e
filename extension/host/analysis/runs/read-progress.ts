/** How many parts of the cases have been read, where the server's message tells; undefined where it does not. */
export function chunkIn(message: string): { readonly read: number; readonly of: number } | undefined {
  const read = /^Read part (\d+) of (\d+)/.exec(message);
  if (read) return { read: Number(read[1]), of: Number(read[2]) };
  const first = /^Reading \d+ cases in (\d+) parts/.exec(message);
  return first ? { read: 0, of: Number(first[1]) } : undefined;
}
