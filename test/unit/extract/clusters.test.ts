import { describe, expect, it } from 'vitest';
import { dayOf } from '#core/days.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { findBursts } from '../../../server-lambda/local/extract/clusters.ts';
import { createPace } from '../../../server-lambda/local/extract/pace.ts';
import { brief } from './case-question.ts';

const YEAR = { start: '2026-01-01', end: '2026-12-31' };

function onDay(day: number, facts: Partial<CaseBrief> = {}): CaseBrief {
  return brief({ caseNumber: String(day), date: dayOf(new Date(Date.UTC(2026, 0, 1 + day))), ...facts });
}

/** One case of each of four services every other day. */
const quiet = Array.from({ length: 182 }, (_, i) => onDay(i * 2, { service: `service-${String(i % 4)}` }));

async function burstsOf(cases: readonly CaseBrief[]) {
  return findBursts(
    cases,
    cases.map((_, index) => index),
    YEAR,
    { limit: 3, pace: createPace({}) },
  );
}

describe('bursts', () => {
  it('are none in an even year, nor in one busy day of a busy service', async () => {
    expect(await burstsOf(quiet)).toEqual([]);
    expect(await burstsOf([...quiet, onDay(100), onDay(100), onDay(100)])).toEqual([]);
  });

  it('are the day, the week or the month that the cases fill', async () => {
    const day = Array.from({ length: 6 }, () => onDay(50, { service: 'aws-lambda' }));
    const week = Array.from({ length: 12 }, (_, i) => onDay(150 + (i % 6), { service: 'api-gateway' }));
    const month = Array.from({ length: 30 }, (_, i) => onDay(250 + i, { service: 'amazon-dynamodb' }));
    const bursts = await burstsOf([...quiet, ...day, ...week, ...month]);
    expect(bursts.map(({ service, start, end, members }) => [service, start, end, members.length])).toEqual([
      ['amazon-dynamodb', '2026-09-08', '2026-10-07', 30],
      ['api-gateway', '2026-05-31', '2026-06-05', 12],
      ['aws-lambda', '2026-02-20', '2026-02-20', 6],
    ]);
  });

  it('are told once, not once for each of their facts and windows', async () => {
    const event = Array.from({ length: 20 }, () => onDay(77, { service: 'aws-lambda', rca_category: 'Service Event' }));
    expect(await burstsOf([...quiet, ...event])).toHaveLength(1);
  });

  it('leave aside cases without a day and outside the period', async () => {
    const astray = Array.from({ length: 20 }, (_, i) =>
      onDay(i % 2 === 0 ? 0 : 500, { date: i % 2 === 0 ? '' : '2030-01-01' }),
    );
    expect(await burstsOf([...quiet, ...astray])).toEqual([]);
  });
});
