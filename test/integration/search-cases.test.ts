import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { searchCases } from '#core/tools/search-cases.ts';
import { readQuery } from '#core/search/query.ts';
import { fold, occursIn, WORD_MATCHES, type WordMatch } from '#core/text/words.ts';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

const WORDS = [
  ...['DNS', 'rdnss', 'timeout', 'Café', 'connection', 'pool', 'connection pool', 'certificate', 'orders-db', '日本'],
  ...['100%', 'a_b', 'C:\\temp', "it's", '"quoted"', '(x)', '[y', 'z*', 'über', 'x.y', '$1', '?', 'Σίσυφος', 'ﬁle'],
];

const DNS = aCase({
  case_number: '171000000001',
  subject: 'DNS fails',
  case_summary: 'Names did not resolve. See 171000000002.',
  rca_reason: 'A zone was wrong.',
});
const RDNSS = aCase({
  case_number: '171000000002',
  subject: 'RDNSS option missing',
  case_summary: 'Routers told no names.',
  rca_reason: null,
});

/** Texts made of few words, so that many cases have several of them; some without any text, some on other days. */
const MIXED: readonly CaseRecord[] = Array.from({ length: 120 }, (_none, n) => {
  const word = (step: number) => WORDS[(n * step + (n >> 2)) % WORDS.length]!;
  return aCase({
    subject: n % 17 === 0 ? null : `${word(7)} and ${word(5)}`,
    case_summary: n % 11 === 0 ? null : `The team met ${word(3)}, then ${word(13)}; ${word(11)} followed.`,
    rca_reason: n % 5 === 0 ? null : `Because of ${word(2)}.`,
    severitycode: ['low', 'critical', 'high', null, ' Urgent '][n % 5]!,
    servicecode: n % 2 === 0 ? 'aws-lambda' : 'amazon-simple-storage-service',
    timecreated: `2026-0${(n % 6) + 1}-1${n % 9}T08:00:00.000Z`,
    account_number: n % 3 === 0 ? '111122223333' : '444455556666',
  });
});
const HOSTILE = hostileTexts('marker').map((text) =>
  aCase({ subject: text.slice(0, 200), case_summary: `hostile ${text}` }),
);
const CASES = [DNS, RDNSS, ...MIXED, ...HOSTILE];
const ALL_DAYS = { start_date: '2026-01-01', end_date: '2026-12-31' };

type Answer = z.output<typeof searchCases.output>;

let server: CaseServer;
beforeAll(() => {
  server = startCaseServer(CASES);
});
afterAll(() => server.close());

async function search(input: object, on = server): Promise<Answer> {
  const { status, body } = await on.call('search_cases', { ...ALL_DAYS, ...input });
  expect(status, JSON.stringify(body)).toBe(200);
  return searchCases.output.parse(body);
}

function textOf({ subject, case_summary, rca_reason }: CaseRecord): string {
  const text = [subject, case_summary, rca_reason].filter((part) => part !== null).join(' | ');
  // Half a character is stored as this.
  return fold(text.replaceAll(/\p{Cs}/gu, '\uFFFD'));
}

/** The numbers of the cases that a query finds, by a plain loop. */
function numbersOf(query: string, match: WordMatch): readonly string[] {
  const { terms, match: how } = readQuery(query, match);
  const has = (record: CaseRecord) => (term: string) =>
    occursIn(textOf(record), term) || [record.case_number, record.caseid].includes(term);
  return CASES.filter((record) => (how === 'all' ? terms.every(has(record)) : terms.some(has(record)))).map(
    ({ case_number }) => String(case_number),
  );
}

async function everyPage(input: object, limit: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined;) {
    const page: Answer = await search({ ...input, limit, offset });
    numbers.push(...page.rows.map(({ case_number }) => case_number));
    offset = page.next_offset;
  }
  return numbers;
}

