import { describe, expect, it } from 'vitest';
import { createTokenizer, partsOf, sentencesOf, stem } from '../../../server-lambda/local/extract/terms.ts';

function words(text: string): (string | null)[] {
  const tokenizer = createTokenizer();
  return tokenizer.read(text).map((number) => tokenizer.tokens[number]?.key ?? null);
}

describe('words of a text', () => {
  it.each([
    ['throttled', 'throttling'],
    ['throttle', 'throttles'],
    ['timeout', 'timeouts'],
    ['configuration', 'configured'],
    ['config', 'configure'],
    ['replication', 'replicated'],
    ['connection', 'connected'],
    ['policies', 'policy'],
    ['stopped', 'stopping'],
    ['patches', 'patched'],
  ])('are the same for %s and %s', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ['status', 'state'],
    ['region', 'registry'],
    ['access', 'accept'],
    ['us-east-1', 'us-east-2'],
  ])('differ for %s and %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('keep regions, instance types and error codes whole', () => {
    expect(words('m5.large in us-east-1: ThrottlingException, ERR_TIMED_OUT')).toEqual([
      'm5.large',
      null,
      'us-east-1',
      null,
      'throttlingexception',
      null,
      'err_timed_out',
    ]);
  });

  it('leave out stop words, numbers, dates, resource ids and account numbers', () => {
    const text = 'The customer reported 42 errors 2026-01-31 on i-0abc1234def567890 in 111122223333 with 1,532 rows';
    expect(words(text).filter((word) => word !== null)).toEqual(['error', 'row']);
  });

  it('part phrases at the ends of clauses and sentences', () => {
    expect(words('hot partition, write. Capacity')).toEqual(['hot', 'partit', null, 'writ', null, 'capacity']);
  });

  it('read letters of every script', () => {
    expect(words('Überlastung データベース')).toEqual(['überlastung', 'データベース']);
  });

  it('are found by the parts of an error code', () => {
    expect(partsOf({ key: 'throttlingexception', surface: 'ThrottlingException' })).toContain(stem('throttled'));
  });
});

describe('sentences of a text', () => {
  it('end at full stops before a capital, and at line breaks, but not within versions or names', () => {
    expect(sentencesOf('Version 5.7 of m5.large failed. It was replaced.\nThen it worked')).toEqual([
      'Version 5.7 of m5.large failed.',
      'It was replaced.',
      'Then it worked',
    ]);
  });
});
