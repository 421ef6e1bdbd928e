import type { Token } from '../lexer.ts';

/** What other engines' SQL has and Athena's has not, where a statement cannot be read on. */
export interface ForeignConstruct {
  /** Without a full stop: names the construct and says what to write instead. */
  readonly sentence: string;
  readonly token: Token;
}

/** The tokens around the place where reading stopped, as the grammar matches on them. */
interface Around {
  /** The key of the token that many places after the current one; negative numbers are before it. */
  readonly key: (ahead: number) => string;
  readonly kind: (ahead: number) => Token['kind'] | undefined;
  /** Whether these two tokens touch. */
  readonly touch: (first: number, second: number) => boolean;
}

interface Rule {
  readonly sentence: string;
  /** How far from the current token the construct is, or undefined where it is not. */
  readonly place: (around: Around) => number | undefined;
}

/** At a word, or just after it where it was read as a name. */
const word =
  (...words: readonly string[]) =>
  ({ key }: Around): number | undefined =>
    [0, -1, 1].find((ahead) => words.includes(key(ahead)) && (ahead < 1 || key(0) === 'NOT'));

/** After a word that was read as a name, at a token of this kind. */
const before =
  (first: string, kind: Token['kind']) =>
  (around: Around): number | undefined =>
    around.key(-1) === first && around.kind(0) === kind ? -1 : undefined;

/** Just after `first`, at `second`. */
const pair =
  (first: string, second: string, apart = true) =>
  ({ key, touch }: Around): number | undefined =>
    key(-1) === first && key(0) === second && (apart || touch(-1, 0)) ? -1 : undefined;

const RULES: readonly Rule[] = [
  {
    sentence: 'Athena has no QUALIFY: filter on the window function in an outer query',
    place: word('QUALIFY'),
  },
  { sentence: 'Athena has no ILIKE: write lower(a) LIKE lower(b)', place: word('ILIKE') },
  { sentence: 'Athena has no RLIKE: write regexp_like(text, pattern)', place: word('RLIKE', 'REGEXP') },
  { sentence: 'Athena has no SIMILAR TO: write regexp_like(text, pattern)', place: word('SIMILAR') },
  { sentence: 'Athena has no ISNULL: write IS NULL', place: word('ISNULL') },
  { sentence: 'Athena has no NOTNULL: write IS NOT NULL', place: word('NOTNULL') },
  { sentence: 'Athena has no TOP: write LIMIT at the end of the query', place: before('TOP', 'number') },
  { sentence: 'Athena has no MINUS: write EXCEPT', place: pair('MINUS', 'SELECT') },
  { sentence: 'Athena has no DIV: write a / b, which is whole for whole numbers', place: word('DIV') },
  { sentence: 'Athena has no operator MOD: write a % b or mod(a, b)', place: word('MOD') },
  { sentence: 'Athena has no :: casts: write CAST(value AS type)', place: doubleColon },
  { sentence: 'Athena has no ==: write =', place: pair('=', '=', false) },
  { sentence: 'Athena has no <=>: write IS NOT DISTINCT FROM', place: pair('<=', '>', false) },
  {
    sentence: 'Athena has no DISTINCT ON: number the rows with row_number() and keep the first in an outer query',
    place: pair('DISTINCT', 'ON'),
  },
  { sentence: "INTERVAL takes its number in quotes: write INTERVAL '1' DAY", place: before('INTERVAL', 'number') },
  { sentence: 'Athena has no LIMIT with a comma: write OFFSET n LIMIT m', place: limitWithComma },
  { sentence: 'Athena has no lists in brackets alone: write ARRAY[…]', place: bracketAlone },
  { sentence: 'Athena has no * EXCEPT: name the columns to read', place: starExcept },
  {
    sentence: 'Athena has no IS TRUE or IS FALSE: write the condition itself, or compare it with true or false',
    place: isTruth,
  },
  { sentence: 'Athena has no LATERAL VIEW: write CROSS JOIN UNNEST(…) AS t(column)', place: pair('LATERAL', 'VIEW') },
  { sentence: 'Athena has no APPLY: write CROSS JOIN LATERAL (…)', place: word('APPLY') },
];

/** The construct of another SQL at the token where reading stopped, if it is one. */
export function foreignConstruct(
  tokens: readonly Token[],
  keys: readonly string[],
  current: number,
): ForeignConstruct | undefined {
  const around: Around = {
    key: (ahead) => keys[current + ahead] ?? '',
    kind: (ahead) => tokens[current + ahead]?.kind,
    touch: (first, second) => tokens[current + first]?.end === tokens[current + second]?.start,
  };
  for (const { sentence, place } of RULES) {
    const ahead = place(around);
    const token = ahead === undefined ? undefined : tokens[current + ahead];
    if (token !== undefined) return { sentence, token };
  }
  return pivot(tokens, keys, current);
}

function doubleColon({ key, touch }: Around): number | undefined {
  if (key(0) !== ':') return undefined;
  return key(1) === ':' && touch(0, 1) ? 0 : key(-1) === ':' && touch(-1, 0) ? -1 : undefined;
}

function limitWithComma({ key, kind }: Around): number | undefined {
  return key(-2) === 'LIMIT' && kind(-1) === 'number' && key(0) === ',' ? -2 : undefined;
}

function bracketAlone({ key }: Around): number | undefined {
  return key(0) === '[' && key(-1) !== 'ARRAY' ? 0 : undefined;
}

function starExcept({ key }: Around): number | undefined {
  return key(-3) === '*' && ['EXCEPT', 'EXCLUDE'].includes(key(-2)) && key(-1) === '(' ? -3 : undefined;
}

function isTruth({ key }: Around): number | undefined {
  const is = key(-1) === 'NOT' ? -2 : -1;
  return key(is) === 'IS' && ['TRUE', 'FALSE'].includes(key(0)) ? is : undefined;
}

/** PIVOT is read as the name of the table before it, and its parenthesis as columns; so it stands a little back. */
function pivot(tokens: readonly Token[], keys: readonly string[], current: number): ForeignConstruct | undefined {
  for (let index = current; index >= Math.max(0, current - 4); index--) {
    const key = keys[index];
    const token = tokens[index];
    if ((key === 'PIVOT' || key === 'UNPIVOT') && keys[index + 1] === '(' && token !== undefined) {
      const sentence =
        key === 'PIVOT'
          ? 'Athena has no PIVOT: aggregate each column with FILTER (WHERE …)'
          : 'Athena has no UNPIVOT: write CROSS JOIN UNNEST(ARRAY[…]) AS t(column)';
      return { sentence, token };
    }
  }
  return undefined;
}
