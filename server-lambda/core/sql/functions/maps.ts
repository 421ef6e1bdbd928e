import type { FunctionEntry } from './function-entry.ts';

export const MAPS: readonly FunctionEntry[] = [
  {
    name: 'map',
    kind: 'scalar',
    signatures: ['() -> map(unknown, unknown)', '(array(K), array(V)) -> map(K, V) where K is comparable'],
    summary: 'The map with these keys and values; empty without arguments.',
  },
  {
    name: 'map_concat',
    kind: 'scalar',
    signatures: ['(map(K, V)...) -> map(K, V)'],
    summary: 'The entries of all maps; of the same key, that of the last one.',
  },
  {
    name: 'map_entries',
    kind: 'scalar',
    signatures: ['(map(K, V)) -> array(row(K, V))'],
    summary: 'The entries as rows of key and value.',
  },
  {
    name: 'map_filter',
    kind: 'scalar',
    signatures: ['(map(K, V), function(K, V, boolean)) -> map(K, V)'],
    summary: 'The entries for which the condition holds.',
  },
  {
    name: 'map_from_entries',
    kind: 'scalar',
    signatures: ['(array(row(K, V))) -> map(K, V) where K is comparable'],
    summary: 'The map with these rows of key and value as entries.',
  },
  {
    name: 'map_keys',
    kind: 'scalar',
    signatures: ['(map(K, V)) -> array(K)'],
    summary: 'The keys.',
  },
  {
    name: 'map_values',
    kind: 'scalar',
    signatures: ['(map(K, V)) -> array(V)'],
    summary: 'The values.',
  },
  {
    name: 'map_zip_with',
    kind: 'scalar',
    signatures: ['(map(K, V), map(K, W), function(K, V, W, R)) -> map(K, R)'],
    summary: 'For the keys of both maps, what the function gives for key and values; a missing value is NULL.',
  },
  {
    name: 'multimap_from_entries',
    kind: 'scalar',
    signatures: ['(array(row(K, V))) -> map(K, array(V)) where K is comparable'],
    summary: 'The map from each key to an array of its values.',
  },
  {
    name: 'transform_keys',
    kind: 'scalar',
    signatures: ['(map(K, V), function(K, V, R)) -> map(R, V) where R is comparable'],
    summary: 'The map with keys that the function gives for key and value.',
  },
  {
    name: 'transform_values',
    kind: 'scalar',
    signatures: ['(map(K, V), function(K, V, R)) -> map(K, R)'],
    summary: 'The map with values that the function gives for key and value.',
  },
];
