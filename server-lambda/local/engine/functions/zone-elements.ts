import { EngineLimit, SqlFailure } from './implementation.ts';
import type { FormatElement, Parse } from './format-elements.ts';
import { failed, matchAt, read } from './format-elements.ts';
import { offsetText, knownZone } from './zones.ts';

const OFFSET = /([+-])(\d\d)(?:(:)(\d\d)(?::(\d\d))?|(\d\d)(\d\d)?)?/y;
/** Short names that Joda-Time reads. */
const ZONES_BY_SHORT_NAME = new Map([
  ...['UTC', 'UT', 'GMT'].map((name) => [name, 'UTC'] as const),
  ...['EST', 'EDT'].map((name) => [name, 'America/New_York'] as const),
  ...['CST', 'CDT'].map((name) => [name, 'America/Chicago'] as const),
  ...['MST', 'MDT'].map((name) => [name, 'America/Denver'] as const),
  ...['PST', 'PDT'].map((name) => [name, 'America/Los_Angeles'] as const),
]);

/** `Z`, `+09`, `+0900`, `+09:00`, with seconds, too. */
export const parseOffset: Parse = (parsed, text, at) => {
  if (text[at] === 'Z' || text[at] === 'z') return read({ ...parsed, offsetSeconds: 0 }, at + 1);
  OFFSET.lastIndex = at;
  const [found, sign, hours, colon, ...rest] = OFFSET.exec(text) ?? [];
  if (found === undefined || Number(hours) > 23) return failed(/^[+-]./.test(text.slice(at, at + 2)) ? at + 1 : at);
  const [minutes = '0', seconds = '0'] = colon === undefined ? rest.slice(2) : rest;
  const end = at + found.length;
  if (Number(minutes) > 59 || Number(seconds) > 59 || (colon === undefined && text[end] === ':')) return failed(end);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return read({ ...parsed, offsetSeconds: sign === '-' ? -offset : offset }, end);
};

/** `+0900`, or `+09:00`. */
export function offsetElement(separator: '' | ':'): FormatElement {
  return {
    print: ({ offsetSeconds }) => offsetText(Math.trunc(offsetSeconds / 60)).replace(':', separator),
    parse: parseOffset,
  };
}

/** `Asia/Tokyo`. */
export const ZONE_ID_ELEMENT: FormatElement = {
  print: ({ zone }) => zone,
  parse: (parsed, text, at) => {
    const word = matchAt(/[A-Za-z][\w/+-]*/y, text, at) ?? '';
    for (let length = word.length; length > 0; length--) {
      const zone = knownZone(word.slice(0, length));
      if (zone !== undefined) return read({ ...parsed, zone }, at + length);
    }
    return failed(at);
  },
};

/** `UTC`, and in text the names of American zones. What Java calls other zones is not known here. */
export const ZONE_SHORT_NAME_ELEMENT: FormatElement = {
  print: ({ zone }) => (zone === 'UTC' ? 'UTC' : zoneName(zone)),
  parse: (parsed, text, at) => {
    for (const length of [3, 2]) {
      const zone = ZONES_BY_SHORT_NAME.get(text.slice(at, at + length));
      if (zone !== undefined) return read({ ...parsed, zone }, at + length);
    }
    return failed(at);
  },
};

export const ZONE_LONG_NAME_ELEMENT: FormatElement = {
  print: ({ zone }) => (zone === 'UTC' ? 'Coordinated Universal Time' : zoneName(zone)),
  parse: () => {
    throw new SqlFailure('Parsing not supported');
  },
};

function zoneName(zone: string): string {
  if (/^[+-]/.test(zone)) return zone;
  throw new EngineLimit(
    `The embedded engine does not know the names of zones (pattern z), as of ${zone}: use Z or ZZZ`,
  );
}
