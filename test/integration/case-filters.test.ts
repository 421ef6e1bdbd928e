import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { serviceCodesFor } from '#core/sql/service-codes.ts';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';

const PERIOD = { start_date: '2026-01-01', end_date: '2026-12-31' };

/** Texts that have broken somebody's SQL, and texts like those that fields hold. */
const AWKWARD = [
  "'",
  "''",
  '"',
  '\\',
  '%',
  '_',
  '?',
  ';',
  '--',
  '/*',
  "x' OR '1'='1",
  "'; DROP TABLE case_summary; --",
  '\u0000',
  '\u2028',
  '🦆',
  'ß',
  'İ',
  'null',
  'NULL',
  'EC2',
  '{}',
  '${x}',
  'a\nb',
];

const CASES: readonly CaseRecord[] = [
  ...AWKWARD.map((text) =>
    aCase({ servicecode: text, severitycode: text, rca_category: text, lifecycle_category: text }),
  ),
  ...['amazon-elastic-compute-cloud-linux', 'aws-lambda', 'Lambda', 'rds', 'service-eks'].map((servicecode) =>
    aCase({ servicecode }),
  ),
  ...['Limit reached', 'Quota reached', 'THROTTLING', 'throttling'].map((rca_category) => aCase({ rca_category })),
  aCase({ servicecode: null, severitycode: null, rca_category: null, lifecycle_category: null }),
];

const anyText = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.constantFrom(
    ...CASES.flatMap((record) => [record.servicecode, record.rca_category]).filter((value) => value !== null),
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Blank text counts as not given; NUL can't be in a stored value that the engine compares. */
function isGiven(text: string): boolean {
  return text.trim() !== '';
}

const same = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase();

describe('filters', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer(CASES);
  });
  afterAll(() => server.close());

  async function found(filter: Record<string, string>): Promise<unknown> {
    const { status, body } = await server.call('analyze_case_summaries', { ...PERIOD, ...filter, mode: 'estimate' });
    expect(status, JSON.stringify(body)).toBe(200);
    return body['total_cases_found'];
  }

  const count = (matches: (record: CaseRecord) => boolean) => CASES.filter(matches).length;

  it.each([
    ['severity_code', (record: CaseRecord, text: string) => same(record.severitycode, text)],
    ['lifecycle_category', (record: CaseRecord, text: string) => same(record.lifecycle_category, text)],
    [
      'rca_category',
      (record: CaseRecord, text: string) =>
        same(record.rca_category, text) ||
        (/^(?:limit|quota) reached$/i.test(text) && /^(?:limit|quota) reached$/i.test(record.rca_category ?? '')),
    ],
    [
      'service_code',
      (record: CaseRecord, text: string) => {
        const { codes, prefixes } = serviceCodesFor(text);
        const code = record.servicecode?.toLowerCase();
        return code !== undefined && (codes.includes(code) || prefixes.some((prefix) => code.startsWith(prefix)));
      },
    ],
    [
      'case_id',
      (record: CaseRecord, text: string) => [record.case_number, record.displayid, record.caseid].includes(text),
    ],
  ] as const)(
    'any text as %s finds exactly the cases whose field matches, and is never an SQL error',
    async (name, matches) => {
      await fc.assert(
        fc.asyncProperty(anyText.filter(isGiven), async (text) => {
          expect(await found({ [name]: text })).toBe(count((record) => matches(record, text)));
        }),
        { numRuns: 60 },
      );
    },
  );

  it('finds a service whose name has no lower case of one letter', async () => {
    expect(await found({ service_code: 'İ' })).toBe(1);
  });

  it('finds a case by its number', async () => {
    const number = CASES[3]!.case_number!;
    expect(await found({ case_id: number })).toBe(1);
  });

  it('holds a filter that is null in no case', async () => {
    const { body } = await server.call('analyze_case_summaries', { ...PERIOD, service_code: null, mode: 'estimate' });
    expect(body['total_cases_found']).toBe(CASES.length);
    expect(body['filters_applied']).toMatchObject({ service_code: null });
  });

  it('includes both days of a period, in UTC', async () => {
    const day = startCaseServer([
      aCase({ timecreated: '2026-03-01T00:00:00.000Z' }),
      aCase({ timecreated: '2026-03-31T23:59:59.999Z' }),
      aCase({ timecreated: '2026-02-28T23:59:59.999Z' }),
      aCase({ timecreated: '2026-04-01T00:00:00.000Z' }),
      aCase({ timecreated: null }),
      aCase({ timecreated: 'yesterday' }),
    ]);
    const { body } = await day.call('analyze_case_summaries', {
      start_date: '2026-03-01',
      end_date: '2026-03-31',
      mode: 'estimate',
    });
    expect(body['total_cases_found']).toBe(2);
    expect(body['coverage']).toMatchObject({
      period_before: { start_date: '2026-01-29', end_date: '2026-02-28', total: 1 },
    });
    await day.close();
  });
});
