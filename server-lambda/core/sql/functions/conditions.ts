import type { FunctionEntry } from './function-entry.ts';

export const CONDITIONS: readonly FunctionEntry[] = [
  // The first four are read as syntax: they compute no more arguments than they need.
  {
    name: 'coalesce',
    kind: 'scalar',
    signatures: ['(T...) -> T'],
    summary: 'The first value that is not NULL.',
  },
  {
    name: 'if',
    kind: 'scalar',
    signatures: ['(boolean, T) -> T', '(boolean, T, T) -> T'],
    summary: 'The first value where the condition holds, else the second one, or NULL.',
  },
  {
    name: 'nullif',
    kind: 'scalar',
    signatures: ['(T, T) -> T where T is comparable'],
    summary: 'NULL where the values are equal, else the first one.',
  },
  {
    name: 'try',
    kind: 'scalar',
    signatures: ['(T) -> T'],
    summary: 'The value, NULL where computing it fails.',
  },
  {
    name: 'greatest',
    kind: 'scalar',
    signatures: ['(T...) -> T where T is orderable'],
    summary: 'The greatest of the values, NULL where one is NULL.',
  },
  {
    name: 'least',
    kind: 'scalar',
    signatures: ['(T...) -> T where T is orderable'],
    summary: 'The least of the values, NULL where one is NULL.',
  },
  {
    name: 'typeof',
    kind: 'scalar',
    signatures: ['(T) -> varchar'],
    summary: "The name of the value's type.",
  },
  {
    name: 'version',
    kind: 'scalar',
    signatures: ['() -> varchar'],
    summary: "The engine's version, which is `embedded` on the embedded engine.",
  },
];
