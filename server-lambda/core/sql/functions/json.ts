import type { FunctionEntry } from './function-entry.ts';

export const JSON: readonly FunctionEntry[] = [
  {
    name: 'is_json_scalar',
    kind: 'scalar',
    signatures: ['(json) -> boolean', '(varchar(x)) -> boolean'],
    summary: 'Whether JSON is a number, a text, true, false or null.',
  },
  {
    name: 'json_array_contains',
    kind: 'scalar',
    signatures: ['json', 'varchar(x)'].flatMap((json) =>
      ['boolean', 'bigint', 'double', 'varchar(y)'].map((value) => `(${json}, ${value}) -> boolean`),
    ),
    summary: 'Whether a JSON array has a value.',
  },
  {
    name: 'json_array_get',
    kind: 'scalar',
    signatures: ['(json, bigint) -> json', '(varchar(x), bigint) -> json'],
    summary: 'An item of a JSON array, counted from 0 or, if negative, from the end.',
  },
  {
    name: 'json_array_length',
    kind: 'scalar',
    signatures: ['(json) -> bigint', '(varchar(x)) -> bigint'],
    summary: 'The number of items of a JSON array; NULL for other JSON.',
  },
  {
    name: 'json_extract',
    kind: 'scalar',
    signatures: ['(json, varchar) -> json', '(varchar(x), varchar) -> json'],
    summary: 'The JSON at a path such as $.a[0]["b"]; NULL where it is missing.',
  },
  {
    name: 'json_extract_scalar',
    kind: 'scalar',
    signatures: ['(json, varchar) -> varchar', '(varchar(x), varchar) -> varchar(x)'],
    summary: 'The text of the number, text, true or false at a path; NULL for other JSON.',
  },
  {
    name: 'json_format',
    kind: 'scalar',
    signatures: ['(json) -> varchar'],
    summary: 'The text of a JSON value.',
  },
  {
    name: 'json_parse',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> json'],
    summary: 'The JSON value that a text has; an error for other text.',
  },
  {
    name: 'json_size',
    kind: 'scalar',
    signatures: ['(json, varchar) -> bigint', '(varchar(x), varchar) -> bigint'],
    summary: 'How many members or items the JSON at a path has; 0 for scalars.',
  },
];
