/** Entries with distinct keys in the order of a HashMap of Java, which is that of JSON_OBJECT. */
export function inJavaOrder<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  let capacity = 16;
  while (entries.length > capacity * 0.75) capacity *= 2;
  const bucket = (key: string) => spread(javaHash(key)) & (capacity - 1);
  return entries.toSorted(([a], [b]) => bucket(a) - bucket(b));
}

function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
