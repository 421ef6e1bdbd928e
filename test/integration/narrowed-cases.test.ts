import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseMatches } from '#core/analysis/case-matches.ts';
import { crossCountsOf, figuresOf } from '#core/analysis/count-briefs.ts';
import { readCases } from '#core/analysis/read-cases.ts';
import { readFigures } from '#core/analysis/read-figures.ts';
import { withSpellings } from '#core/analysis/spellings.ts';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { CASE_TABLE } from '#core/contract/case-record.ts';
import type { CaseFilters } from '#core/contract/filters.ts';
import { readAndNarrow } from '#core/digest/narrow-cases.ts';
import type { CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';
import { UNPACED } from '#core/ports/pace.ts';
import { matching } from '#core/sql/case-filters.ts';
import { nameSql, sql } from '#core/sql/sql.ts';
import { aCaseQuestion } from '../support/case-question.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { SIX_CASES } from '../support/six-cases.ts';

const SERVICES = [
  'amazon-elastic-compute-cloud-linux',
  ' AWS-Lambda ',
  'aws-lambda',
  'rds',
  'amazon-relational-database-service-mysql',
  'None',
  null,
  'API-Gateway',
  'x',
];
const SEVERITIES = ['critical', 'Urgent', ' urgent', 'high', 'n/a', null, 'low'];
const CAUSES = ['Throttling', 'Limit reached', 'quota REACHED', 'none', null, 'Service Event'];
const LIFECYCLES = ['Monitoring', 'monitoring ', null, 'Backup/DR'];
const SUBJECTS = [
  'DNS fails',
  'RDNSS is slow',
  'Überlauf: naïve façade',
  null,
  "it's 100% (us-east-1)",
  '東京リージョン',
];
const SUMMARIES = [
  'The certificate expired. A DNS record was wrong.',
  'Nothing to see.',
  null,
  'none',
  'A  retry\nhelped, at last.',
];

/** Values in every combination of spellings that data has, by turns of different lengths. */
const CASES: readonly CaseRecord[] = Array.from({ length: 260 }, (_, index) => ({
  ...SIX_CASES[0]!,
  caseid: `case-${index}`,
  displayid: String(500_000 + index),
  case_number: String(500_000 + index),
  account_number: ['111122223333', '444455556666', '777788889999'][index % 3]!,
  servicecode: SERVICES[index % SERVICES.length]!,
  severitycode: SEVERITIES[index % SEVERITIES.length]!,
  rca_category: CAUSES[(index * 5) % CAUSES.length]!,
  lifecycle_category: LIFECYCLES[(index * 3) % LIFECYCLES.length]!,
  subject: SUBJECTS[(index * 7) % SUBJECTS.length]!,
  case_summary: SUMMARIES[(index * 11) % SUMMARIES.length]!,
  rca_reason: index % 4 === 0 ? 'A quota was reached at dawn.' : null,
  timecreated: `2025-0${1 + (index % 4)}-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00Z`,
}));

const PERIOD = { start: '2025-01-01', end: '2025-04-30' };

let server: CaseServer;
let briefs: readonly CaseBrief[];

beforeAll(async () => {
  server = startCaseServer(CASES);
  briefs = (await readCases(source(), { period: PERIOD }, 1_000, { everyCase: true })).cases;
});
afterAll(() => server.close());

const source = () => ({ engine: server.engine, cases: nameSql(CASE_TABLE) });

const some = (...values: readonly (string | null)[]) =>
  fc.oneof(
    fc.constantFrom(...values.filter((value) => value !== null && value.trim() !== '').map(String)),
    fc.uniqueArray(fc.constantFrom(...values.filter((value) => value !== null && value.trim() !== '').map(String)), {
      minLength: 1,
      maxLength: 3,
    }),
  );
const filter = {
  severity_code: some(...SEVERITIES, 'CRITICAL', 'zero'),
  service_code: some(...SERVICES, 'EC2', 'Lambda', 'RDS', 'api gateway', 'RDS (MySQL)', 'EC2 (Linux)'),
  rca_category: some(...CAUSES, 'QUOTA reached', ' throttling'),
  lifecycle_category: some(...LIFECYCLES, 'None'),
  account_number: some('111122223333', ' 444455556666 ', '1'),
  case_id: some('500003', '500004', ' 500005'),
  contains: some(
    'dns',
    'certificate expired',
    'uberlauf',
    'façade',
    '100%',
    'us-east-1',
    '東京',
    'リージョン',
    'last',
    '(',
    'quota',
  ),
};
const filters = fc.record(
  {
    ...filter,
    exclude_severity_code: filter.severity_code,
    exclude_service_code: filter.service_code,
    exclude_rca_category: filter.rca_category,
    exclude_lifecycle_category: filter.lifecycle_category,
    exclude_account_number: filter.account_number,
    exclude_contains: filter.contains,
    period: fc.constantFrom(PERIOD, { start: '2025-02-01', end: '2025-02-14' }),
  },
  { requiredKeys: ['period'] },
);

async function numbersBySql(where: CaseFilters): Promise<readonly string[]> {
  const { rows } = await server.engine.query(
    sql`SELECT case_number FROM ${nameSql(CASE_TABLE)} WHERE ${matching(where)} ORDER BY case_number`,
    { maxRows: 1_000 },
  );
  return rows.map((row) => String(row['case_number']));
}

describe('filters of cases that are at hand', () => {
  it('find the cases that SQL finds', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (where) => {
        const found = briefs.filter(caseMatches(where)).map(({ caseNumber }) => caseNumber);
        expect([...found].sort()).toEqual(await numbersBySql(where));
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries({ ...filter }))('find by %s alone what SQL finds', async (name, values) => {
    for (const value of fc.sample(values, 12)) {
      const where = { [name]: value };
      const found = briefs.filter(caseMatches(where)).map(({ caseNumber }) => caseNumber);
      expect([value, [...found].sort()]).toEqual([value, await numbersBySql(where)]);
    }
  });
});

/** A question over the cases of two months, with the figures and the cases that a call gives. */
async function aQuestion(question: string): Promise<CaseQuestion> {
  const [period, periodBefore] = [
    { start: '2025-03-01', end: '2025-04-30' },
    { start: '2024-12-30', end: '2025-02-28' },
  ];
  const { now, before, spellings } = await readFigures(source(), {}, period, periodBefore, '2025-05-01', {});
  const read = async (days: typeof period) =>
    (await readCases(source(), { period: days }, 1_000, { everyCase: true })).cases.map((brief) =>
      withSpellings(brief, spellings),
    );
  const everyCase = { now: await read(period), before: await read(periodBefore) };
  return aCaseQuestion(
    everyCase.now.filter(({ summary }) => summary !== ''),
    {
      question,
      today: '2025-05-01',
      period,
      periodBefore,
      figures: now.figures,
      before: before.figures,
      crossCounts: now.crossCounts,
      everyCase,
    },
  );
}

describe('cases that a question narrows', () => {
  it('are all of them where it names nothing, with the figures of SQL', async () => {
    const question = await aQuestion('What are the top issues?');
    const narrowed = await readAndNarrow(question, { followsUp: false, pace: UNPACED });
    expect(narrowed.now).toEqual(question.everyCase?.now);
    expect(narrowed.figures).toEqual(question.figures);
    expect(narrowed.figuresBefore).toEqual(question.before);
    expect(narrowed.crossCounts).toEqual(question.crossCounts);
    expect([narrowed.period, narrowed.periodBefore]).toEqual([question.period, question.periodBefore]);
    expect(figuresOf([]).total + crossCountsOf([]).severityByMonth.length).toBe(0);
  });

  it.each([
    [
      'critical or urgent Lambda cases in April',
      {
        severity_code: ['critical', 'urgent'],
        service_code: 'Lambda',
        period: { start: '2025-04-01', end: '2025-04-30' },
      },
    ],
    [
      'everything but throttling',
      { exclude_rca_category: 'Throttling', period: { start: '2025-03-01', end: '2025-04-30' } },
    ],
    ['DNS', { contains: 'dns', period: { start: '2025-03-01', end: '2025-04-30' } }],
    ['cases without a root cause', { rca_category: 'None', period: { start: '2025-03-01', end: '2025-04-30' } }],
    [
      'certificate expired but not a retry, since April 10',
      { contains: 'certificate', exclude_contains: 'retry', period: { start: '2025-04-10', end: '2025-04-30' } },
    ],
  ])('are those that filters find in SQL: %s', async (text, where) => {
    const { now, figures, reading } = await readAndNarrow(await aQuestion(text), { followsUp: false, pace: UNPACED });
    expect(now.map(({ caseNumber }) => caseNumber).sort()).toEqual(await numbersBySql(where));
    expect(figures.total).toBe(now.length);
    expect(now.length).toBeGreaterThan(0);
    expect(reading.said).not.toEqual([]);
  });

  it('are none where the call has no day of the named period, and that is said', async () => {
    const { now, period, reading } = await readAndNarrow(await aQuestion('cases of January 2025'), {
      followsUp: false,
      pace: UNPACED,
    });
    expect(now).toEqual([]);
    expect(period).toEqual({ start: '2025-01-01', end: '2025-01-31' });
    expect(reading.notApplied[0]).toBe(
      'January 2025 (2025-01-01 to 2025-01-31): the call covers none of these days, only 2025-03-01 to 2025-04-30.',
    );
  });

  it('are compared with as many days before, as far as the call reaches', async () => {
    const april = await readAndNarrow(await aQuestion('What changed in April?'), { followsUp: false, pace: UNPACED });
    expect(april.periodBefore).toEqual({ start: '2025-03-02', end: '2025-03-31' });
    expect(april.figuresBefore.total).toBe(
      (await numbersBySql({ period: { start: '2025-03-02', end: '2025-03-31' } })).length,
    );
    const far = await readAndNarrow(await aQuestion('April compared with November 2024'), {
      followsUp: false,
      pace: UNPACED,
    });
    expect([far.periodBefore, far.before]).toEqual([null, []]);
    expect(far.reading.notApplied.at(-1)).toBe(
      'Nothing is compared with 2024-11-01 to 2024-11-30: the call covers 2024-12-30 to 2025-04-30.',
    );
  });

  it('are those of the words alone: "DNS" is no part of another word', async () => {
    const { now } = await readAndNarrow(await aQuestion('"RDNS"'), { followsUp: false, pace: UNPACED });
    expect(now).toEqual([]);
  });
});
