import { isParenthesis, splitAtCommas, wordAt, type Node } from './token-tree.ts';

// What an expression's type is, as far as its first words say. Where that matters and they don't, the engine's binder
// is asked.

const TEMPORAL = new Set(
  `current_date current_timestamp localtimestamp now date date_add date_parse date_trunc from_iso8601_date
  from_iso8601_timestamp from_unixtime last_day_of_month parse_datetime timestamp at_timezone with_timezone`.split(
    /\s+/,
  ),
);
const KEEPS_TYPE = new Set(['max', 'min', 'coalesce', 'arbitrary', 'any_value', 'greatest', 'least', 'lag', 'lead']);

/** Whether it is surely a date or a timestamp. */
export function looksTemporal(nodes: readonly Node[] | undefined): boolean {
  const [first, second] = nodes ?? [];
  if (nodes?.length === 1 && isParenthesis(first)) return looksTemporal(first.children);
  const word = wordAt(first);
  if (word === undefined) return false;
  if (word === 'cast' || word === 'try_cast') return isParenthesis(second) && castIsTemporal(second.children);
  if (KEEPS_TYPE.has(word)) return isParenthesis(second) && looksTemporal(splitAtCommas(second.children)[0]);
  return TEMPORAL.has(word);
}

function castIsTemporal(nodes: readonly Node[]): boolean {
  const type = wordAt(nodes[nodes.findLastIndex((node) => wordAt(node) === 'as') + 1]);
  return type === 'date' || type === 'timestamp';
}

/** Whether an INTERVAL literal stands in it, outside brackets or alone in them. */
export function looksLikeInterval(nodes: readonly Node[]): boolean {
  const [first] = nodes;
  if (nodes.length === 1 && isParenthesis(first)) return looksLikeInterval(first.children);
  return nodes.some((node) => wordAt(node) === 'interval');
}

const MAPS = new Set(
  `map histogram map_agg multimap_agg split_to_map map_filter transform_values transform_keys map_concat
  map_from_entries`.split(/\s+/),
);

/** Whether it is surely a map. */
export function looksLikeMap(nodes: readonly Node[] | undefined): boolean {
  const word = wordAt(nodes?.[0]);
  return word !== undefined && MAPS.has(word) && isParenthesis(nodes?.[1]);
}

const ARRAYS = new Set(
  `array split regexp_split regexp_extract_all array_agg array_distinct array_sort array_union array_intersect
  array_except array_remove filter transform slice sequence map_keys map_values map_entries flatten repeat zip`.split(
    /\s+/,
  ),
);

/** Whether it is surely an array. */
export function looksLikeArray(nodes: readonly Node[]): boolean {
  const word = wordAt(nodes[0]);
  return word !== undefined && ARRAYS.has(word);
}
