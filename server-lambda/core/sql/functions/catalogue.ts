import { AGGREGATES } from './aggregates.ts';
import { ARRAYS } from './arrays.ts';
import { BINARY } from './binary.ts';
import { CONDITIONS } from './conditions.ts';
import { DATES_AND_TIMES } from './dates-and-times.ts';
import { JSON } from './json.ts';
import { MAPS } from './maps.ts';
import { NUMBERS } from './numbers.ts';
import { REGULAR_EXPRESSIONS } from './regular-expressions.ts';
import { TEXT } from './text.ts';
import { URLS } from './urls.ts';
import { WINDOWS } from './windows.ts';
import type { FunctionEntry } from './function-entry.ts';

/** All functions that the embedded engine knows, in groups as the guide shows them. */
export const FUNCTION_GROUPS: readonly { readonly title: string; readonly functions: readonly FunctionEntry[] }[] = [
  { title: 'Text', functions: TEXT },
  { title: 'Regular expressions', functions: REGULAR_EXPRESSIONS },
  { title: 'URLs', functions: URLS },
  { title: 'Bytes and hashes', functions: BINARY },
  { title: 'JSON', functions: JSON },
  { title: 'Dates and times', functions: DATES_AND_TIMES },
  { title: 'Numbers', functions: NUMBERS },
  { title: 'Arrays', functions: ARRAYS },
  { title: 'Maps', functions: MAPS },
  { title: 'Conditions', functions: CONDITIONS },
  { title: 'Aggregates', functions: AGGREGATES },
  { title: 'Window functions', functions: WINDOWS },
];
