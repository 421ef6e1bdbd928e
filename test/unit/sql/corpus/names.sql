# Words that Trino has for keywords and does not reserve, as names
SELECT abs, absent, add, admin, after, any, array, asc, at, begin, bernoulli, both, call, cascade, catalog, column, columns, comment, commit FROM case_summary
SELECT count, current, data, declare, default, define, definer, deny, desc, descriptor, double, empty, error, excluding, explain, fetch, filter, final, first FROM case_summary
SELECT following, format, function, grant, groups, if, ignore, including, initial, input, invoker, io, isolation, json, keep, key, keys, language, last, lateral, leading FROM case_summary
SELECT leave, level, limit, local, logical, loop, map, match, matched, measures, merge, minute, nested, next, no, none, nullif, nulls, object, of, offset, omit, one, only FROM case_summary
SELECT option, ordinality, output, over, overflow, partition, partitions, passing, past, path, pattern, per, permute, plan, precision, privileges, properties, quotes FROM case_summary
SELECT range, read, refresh, rename, repeat, replace, reset, restrict, return, returning, revoke, role, roles, rollback, row, rows, running, scalar, schema, second, security FROM case_summary
SELECT seek, serializable, session, set, sets, show, some, start, stats, subset, substring, system, tables, tablesample, text, string, ties, to, trailing, transaction FROM case_summary
SELECT truncate, try_cast, type, unbounded, unique, unknown, update, use, user, utf8, validate, value, verbose, version, view, window, without, work, wrapper, write FROM case_summary
