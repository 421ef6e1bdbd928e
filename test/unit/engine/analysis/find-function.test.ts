import { describe, expect, it } from 'vitest';
import { CONDITIONAL_CALLS } from '../../../../server-lambda/local/engine/analysis/conditions.ts';
import { functionNamed, INSTEAD } from '../../../../server-lambda/local/engine/analysis/find-function.ts';

const at = { start: 0, end: 0, line: 1, column: 1 };
const isKnown = (name: string): boolean => functionNamed([{ name, at }]) !== undefined;

describe('what to write instead of a function of another database', () => {
  it('is not said of a function that is known', () => {
    expect([...INSTEAD.keys()].filter(isKnown)).toEqual([]);
  });

  it('names functions that are known', () => {
    const named = [...INSTEAD.values()].flatMap((text) => text.match(/\b[a-z_0-9]+(?=\()/gu) ?? []);
    const syntax = ['extract', 'decimal', ...CONDITIONAL_CALLS.keys()];
    expect(named.filter((name) => !isKnown(name) && !syntax.includes(name))).toEqual([]);
  });
});
