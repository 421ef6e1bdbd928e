import { describe, expect, it } from 'vitest';
import { countsOf } from '#core/call-record.ts';

describe('the counts of a result', () => {
  it.each([
    [{ columns: [], rows: [{ case_summary: 'text' }], row_count: 1, bytes_scanned: 5 }, { rows: 1 }],
    [
      { analysis: 'text', cost: { currency: 'USD', input_tokens: 10, output_tokens: 2 } },
      { inputTokens: 10, outputTokens: 2 },
    ],
    [{ analysis: 'text', cost: { input_tokens: null, output_tokens: null } }, {}],
    [
      { analysis: 'text', input_tokens: 10, output_tokens: 2 },
      { inputTokens: 10, outputTokens: 2 },
    ],
    [{ row_count: 'many', cost: 'free' }, {}],
    [{}, {}],
  ])('are those that it states and nothing else: %j', (result, counts) => {
    expect(countsOf(result)).toEqual(counts);
  });
});
