import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBeIdentifier, readQuery } from '#core/search/query.ts';

describe('a query', () => {
  it.each([
    ['DNS  timeouts', 'all', ['dns', 'timeouts'], 'all'],
    ['DNS dns', 'any', ['dns'], 'any'],
    ['slow "Connection Pool" rds', 'all', ['slow', 'connection pool', 'rds'], 'all'],
    ['“connection pool” rds', 'any', ['connection pool', 'rds'], 'any'],
    ['a "b c', 'all', ['a', 'b', 'c'], 'all'],
    ['"a" "b c"', 'phrase', ['a" "b c'], 'all'],
    ['Café (orders-db)!', 'all', ['cafe', 'orders-db'], 'all'],
    ['?! -- ""', 'all', [], 'all'],
  ] as const)('%s with %s looks for %j', (query, match, terms, any) => {
    expect(readQuery(query, match)).toEqual({ terms, match: any });
  });

  it('of any text has terms that are folded and not empty', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500, unit: 'binary' }), (query) => {
        for (const term of readQuery(query, 'all').terms) expect(term).toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });

  it('may name a case by its number or id', () => {
    expect(['170005471134', 'case-111122223333-muen-2026-01ab', 'orders', '2026'].map(mayBeIdentifier)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
