// Core's own work in a process that has done nothing else: `core-child.ts pack|allowed|refused` prints its figures.
import { packCases } from '#core/analysis/pack-cases.ts';
import { cutSummary } from '#core/analysis/cut-summary.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { checkReadOnly } from '#core/sql/guard.ts';
import { aBrief } from '../support/case-question.ts';
import { ALLOWED, allowedStatements, refusedStatements } from '../unit/sql/corpus.ts';
import { percentile } from './statistics.ts';

export interface CoreFigures {
  readonly firstMs: number;
  readonly p99Ms: number;
}

const [what] = process.argv.slice(2);
const times = what === 'pack' ? [pack()] : judge(what === 'allowed');
const figures: CoreFigures = { firstMs: times[0] ?? NaN, p99Ms: percentile(times, 99) };
process.stdout.write(JSON.stringify(figures));

/** From rows to packed cases: the cut at a sentence's end, the two lines of each case, the estimate of tokens. */
function pack(): number {
  const rows = Array.from({ length: 20_000 }, (_none, index) => {
    const brief = aBrief(index);
    // As long as the statement lets a summary be; one in ten with a sign beyond ASCII. Made whole, as a parser makes it.
    const more = index % 10 === 0 ? ' It was – after all – the pool.' : ' It was, after all, the pool.';
    return { ...brief, summary: Buffer.from((brief.summary + more.repeat(20)).slice(0, 1_000)).toString() };
  });
  const start = performance.now();
  const packed = packCases(
    rows.map((row) => ({ ...row, summary: cutSummary(row.summary) })),
    Infinity,
  );
  const ms = performance.now() - start;
  if (packed.cases.length !== rows.length) throw new Error('some cases were left out');
  return ms;
}

function judge(allowed: boolean): readonly number[] {
  return (allowed ? allowedStatements() : refusedStatements()).map((sql) => {
    const start = performance.now();
    const passed = passes(sql);
    const ms = performance.now() - start;
    if (passed !== allowed) throw new Error(`judged wrongly: ${sql}`);
    return ms;
  });
}

function passes(sql: string): boolean {
  try {
    checkReadOnly(sql, ALLOWED);
    return true;
  } catch (error) {
    if (error instanceof CaseInsightsError) return false;
    throw error;
  }
}
