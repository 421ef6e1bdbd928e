import type { FunctionEntry } from './function-entry.ts';

export const REGULAR_EXPRESSIONS: readonly FunctionEntry[] = [
  {
    name: 'regexp_count',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar) -> bigint'],
    summary: 'How often a pattern matches.',
  },
  {
    name: 'regexp_extract',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar) -> varchar(x)', '(varchar(x), varchar, bigint) -> varchar(x)'],
    summary: 'The first match of a pattern, or one of its groups; NULL without.',
  },
  {
    name: 'regexp_extract_all',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar) -> array(varchar(x))', '(varchar(x), varchar, bigint) -> array(varchar(x))'],
    summary: 'All matches of a pattern, or of one of its groups.',
  },
  {
    name: 'regexp_like',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar) -> boolean'],
    summary: 'Whether a pattern matches a part of the text.',
  },
  {
    name: 'regexp_position',
    kind: 'scalar',
    signatures: [
      '(varchar(x), varchar) -> integer',
      '(varchar(x), varchar, integer) -> integer',
      '(varchar(x), varchar, integer, integer) -> integer',
    ],
    summary: 'Where a pattern matches, from a position, at an occurrence; -1 without.',
  },
  {
    name: 'regexp_replace',
    kind: 'scalar',
    signatures: [
      '(varchar(x), varchar) -> rule',
      '(varchar(x), varchar, varchar(y)) -> rule',
      '(varchar, varchar, function(array(varchar), varchar)) -> varchar',
    ],
    summary: 'The text with every match replaced: by nothing, a text with $1 or ${name}, or a function of the groups.',
  },
  {
    name: 'regexp_split',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar) -> array(varchar(x))'],
    summary: 'The parts of the text between the matches of a pattern.',
  },
];
