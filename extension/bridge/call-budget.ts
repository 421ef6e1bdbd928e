import { isObject, type RequestMessage } from './message.ts';

/** Kiro ends a call after 60 s, whatever progress it receives. */
const KNOWN_HOSTS: readonly (readonly [RegExp, number])[] = [[/\bkiro\b/i, 50_000]];
const CLIENT_INFO_KEY = 'io.modelcontextprotocol/clientInfo';
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/**
 * A duration such as 50s, 50000ms or 1m, in milliseconds; undefined if the text is not a duration, or not between 1 ms
 * and 15 min.
 */
export function readDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text.trim()) ?? [];
  const milliseconds = Math.round(Number(number) * (UNITS[unit] ?? NaN));
  return milliseconds >= 1 && milliseconds <= 900_000 ? milliseconds : undefined;
}

/**
 * How long this host waits for a call; undefined for hosts that are not known to give up. `initialize` carries the
 * host's name.
 */
export function budgetOfHost(request: RequestMessage): number | undefined {
  const meta = request.params['_meta'];
  const info = request.params['clientInfo'] ?? (isObject(meta) ? meta[CLIENT_INFO_KEY] : undefined);
  const name = isObject(info) ? info['name'] : undefined;
  return typeof name === 'string' ? KNOWN_HOSTS.find(([pattern]) => pattern.test(name))?.[1] : undefined;
}
