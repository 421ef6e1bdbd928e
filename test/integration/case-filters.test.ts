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
  aCase({ case_number: '7', timecreated: '2026-06-15T08:00:00.000Z', subject: 'older' }),
  aCase({ case_number: '7', timecreated: '2026-06-15T09:00:00.000Z', subject: 'newer', displayid: 'D-7' }),
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

/** As the engine does, whose lower case of a letter is always one letter. */
const lower = (text: string) => text.trim().replaceAll('İ', 'i').toLowerCase();

/** These stand for no value, as NULL does. */
const isNone = (text: string | null) => text === null || ['', 'none', 'null', 'n/a', 'na'].includes(lower(text));

const same = (a: string | null, b: string) => (isNone(b) ? isNone(a) : a !== null && lower(a) === lower(b));

describe('filters', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer(CASES);
  });
  afterAll(() => server.close());

  async function found(filter: Record<string, string | readonly string[]>): Promise<unknown> {
    const { status, body } = await server.call('analyze_case_summaries', { ...PERIOD, ...filter, mode: 'estimate' });
    expect(status, JSON.stringify(body)).toBe(200);
    return body['total_cases_found'];
  }

  const count = (matches: (record: CaseRecord) => boolean) => CASES.filter(matches).length;

  describe.each([
    ['severity_code', (record: CaseRecord, text: string) => same(record.severitycode, text)],
    ['lifecycle_category', (record: CaseRecord, text: string) => same(record.lifecycle_category, text)],
    [
      'rca_category',
      (record: CaseRecord, text: string) =>
        same(record.rca_category, text) ||
        (/^(?:limit|quota) reached$/i.test(text.trim()) &&
          /^(?:limit|quota) reached$/i.test(record.rca_category ?? '')),
    ],
    [
      'service_code',
      (record: CaseRecord, text: string) => {
        if (isNone(text)) return isNone(record.servicecode);
        const { codes, prefixes } = serviceCodesFor(text);
        const code = lower(record.servicecode ?? '');
        return codes.map(lower).includes(code) || prefixes.some((prefix) => code.startsWith(prefix));
      },
    ],
    [
      'case_id',
      (record: CaseRecord, text: string) => [record.case_number, record.displayid, record.caseid].includes(text.trim()),
    ],
    ['account_number', (record: CaseRecord, text: string) => record.account_number === text.trim()],
  ] as const)('%s', (name, matches) => {
    const given = anyText.filter(isGiven);

    it('finds exactly the cases whose field matches any text, and is never an SQL error', async () => {
      await fc.assert(
        fc.asyncProperty(given, async (text) => {
          expect(await found({ [name]: text })).toBe(count((record) => matches(record, text)));
        }),
        { numRuns: 60 },
      );
    });

    it('finds the cases that match any of several texts, and leaves out those that match an excluded one', async () => {
      const values = fc.oneof(given, fc.array(given, { minLength: 1, maxLength: 4 }));
      const any = (record: CaseRecord, texts: string | readonly string[]) =>
        [texts].flat().some((text) => matches(record, text));
      await fc.assert(
        fc.asyncProperty(fc.option(values), values, async (only, excluded) => {
          // A case without a value matches no text but those that stand for none, so it is never left out else.
          const expected = count((record) => (only === null || any(record, only)) && !any(record, excluded));
          expect(await found({ ...(only !== null && { [name]: only }), [`exclude_${name}`]: excluded })).toBe(expected);
        }),
        { numRuns: 40 },
      );
    });
  });

  it('finds a service whose name has no lower case of one letter', async () => {
    expect(await found({ service_code: 'İ' })).toBe(1);
    expect(await found({ service_code: 'i' })).toBe(1);
  });

  it('finds a case by its number', async () => {
    const number = CASES[3]!.case_number!;
    expect(await found({ case_id: number })).toBe(1);
  });

  it('finds the cases of several values, and not those excluded', async () => {
    const categories = { rca_category: ['throttling', 'Limit reached', 'no such'] };
    expect(await found(categories)).toBe(4);
    expect(await found({ ...categories, exclude_rca_category: 'Quota reached' })).toBe(2);
    const { body } = await server.call('analyze_case_summaries', {
      ...PERIOD,
      ...categories,
      exclude_service_code: 'EC2',
      mode: 'estimate',
    });
    expect(body['filters_applied']).toEqual({
      date_range: '2026-01-01 to 2026-12-31',
      severity_code: null,
      service_code: null,
      rca_category: ['throttling', 'Limit reached', 'no such'],
      lifecycle_category: null,
      account_number: null,
      case_id: null,
      exclude_service_code: 'EC2',
    });
  });

  it('says which of several filters left no case', async () => {
    const noteOf = async (filter: Record<string, string | string[]>) =>
      (await server.call('analyze_case_summaries', { ...PERIOD, ...filter, mode: 'estimate' })).body['note'];
    expect(await noteOf({ severity_code: ['absent', 'gone'], service_code: 'lambda' })).toMatch(
      /^No case matches severity_code "absent" or "gone"\. Values that exist: high, /,
    );
    expect(await noteOf({ exclude_account_number: ['111122223333', '999'] })).toBe(
      'No case is left with exclude_account_number "111122223333" or "999". Values that exist: 111122223333.',
    );
    expect(await noteOf({ rca_category: ['throttling', 'x'], exclude_rca_category: 'Throttling' })).toBe(
      `No case matches all filters together: the period 2026-01-01 to 2026-12-31 alone matches ${CASES.length}, ` +
        `rca_category "throttling" or "x" alone matches 2, exclude_rca_category "Throttling" alone leaves ${CASES.length - 2}. ` +
        'Drop one of them; cases exist from 2026-06-15 to 2026-06-15.',
    );
    expect(await noteOf({ service_code: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })).toMatch(
      /^No case matches service_code "a" or "b" or "c" or "d" or "e" or 2 more\. /,
    );
  });

  it.each(['compare_periods', 'get_case_summary', 'get_rca_analysis'])('has the same shape in %s', async (tool) => {
    const filter =
      tool === 'get_rca_analysis'
        ? { rca_category: ['Throttling', 'Service Event'] }
        : { account_number: ['111122223333', '2'], exclude_service_code: ['EC2', 'Lambda'] };
    const period = tool === 'compare_periods' ? PERIOD : {};
    const { status, body } = await server.call(tool, { ...period, ...filter });
    expect(status, JSON.stringify(body)).toBe(200);
    const expected =
      tool === 'get_rca_analysis'
        ? count(({ rca_category }) => /^(?:throttling|service event)$/i.test(rca_category ?? ''))
        : count(({ servicecode }) => !/lambda|compute-cloud|^ec2$/i.test(servicecode ?? ''));
    expect(body['total_cases'] ?? (body['total'] as { now: number }).now).toBe(expected);
  });

  it('finds a case by the number that people see, and by its id', async () => {
    expect(await found({ case_id: 'D-7' })).toBe(1);
    expect(await found({ case_id: CASES[3]!.caseid! })).toBe(1);
  });

  it('reads every case of a number, the newest first', async () => {
    const { body } = await server.call('get_case', { case_id: '7' });
    expect(body['cases']).toMatchObject([{ subject: 'newer' }, { subject: 'older' }]);
  });

  it('completes with the values that most cases have first', async () => {
    const complete = async (value: string) => {
      const argument = { name: 'service_code', value };
      const { result } = await server.post({
        jsonrpc: '2.0',
        id: 1,
        method: 'completion/complete',
        params: { ref: { type: 'ref/prompt', name: 'throttling_report' }, argument },
      });
      return (result?.['completion'] as { readonly values: readonly string[] }).values;
    };
    expect((await complete('a'))[0]).toBe('amazon-elastic-compute-cloud-linux');
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
