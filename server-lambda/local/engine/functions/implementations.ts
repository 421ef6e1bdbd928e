import { ARRAYS_IMPLEMENTATIONS } from './arrays.ts';
import { BINARY_IMPLEMENTATIONS } from './binary.ts';
import { CONDITIONS_IMPLEMENTATIONS } from './conditions.ts';
import { DATES_AND_TIMES_IMPLEMENTATIONS } from './dates-and-times.ts';
import { JSON_IMPLEMENTATIONS } from './json.ts';
import { MAPS_IMPLEMENTATIONS } from './maps.ts';
import { NUMBERS_IMPLEMENTATIONS } from './numbers.ts';
import { OPERATOR_IMPLEMENTATIONS } from './operators.ts';
import { REGULAR_EXPRESSIONS_IMPLEMENTATIONS } from './regular-expressions.ts';
import { TEXT_IMPLEMENTATIONS } from './text.ts';
import { URLS_IMPLEMENTATIONS } from './urls.ts';
import type { ScalarImplementation } from './implementation.ts';

/** What computes a scalar function, by its first name, or an operator. */
export const SCALAR_IMPLEMENTATIONS: ReadonlyMap<string, ScalarImplementation> = new Map(
  [
    OPERATOR_IMPLEMENTATIONS,
    TEXT_IMPLEMENTATIONS,
    REGULAR_EXPRESSIONS_IMPLEMENTATIONS,
    URLS_IMPLEMENTATIONS,
    BINARY_IMPLEMENTATIONS,
    JSON_IMPLEMENTATIONS,
    DATES_AND_TIMES_IMPLEMENTATIONS,
    NUMBERS_IMPLEMENTATIONS,
    ARRAYS_IMPLEMENTATIONS,
    MAPS_IMPLEMENTATIONS,
    CONDITIONS_IMPLEMENTATIONS,
  ].flatMap((group) => Object.entries(group)),
);
