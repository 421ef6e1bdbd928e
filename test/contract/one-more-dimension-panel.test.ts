import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { filterInput } from '../../extension/host/analysis/tool-input.ts';
import { Filters, NO_FILTERS } from '../../extension/protocol/analysis-values.ts';
import { openPanel, type PanelUnderTest } from '../support/analysis-panel.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { aCase } from '../support/cases.ts';
import { readDrawn } from '../support/drawn-chart.ts';

// One entry in the table of dimensions is all that a new dimension takes in the panel, too.
vi.mock(import('#core/contract/dimensions.ts'), async (original) =>
  (await import('../support/one-more-dimension.ts')).withCategory(await original()),
);

/** The dimension of the mock is none that types know. */
const category = (values: string | string[]) => ({ category_code: values }) as Partial<Filters>;
const JUNE = { preset: 'range', start: '2026-06-01', end: '2026-06-30' } as const;
const MAY = { preset: 'range', start: '2026-05-01', end: '2026-05-31' } as const;
const IN_JUNE = [
  { value: 'connectivity', count: 2 },
  { value: 'performance', count: 1 },
  { value: null, count: 1 },
];

describe('one more entry in the table of dimensions', () => {
  let server: CaseServer;
  let panel: PanelUnderTest;
  let questions = 0;

  beforeAll(() => {
    const categories = ['connectivity', 'connectivity', 'performance', null];
    server = startCaseServer([
      ...categories.map((categorycode) => aCase({ categorycode })),
      aCase({ categorycode: 'connectivity', timecreated: '2026-05-20T10:00:00.000Z' }),
    ]);
    const client = {
      call: async (tool: string, input: object) => (await server.call(tool, input)).body,
      close: () => Promise.resolve(),
    };
    panel = openPanel({ launches: { open: () => Promise.resolve(client) } });
  });
  afterAll(async () => {
    await panel.close();
    await server.close();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function run(period: typeof JUNE | typeof MAY, filters: Partial<Filters> = {}) {
    panel.send({ kind: 'clearFilters' });
    const question = `Question ${++questions}`;
    panel.send({ kind: 'changeDraft', period, filters, question });
    panel.send({ kind: 'run' });
    const result = await panel.until('result', (state) => state?.run.asked.question === question);
    if (result === null) throw new Error('There is no result.');
    return result;
  }

  it('is a filter with choices in the page, and an argument of the tools', async () => {
    const choices = await panel.until('choices', ({ state }) => state === 'ready');
    expect(choices).toMatchObject({ category_code: [{ value: 'connectivity', count: 3 }, ...IN_JUNE.slice(1)] });
    panel.send({ kind: 'changeDraft', filters: category('performance') });
    const draft = await panel.until('draft', () => true);
    const page = textOf((await filterPartOfPage())({ state: { choices, draft } }));
    expect(page).toContain('<label for="filter-category_code">Category</label>');
    expect(page).toContain('connectivity (3)');
    const filters = Filters.parse({ ...NO_FILTERS, ...category(['a', 'b']), exclude: category('c') });
    expect(filterInput(filters)).toEqual({ category_code: ['a', 'b'], exclude_category_code: 'c' });
  });

  it('is counted and compared, and narrows', async () => {
    const may = await run(MAY);
    const june = await run(JUNE);
    expect(june.figures).toMatchObject({ total: 4, category_code: IN_JUNE });
    const changed = { dimension: 'category_code', value: 'connectivity', before: 1, now: 2 };
    expect(june.before?.figures).toMatchObject({ category_code: [{ value: 'connectivity', count: 1 }] });
    expect(june.before?.changes).toContainEqual({ ...changed, significant: false });
    panel.send({ kind: 'compareRuns', before: may.run.id, now: june.run.id });
    const comparison = await panel.until('comparison', ({ state }) => state === 'ready');
    expect(comparison).toMatchObject({ changes: expect.arrayContaining([{ ...changed, significant: false }]) as [] });
    expect((await run(JUNE, category('connectivity'))).figures.total).toBe(2);
  });

  it('is in exports: their facts, figures and charts', async () => {
    const { run: made } = await run(JUNE, category(['connectivity', 'performance']));
    for (const format of ['csv', 'markdown', 'html'] as const) panel.send({ kind: 'export', run: made.id, format });
    await expect.poll(() => panel.files.length).toBe(3);
    const [csv, markdown, html] = ['csv', 'markdown', 'html'].map(
      (format) => panel.files.find((file) => file.format === format)?.content,
    );
    expect(csv).toContain('"category_code","connectivity",2,1');
    expect(markdown).toContain('| Category | connectivity, performance |');
    expect(markdown).toMatch(/## Categories\n\n[^#]*\| connectivity \| 2 \| 1 \|/);
    const [, drawing = ''] = /<h2>Categories<\/h2>\n(<svg [^]*?<\/svg>)/.exec(html ?? '') ?? [];
    expect(drawing).toContain('aria-label="Categories: connectivity from 1 to 2');
    const { bars, texts } = readDrawn(drawing);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['connectivity', 'performance', '2 (+1)']));
    expect(bars.some(({ tone, width }) => tone === 'before' && width > 10)).toBe(true);
  });
});

type FilterPart = (page: { readonly state: object }) => unknown;

/** A part of a page, in no browser; types of the browser are not those of this folder. */
async function filterPartOfPage(): Promise<FilterPart> {
  const page = { documentElement: { lang: 'en' }, getElementById: () => null, createTreeWalker: () => ({}) };
  vi.stubGlobal('document', page);
  const file = path.join(REPOSITORY, 'extension', 'webviews', 'analysis', 'ask', 'filter-part.ts');
  const Part = z.object({ filterPart: z.custom<FilterPart>() });
  return Part.parse(await import(pathToFileURL(file).href)).filterPart;
}

/** What a template of Lit says, directives apart. */
function textOf(template: unknown): string {
  if (Array.isArray(template)) return template.map(textOf).join('');
  if (typeof template === 'string') return template;
  const parts = z.object({ strings: z.array(z.string()), values: z.array(z.unknown()) }).safeParse(template);
  if (!parts.success) return '';
  return parts.data.strings.map((text, index) => `${text}${textOf(parts.data.values[index])}`).join('');
}
