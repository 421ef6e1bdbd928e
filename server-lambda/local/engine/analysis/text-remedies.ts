import type { SqlType } from '../types.ts';

/** What to write where text stands for a time: a literal, whose type has a length, or other text, ISO 8601 mostly. */
export function timeRemedy({ length }: SqlType & { readonly kind: 'varchar' }, wanted: SqlType['kind']): string {
  if (wanted === 'date') {
    return length === undefined
      ? 'Write date(from_iso8601_timestamp(text)) for ISO 8601 text, or CAST(text AS date) for text that is a day.'
      : "Write DATE '2025-01-31' for a fixed day.";
  }
  return length === undefined
    ? 'Write from_iso8601_timestamp(text) for ISO 8601 text.'
    : "Write TIMESTAMP '2025-01-31 08:30:00 UTC' for a fixed time, or DATE '2025-01-31' for a day.";
}