describe('search_cases finds cases by their words', () => {
  it('as a plain loop finds them, whatever the words, and pages through each once', async () => {
    const query = fc.array(fc.constantFrom(...WORDS, 'the', 'team', 'nothing'), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.constantFrom(...WORD_MATCHES),
        fc.constantFrom('relevance', 'date', 'severity'),
        async (words, match, sort) => {
          const text = words.join(' ');
          fc.pre(readQuery(text, match).terms.length > 0);
          const expected = numbersOf(text, match);
          const answer = await search({ query: text, match, sort });
          expect(answer.total_cases).toBe(expected.length);
          const numbers = await everyPage({ query: text, match, sort }, 50);
          expect([...numbers].sort()).toEqual([...expected].sort());
        },
      ),
      { numRuns: 25 },
    );
  });

  it('whole: DNS is no part of RDNSS', async () => {
    const { rows } = await search({ query: 'dns', limit: 50 });
    const numbers = rows.map(({ case_number }) => case_number);
    expect(numbers).toContain('171000000001');
    expect(numbers).not.toContain('171000000002');
  });

  it('and by their number, which comes first, before cases that mention it', async () => {
    const { rows, total_cases } = await search({ query: '171000000002' });
    expect(total_cases).toBe(2);
    expect(rows.map(({ case_number }) => case_number)).toEqual(['171000000002', '171000000001']);
    const byId = await search({ query: String(RDNSS.caseid) });
    expect(byId.rows[0]?.case_number).toBe('171000000002');
  });

  it('with the part that says it, whatever its script', async () => {
    for (const word of WORDS) {
      const [term] = readQuery(word, 'phrase').terms;
      if (term === undefined) continue;
      const { rows } = await search({ query: word, match: 'phrase', limit: 50 });
      expect(rows.length, word).toBeGreaterThan(0);
      for (const { excerpt, matched } of rows) {
        expect(occursIn(fold(excerpt), term), `${word}: ${excerpt}`).toBe(true);
        expect(matched).toEqual([term]);
      }
    }
  });

  it('of any text, without harm', async () => {
    for (const text of [...hostileTexts('marker'), `${'%_\\\'"'.repeat(60)}a`, 'x'.repeat(500), '{"a":[1]} --']) {
      const query = text.slice(0, 500);
      const { status, body } = await server.call('search_cases', { ...ALL_DAYS, query, match: 'phrase' });
      if (readQuery(query, 'phrase').terms.length === 0) expect(status).toBe(400);
      else
        expect([status, body['total_cases']], JSON.stringify([query, body])).toEqual([
          200,
          numbersOf(query, 'phrase').length,
        ]);
    }
  });

  it('of at most 50 words, and of at least one', async () => {
    const words = (count: number) => Array.from({ length: count }, (_none, index) => `w${index}`).join(' ');
    expect((await search({ query: words(50), match: 'any' })).total_cases).toBe(0);
    for (const query of [words(51), '?!']) {
      const { status, body } = await server.call('search_cases', { query });
      expect([status, body['error']]).toMatchObject([400, { code: 'INVALID_INPUT' }]);
    }
  });
});

describe('search_cases sorts, filters and pages', () => {
  it('by relevance in one statement, the same for every page', async () => {
    const before = server.statements.length;
    await search({ query: 'team' });
    await search({ query: 'team', offset: 10 });
    const [first, second] = server.statements.slice(before);
    expect(server.statements.length - before).toBe(2);
    expect(second).toEqual(first);
  });

  it('by date, newest first; by severity, gravest first', async () => {
    const byDate = (await search({ query: 'team', sort: 'date', limit: 50 })).rows.map(({ date }) => date ?? '');
    expect(byDate).toEqual([...byDate].sort().reverse());
    const gravity = (severity: string | null) =>
      ['critical', 'urgent', 'high', 'normal', 'low'].indexOf((severity ?? 'low').toLowerCase());
    const bySeverity = (await search({ query: 'team', sort: 'severity', limit: 50 })).rows.map(({ severity }) =>
      gravity(severity),
    );
    expect(bySeverity).toEqual([...bySeverity].sort((a, b) => a - b));
    expect(new Set(bySeverity).size).toBeGreaterThan(1);
  });

  it('the cases of filters alone, the gravest first', async () => {
    const input = { service_code: 'Lambda', exclude_severity_code: ['low', 'high'] };
    const expected = MIXED.filter(
      ({ servicecode, severitycode }) =>
        servicecode === 'aws-lambda' && !['low', 'high'].includes(severitycode?.trim() ?? ''),
    );
    const answer = await search(input);
    expect(answer.total_cases).toBe(expected.length);
    expect(answer.rows[0]).toMatchObject({ severity: 'critical', matched: [] });
    expect(answer.filters_applied).toMatchObject({ service_code: 'Lambda', exclude_severity_code: ['low', 'high'] });
    const numbers = await everyPage(input, 7);
    expect([...numbers].sort()).toEqual(expected.map(({ case_number }) => case_number).sort());
  });

  it('the last 90 days where no days are given', async () => {
    const { body } = await server.call('search_cases', { query: 'team' });
    expect(body['period']).toEqual({ start_date: '2026-04-03', end_date: '2026-07-01' });
  });

  it('and says the total on a page beyond the last', async () => {
    const total = (await search({ query: 'team' })).total_cases;
    for (const sort of ['relevance', 'date']) {
      const answer = await search({ query: 'team', sort, offset: 5_000 });
      expect(answer).toMatchObject({ total_cases: total, rows: [] });
      expect(answer.note).toContain(`Only ${total} cases`);
      expect(answer.next_offset).toBeUndefined();
    }
  });

  it('more cases than it ranks, each once', async () => {
    const many = startCaseServer(
      Array.from({ length: 1_130 }, (_none, n) => aCase({ subject: n % 2 === 0 ? 'Quota met' : 'Quota' })),
    );
    try {
      const first = await search({ query: 'quota' }, many);
      expect(first).toMatchObject({ total_cases: 1_130, next_offset: 10 });
      expect(first.note).toContain('best 1000 of 1130');
      const numbers = new Set<string>();
      for (let offset = 940; offset < 1_130; offset += 50) {
        const page = await search({ query: 'quota', offset, limit: 50 }, many);
        for (const { case_number } of page.rows) numbers.add(case_number);
      }
      expect(numbers.size).toBe(190);
    } finally {
      await many.close();
    }
  });
});

