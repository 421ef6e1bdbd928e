import type { FunctionEntry } from './function-entry.ts';

export const URLS: readonly FunctionEntry[] = [
  {
    name: 'url_decode',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'The text of a URL-encoded text.',
  },
  {
    name: 'url_encode',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> rule'],
    summary: 'The text as a parameter of a URL has it.',
  },
  {
    name: 'url_extract_fragment',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'What follows # in a URL; NULL for what is not a URL.',
  },
  {
    name: 'url_extract_host',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'The host of a URL; NULL for what is not a URL.',
  },
  {
    name: 'url_extract_parameter',
    kind: 'scalar',
    signatures: ['(varchar(x), varchar(y)) -> varchar(x)'],
    summary: 'The first value of a parameter in the query of a URL.',
  },
  {
    name: 'url_extract_path',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'The path of a URL; NULL for what is not a URL.',
  },
  {
    name: 'url_extract_port',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> bigint'],
    summary: 'The port of a URL; NULL without.',
  },
  {
    name: 'url_extract_protocol',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'The protocol of a URL; NULL for what is not a URL.',
  },
  {
    name: 'url_extract_query',
    kind: 'scalar',
    signatures: ['(varchar(x)) -> varchar(x)'],
    summary: 'The query of a URL; NULL for what is not a URL.',
  },
];
