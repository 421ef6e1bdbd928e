import { percentDecoded } from '#core/percent-decoded.ts';

/** The path and query to send, written exactly as `signRequest` signs them. */
export function wirePath(url: URL): string {
  const query = Object.entries(readQuery(url)).flatMap(([name, values]) =>
    values.map((value) => `${escapeQuery(name)}=${escapeQuery(value)}`),
  );
  return query.length === 0 ? url.pathname : `${url.pathname}?${query.join('&')}`;
}

/** The query's values by name. Not `URLSearchParams`: that reads a plus sign as a space, which AWS does not. */
export function readQuery(url: URL): Record<string, string[]> {
  const query = new Map<string, string[]>();
  for (const pair of url.search.slice(1).split('&')) {
    if (pair === '') continue;
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const values = query.get(percentDecoded(name)) ?? [];
    query.set(percentDecoded(name), [...values, percentDecoded(value)]);
  }
  return Object.fromEntries(query);
}

function escapeQuery(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
