import type { FunctionEntry } from './function-entry.ts';

export const WINDOWS: readonly FunctionEntry[] = [
  {
    name: 'cume_dist',
    kind: 'window',
    signatures: ['() -> double'],
    summary: "The share of the partition's rows that come before this one or are its peers.",
  },
  {
    name: 'dense_rank',
    kind: 'window',
    signatures: ['() -> bigint'],
    summary: 'One more than the number of different values before.',
  },
  {
    name: 'first_value',
    kind: 'window',
    signatures: ['(T) -> T'],
    summary: 'The value in the first row of the frame.',
  },
  {
    name: 'lag',
    kind: 'window',
    signatures: ['(T) -> T', '(T, bigint) -> T', '(T, bigint, T) -> T'],
    summary: 'The value one row before, or so many; NULL or the third argument where there is no such row.',
  },
  { name: 'last_value', kind: 'window', signatures: ['(T) -> T'], summary: 'The value in the last row of the frame.' },
  {
    name: 'lead',
    kind: 'window',
    signatures: ['(T) -> T', '(T, bigint) -> T', '(T, bigint, T) -> T'],
    summary: 'The value one row after, or so many; NULL or the third argument where there is no such row.',
  },
  {
    name: 'nth_value',
    kind: 'window',
    signatures: ['(T, bigint) -> T'],
    summary: 'The value in the nth row of the frame, from 1; NULL where there is no such row.',
  },
  {
    name: 'ntile',
    kind: 'window',
    signatures: ['(bigint) -> bigint'],
    summary: 'The number, from 1, of the bucket of the row when the partition is cut into so many.',
  },
  {
    name: 'percent_rank',
    kind: 'window',
    signatures: ['() -> double'],
    summary: "The share of the partition's other rows that come before.",
  },
  {
    name: 'rank',
    kind: 'window',
    signatures: ['() -> bigint'],
    summary: 'One more than the number of rows before that are not peers.',
  },
  {
    name: 'row_number',
    kind: 'window',
    signatures: ['() -> bigint'],
    summary: 'The number of the row in its partition, from 1.',
  },
];
