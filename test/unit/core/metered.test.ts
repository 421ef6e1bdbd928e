import { describe, expect, it } from 'vitest';
import { meteredAnalyst } from '#core/metered-analyst.ts';
import { meteredEngine } from '#core/metered-engine.ts';
import { sql } from '#core/sql/sql.ts';
import { fakePorts } from '../../support/fake-ports.ts';

const text = { data: 'a', prompt: 'What is it?' };

describe('the account of a model', () => {
  it('is what all its answers took together', async () => {
    const analysis = { text: 'Said.', inputTokens: 1_000, outputTokens: 100 };
    const analyst = meteredAnalyst({ ...fakePorts(undefined, { analysis }).analyst, price: { input: 3, output: 15 } });
    await analyst.analyzeText(text, {});
    await analyst.analyzeText(text, {});
    await analyst.analyzeText(text, {});
    expect(analyst.tokens()).toEqual({ inputTokens: 3_000, outputTokens: 300 });
    expect(analyst.cost()).toBeCloseTo(0.0135, 10);
  });

  it('is nothing where it was not asked, and unknown where it has no price', async () => {
    const analyst = meteredAnalyst(
      fakePorts(undefined, { analysis: { text: '', inputTokens: 1, outputTokens: 1 } }).analyst,
    );
    expect([analyst.tokens(), analyst.cost()]).toEqual([undefined, 0]);
    await analyst.analyzeText(text, {});
    expect(analyst.cost()).toBeNull();
  });
});

describe('the account of queries', () => {
  it('charges the least for each of them, and not for all together', async () => {
    const engine = meteredEngine(fakePorts(() => ({ statistics: { bytesScanned: 1, elapsedMs: 20 } })).engine);
    await engine.query(sql`SELECT 1`, { maxRows: 1 });
    await engine.query(sql`SELECT 2`, { maxRows: 1 });
    expect(engine.statistics()).toEqual({ bytes_scanned: 2, elapsed_ms: 40, estimated_cost_usd: 0.0001 });
  });

  it('is none where the engine does not say', async () => {
    const engine = meteredEngine(fakePorts().engine);
    await engine.query(sql`SELECT 1`, { maxRows: 1 });
    expect([engine.statistics(), engine.bytesScanned()]).toEqual([undefined, 0]);
  });
});
