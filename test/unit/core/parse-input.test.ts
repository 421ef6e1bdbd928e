import { describe, expect, it } from 'vitest';
import type { CaseInsightsError } from '#core/errors.ts';
import { analyzeCaseSummaries } from '#core/tools/analyze-case-summaries.ts';
import { getCaseSummary } from '#core/tools/get-case-summary.ts';
import { parseInput } from '#core/tools/parse-input.ts';

const FILTER = 'non-blank text of at most 256 characters, or a list of 1 to 50 such texts';
const period = { start_date: '2026-01-01', end_date: '2026-01-31' };

function refusal(given: unknown): CaseInsightsError {
  try {
    parseInput('analyze_case_summaries', analyzeCaseSummaries.input, given);
  } catch (error) {
    // Only parseInput throws here, and it throws nothing else.
    return error as CaseInsightsError;
  }
  throw new Error('the input was accepted');
}

describe('arguments of a tool', () => {
  it.each([
    [{ ...period, max_cases: 0 }, '`max_cases` must be a whole number from 1 to 20000, not 0.'],
    [{ ...period, max_cases: -1 }, '`max_cases` must be a whole number from 1 to 20000, not -1.'],
    [{ ...period, max_cases: 10_000_000 }, '`max_cases` must be a whole number from 1 to 20000, not 10000000.'],
    [{ ...period, max_cases: '5' }, '`max_cases` must be a whole number from 1 to 20000, not "5".'],
    [{ ...period, max_cases: 1.5 }, '`max_cases` must be a whole number from 1 to 20000, not 1.5.'],
    [
      { ...period, start_date: '2026-02-30' },
      '`start_date` must be a calendar day that exists, written YYYY-MM-DD, not "2026-02-30".',
    ],
    [
      { ...period, start_date: 20260101 },
      '`start_date` must be a calendar day that exists, written YYYY-MM-DD, not 20260101.',
    ],
    [{ end_date: '2026-01-31' }, '`start_date` is required: a calendar day that exists, written YYYY-MM-DD.'],
    [{ ...period, severity_code: 7 }, `\`severity_code\` must be ${FILTER}, not 7.`],
    [{ ...period, severity_code: [] }, `\`severity_code\` must be ${FILTER}, not [].`],
    [{ ...period, exclude_severity_code: [] }, `\`exclude_severity_code\` must be ${FILTER}, not [].`],
    [{ ...period, severity_code: ['high', ' '] }, `\`severity_code\` must be ${FILTER}, not ["high"," "].`],
    [{ ...period, severity_code: ['high', null] }, `\`severity_code\` must be ${FILTER}, not ["high",null].`],
    [
      { ...period, severity_code: Array.from({ length: 51 }, () => 'x') },
      `\`severity_code\` must be ${FILTER}, not [${'"x",'.repeat(19)}....`,
    ],
    [{ ...period, mode: 'fast' }, '`mode` must be one of "full", "estimate", "prepare", not "fast".'],
    [{ ...period, include_summaries: 'yes' }, '`include_summaries` must be true or false, not "yes".'],
  ])('%j are answered: %s', (given, sentence) => {
    expect(refusal(given)).toMatchObject({ code: 'INVALID_INPUT', message: sentence });
  });

  it('names an unknown parameter and those that are allowed', () => {
    const error = refusal({ ...period, severity: 'high' });
    expect(error.message).toMatch(/^`severity` is not a parameter of analyze_case_summaries: allowed are start_date, /);
  });

  it.each([[[]], ['text'], [7], [null]])('%j instead of an object is refused', (given) => {
    expect(refusal(given).message).toContain('must be a JSON object');
  });

  it('does not repeat a long value back', () => {
    expect(refusal({ ...period, ['y'.repeat(5_000)]: 1 }).message).toContain(`\`${'y'.repeat(77)}...\` is not`);
    expect(refusal({ ...period, severity_code: ['z'.repeat(5_000)] }).message).toContain(`not ["${'z'.repeat(75)}....`);
    expect(refusal({ ...period, severity_code: 'x'.repeat(5_000) }).message).toBe(
      `\`severity_code\` must be ${FILTER}, not text of 5,000 characters.`,
    );
  });

  it('count as not given where they are null or blank, as models send them', () => {
    const parsed = parseInput('get_case_summary', getCaseSummary.input, {
      service_code: '',
      account_number: null,
      days_back: null,
    });
    expect(parsed).toEqual({ days_back: 30 });
  });
});
