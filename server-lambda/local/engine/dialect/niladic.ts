import type { Token } from '#core/sql/lexer.ts';
import { Refusal } from './refusal.ts';
import type { Rewriting } from './rewriting.ts';

/** `current_date`, `now()` and their kin: one moment for the whole statement. */
export function niladic(r: Rewriting, word: string, token: Token): string {
  const text = r.now.toISOString();
  const instant = `TIMESTAMP '${text.slice(0, 10)} ${text.slice(11, 23)}'`;
  switch (word) {
    case 'current_date':
      return `DATE '${text.slice(0, 10)}'`;
    case 'current_timestamp':
    case 'now':
      return `CAST(${instant} AS TIMESTAMPTZ)`;
    case 'localtimestamp':
      return instant;
    case 'localtime':
      return `TIME '${text.slice(11, 23)}'`;
    default:
      throw new Refusal(`The embedded engine has no ${word}.`, token);
  }
}
