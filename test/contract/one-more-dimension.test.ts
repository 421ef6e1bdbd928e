import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { barChart } from '#core/charts/value-charts.ts';
import { DIMENSIONS, type DimensionSpec } from '#core/contract/dimensions.ts';
import { viewOf } from '../../server-lambda/app/result-view.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { aCase } from '../support/cases.ts';
import { ENGLISH } from '../support/chart-english.ts';

// One entry in the table of dimensions is all that a new dimension takes.
vi.mock(import('#core/contract/dimensions.ts'), async (original) =>
  (await import('../support/one-more-dimension.ts')).withCategory(await original()),
);

const PERIOD = { start_date: '2026-06-01', end_date: '2026-06-30' };
const BY_CATEGORY = [
  { value: 'connectivity', count: 2 },
  { value: 'performance', count: 1 },
  { value: null, count: 1 },
];

describe('one more entry in the table of dimensions', () => {
  let server: CaseServer;

  beforeAll(() => {
    const categories = ['connectivity', 'connectivity', 'performance', null];
    server = startCaseServer([
      ...categories.map((categorycode) => aCase({ categorycode })),
      aCase({ categorycode: 'connectivity', timecreated: '2026-05-20T10:00:00.000Z' }),
    ]);
  });
  afterAll(() => server.close());

  async function answer(tool: string, input: object) {
    const { status, body } = await server.call(tool, input);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  }

  const analyze = (filter: object) => answer('analyze_case_summaries', { ...PERIOD, ...filter, mode: 'estimate' });

  it('is in what the tools take and answer', async () => {
    const { result } = await server.post({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    const tools = new Map((result?.['tools'] as { name: string }[]).map((tool) => [tool.name, tool]));
    const filter = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
    expect(tools.get('analyze_case_summaries')).toMatchObject({
      inputSchema: {
        properties: {
          category_code: { description: 'Only this category within a service', ...filter },
          exclude_category_code: filter,
        },
      },
      outputSchema: {
        properties: {
          figures: { properties: { by_category_code: { type: 'array' } } },
        },
      },
    });
    expect(tools.get('compare_periods')).toMatchObject({
      inputSchema: {
        properties: { category_code: filter, dimension: { enum: [...DIMENSIONS.map(({ id }) => id), 'all'] } },
      },
    });
    expect(tools.get('describe_data')).toMatchObject({
      outputSchema: { properties: { values: { properties: { category_code: { type: 'array' } } } } },
    });
  });

  it('is counted, in one statement with the others', async () => {
    const from = server.statements.length;
    const { figures } = await analyze({});
    expect(figures).toMatchObject({
      total: 4,
      by_category_code: BY_CATEGORY,
      by_severity: [{ value: 'high', count: 4 }],
    });
    const counting = server.statements.slice(from).filter(({ text }) => text.includes('GROUPING SETS'));
    expect(counting.map(({ text }) => text)).toEqual([expect.stringContaining('(part, categorycode)')]);
  });

  it('filters', async () => {
    const found = async (filter: object) => (await analyze(filter))['total_cases_found'];
    expect(await found({ category_code: 'Connectivity' })).toBe(2);
    expect(await found({ category_code: ['connectivity', 'performance'] })).toBe(3);
    expect(await found({ exclude_category_code: 'connectivity' })).toBe(2);
    expect(await analyze({ category_code: 'nowhere', exclude_category_code: ['x'] })).toMatchObject({
      filters_applied: { category_code: 'nowhere', exclude_category_code: ['x'] },
      note: 'No case matches category_code "nowhere". Values that exist: connectivity, performance.',
    });
  });

  it('is compared by', async () => {
    const { changes } = await answer('compare_periods', { ...PERIOD, dimension: 'category_code' });
    expect(changes).toMatchObject([
      { dimension: 'category_code', value: 'connectivity', before: 1, now: 2, change: 1 },
      { dimension: 'category_code', value: 'performance', before: 0, now: 1, change: 1 },
      { dimension: 'category_code', value: null, before: 0, now: 1, change: 1 },
    ]);
  });

  it('is a chart', async () => {
    const category = (DIMENSIONS as readonly DimensionSpec[]).find(({ id }) => id === 'category_code');
    if (category === undefined) throw new Error('It is not in the table.');
    const chart = barChart(category, BY_CATEGORY, ENGLISH);
    expect(chart).toMatchObject({
      title: 'Categories',
      sentence: 'Categories: connectivity 2, performance 1, (none) 1.',
      marks: [
        { name: 'connectivity: 2 cases', tone: 'plain', pick: { kind: 'value', value: 'connectivity' } },
        { name: 'performance: 1 case' },
        { name: '(none): 1 case', pick: { kind: 'value', value: null } },
      ],
      table: { heads: ['Category', 'Cases'] },
    });
    const compared = await answer('compare_periods', { ...PERIOD, dimension: 'category_code' });
    expect(viewOf({ structuredContent: compared }, ENGLISH)).toMatchObject({
      charts: [
        { title: 'Cases by category, before and now', marks: [{ label: 'connectivity', counts: [2, 1] }, {}, {}] },
      ],
    });
  });

  it('is in what the data is said to hold, and is completed', async () => {
    expect(await answer('describe_data', {})).toMatchObject({
      values: { category_code: [{ value: 'connectivity', count: 3 }, ...BY_CATEGORY.slice(1)] },
    });
    const { result } = await server.post({
      jsonrpc: '2.0',
      id: 1,
      method: 'completion/complete',
      params: {
        ref: { type: 'ref/prompt', name: 'monthly_review' },
        argument: { name: 'category_code', value: 'conn' },
      },
    });
    expect(result).toMatchObject({ completion: { values: ['connectivity'] } });
  });

  it('is in what an analyst reads, and in the words of the digest', async () => {
    const { prompt } = await answer('analyze_case_summaries', { ...PERIOD, mode: 'prepare' });
    const { user } = prompt as { user: string };
    expect(user).toContain('Category, now/before:\nconnectivity 2/1');
    expect(user).toContain('| 111122223333 | performance)');
    const { analysis } = await answer('analyze_case_summaries', PERIOD);
    expect(analysis).toContain('- Category: connectivity 2 (50%), performance 1 (25%) and not recorded 1 (25%)');
  });
});