describe('search_cases that finds nothing says why', () => {
  it('which words no case has, and which are spelled alike', async () => {
    const { total_cases, rows, note } = await search({ query: 'certificates expired' });
    expect([total_cases, rows]).toEqual([0, []]);
    expect(note).toContain('No case mentions "certificates" and "expired" together');
    expect(note).toContain('No case at all mentions "certificates" or "expired"');
    expect(note).toMatch(/Spelled like "certificates": "certificate" \(\d+\)/);
  });

  it('in three statements, however many words no case has', async () => {
    const before = server.statements.length;
    const { note } = await search({ query: 'certificates conection rdnsss timeouts' });
    expect(server.statements.length - before).toBe(3);
    expect(note).toMatch(/Spelled like "certificates": "certificate" .*"conection": "connection" .*"rdnsss": "rdnss" /);
  });

  it('how many have each of the words', async () => {
    const { note } = await search({ query: 'dns rdnss missing' });
    expect(note).toMatch(/"dns" is in \d+, "rdnss" is in \d+, "missing" is in 1;/);
  });

  it('how many there are on other days, and without the filters', async () => {
    const days = { start_date: '2025-01-01', end_date: '2026-05-31' };
    const june = MIXED.filter((record) => occursIn(textOf(record), 'dns') && (record.timecreated ?? '') > '2026-06');
    const none = await search({ query: 'dns', ...days, exclude_contains: 'DNS', start_date: '2026-01-01' });
    expect(none.note).toMatch(/Without the filters, \d+ cases match/);
    const missing = await search({ query: 'missing', ...days });
    expect(missing.note).toContain('On other days, 1 case matches: from 2026-06-15 to 2026-06-15');
    expect(june.length).toBeGreaterThan(0);
  });

  it('which word is a service, where cases do not say it', async () => {
    const { total_cases, note } = await search({ query: 'option lambda', sort: 'date' });
    expect(total_cases).toBe(0);
    expect(note).not.toContain('service_code');
    const { note: other } = await search({ query: 'missing EC2' });
    expect(other).toContain('With service_code "ec2" instead of the word and the other words, 1 case matches.');
  });

  it('that the filters leave no case', async () => {
    const { note } = await search({ query: 'dns', service_code: 'Outposts' });
    expect(note).toContain('No case matches service_code "Outposts"');
  });

  it('which of any words no case has', async () => {
    const { total_cases, note } = await search({ query: 'dns nonesuch', match: 'any' });
    expect(total_cases).toBeGreaterThan(0);
    expect(note).toContain('mentions "nonesuch"');
  });
});

describe('search_cases finds cases like one', () => {
  const twins = [
    aCase({
      case_number: '172000000001',
      subject: 'ledger-db out of connections',
      case_summary: 'Sessions of ledger-db ran out on Monday.',
      rca_reason: null,
    }),
    aCase({
      case_number: '172000000002',
      subject: 'Sessions exhausted',
      case_summary: 'Connections of ledger-db ran out.',
      rca_reason: null,
    }),
    aCase({
      case_number: '172000000003',
      subject: 'Certificate expired',
      case_summary: 'A certificate was old.',
      rca_reason: null,
    }),
    aCase({ case_number: '172000000004', subject: 'Shared', account_number: '444455556666' }),
    aCase({ case_number: '172000000004', subject: 'Shared', account_number: '111122223333' }),
  ];
  let on: CaseServer;
  beforeAll(() => {
    on = startCaseServer([...twins, ...MIXED]);
  });
  afterAll(() => on.close());

  it('by the words that they share, and never that case itself', async () => {
    const { rows, total_cases } = await search({ similar_to: '172000000001' }, on);
    expect(rows[0]?.case_number).toBe('172000000002');
    expect(rows[0]?.matched).toContain('ledger-db');
    expect(rows.map(({ case_number }) => case_number)).not.toContain('172000000001');
    expect(total_cases).toBe(rows.length);
  });

  it('among the cases of a query', async () => {
    const { rows, total_cases } = await search({ similar_to: '172000000001', query: 'team' }, on);
    const expected = MIXED.filter((record) => occursIn(textOf(record), 'team')).length;
    expect([total_cases, rows.length]).toEqual([expected, 10]);
  });

  it('unless there is no such case', async () => {
    const answer = await search({ similar_to: '999999999999' }, on);
    expect(answer).toMatchObject({
      total_cases: 0,
      rows: [],
      note: 'There is no case "999999999999" to compare with.',
    });
  });

  it('by account and number where several accounts share the number', async () => {
    const { status, body } = await on.call('search_cases', { ...ALL_DAYS, similar_to: '172000000004' });
    expect([status, body['error']]).toMatchObject([
      400,
      { code: 'INVALID_INPUT', message: expect.stringContaining('111122223333, 444455556666') as string },
    ]);
    const other = await search({ similar_to: '444455556666/172000000004' }, on);
    expect(other.rows[0]).toMatchObject({ account_number: '111122223333', case_number: '172000000004' });
  });
});
