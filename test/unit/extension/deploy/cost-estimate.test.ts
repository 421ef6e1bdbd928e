import { describe, expect, it } from 'vitest';
import { estimateCost } from '../../../../extension/host/deploy/cost-estimate.ts';

const t = (message: string, ...values: (string | number)[]) =>
  message.replaceAll(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';

describe('the estimate of the monthly cost', () => {
  it('adds up, and the model is the largest part of it', () => {
    const { rows, monthly } = estimateCost({ modelId: HAIKU, alarms: true, dashboard: true }, t);
    expect(monthly).toBeCloseTo(rows.reduce((sum, row) => sum + (row.monthly ?? 0), 0));
    // 60 analyses of 60,000 tokens at $1 and 2,000 at $5 a million.
    expect(rows[0]?.monthly).toBeCloseTo(4.2);
    expect(rows.filter(({ fixed }) => fixed).reduce((sum, row) => sum + (row.monthly ?? 0), 0)).toBeCloseTo(3.7);
    expect(monthly).toBeLessThan(10);
  });

  it('counts alarms and the dashboard only where they are made', () => {
    const { rows } = estimateCost({ modelId: HAIKU, alarms: false, dashboard: false }, t);
    expect(rows.filter(({ fixed }) => fixed)).toEqual([]);
  });

  it('says so where nobody knows what the model costs, instead of calling it free', () => {
    const { rows, assumptions } = estimateCost({ modelId: 'vendor.unknown-v1', alarms: true, dashboard: true }, t);
    expect(rows[0]).toMatchObject({ monthly: null, price: 'price not known' });
    expect(assumptions.at(-1)).toContain('leaves out this model');
  });
});
