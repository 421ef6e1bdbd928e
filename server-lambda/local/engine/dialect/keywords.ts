/** Words that never name a column, a table or a function where this product meets them. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  `all and any as asc at between by case cross cube current desc distinct else end escape except exists false fetch
  filter following for from full group grouping having in inner intersect is join lateral left like limit natural
  next not null nulls offset on only or order ordinality outer over partition preceding range recursive respect
  right rollup row rows select sets some table tablesample then to true unbounded union unnest using values when
  where window with within zone ties ignore`.split(/\s+/),
);

/** Keywords that are also the name of a function of Athena's. */
export const KEYWORD_FUNCTIONS: ReadonlySet<string> = new Set(['filter', 'grouping', 'row']);

/** Keywords that are values. */
export const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Names that stand for a value of the session, without brackets. */
export const NILADIC: ReadonlySet<string> = new Set(
  `current_date current_timestamp localtimestamp current_time localtime current_user current_catalog current_schema
  current_path`.split(/\s+/),
);
