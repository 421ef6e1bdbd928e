import { describe, expect, it } from 'vitest';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { changesSinceBefore, changesWithin } from '../../../server-lambda/local/extract/change.ts';
import { brief, figuresOf, questionOver } from './case-question.ts';

function cases(count: number, facts: Partial<CaseBrief> = {}): CaseBrief[] {
  return Array.from({ length: count }, (_, i) => brief({ caseNumber: `${JSON.stringify(facts)}${i}`, ...facts }));
}

const LAMBDA = { service: 'aws-lambda' };
const EC2 = { service: 'amazon-elastic-compute-cloud-linux' };

describe('changes since the period before', () => {
  it('are none without cases to compare with', () => {
    expect(changesSinceBefore(questionOver(cases(10), '?'))).toBeNull();
  });

  it.each([
    [20, 20, false],
    [25, 20, false],
    [40, 20, true],
    [5, 20, true],
    [3, 1, false],
  ])('%i cases after %i are a clear change: %s', (now, before, clear) => {
    const changes = changesSinceBefore(questionOver(cases(now), '?', { before: figuresOf(cases(before)) }));
    expect(changes?.clear).toBe(clear);
  });

  it('compare shares, so that a rise of everything is no change of its parts', () => {
    const now = [...cases(60, LAMBDA), ...cases(60, EC2)];
    const before = figuresOf([...cases(20, LAMBDA), ...cases(20, EC2)]);
    const changes = changesSinceBefore(questionOver(now, '?', { before }));
    expect(changes).toMatchObject({ clear: true, shifts: [], steady: ['Service'] });
  });

  it('name a value that came, and one that went', () => {
    const now = [...cases(60, EC2), ...cases(20, LAMBDA)];
    const before = figuresOf([...cases(60, EC2), ...cases(20, { service: 'api-gateway' })]);
    const changes = changesSinceBefore(questionOver(now, '?', { before }));
    expect(changes?.shifts.map(({ value, now, before }) => [value, now, before])).toEqual([
      ['aws-lambda', 20, 0],
      ['api-gateway', 0, 20],
    ]);
  });

  it('ask more of a value the more values there are', () => {
    const many = Array.from({ length: 60 }, (_, i) => cases(4, { account: String(i) })).flat();
    const shifted = (others: readonly CaseBrief[]) =>
      changesSinceBefore(
        questionOver([...others, ...cases(15, { account: 'x' })], '?', {
          before: figuresOf([...others, ...cases(4, { account: 'x' })]),
        }),
      )?.shifts.map(({ value }) => value);
    expect(shifted(cases(240, { account: 'y' }))).toEqual(['x']);
    expect(shifted(many)).toEqual([]);
  });

  it('leave out what is not recorded', () => {
    const now = [...cases(30, { rca_category: null }), ...cases(30)];
    const changes = changesSinceBefore(questionOver(now, '?', { before: figuresOf(cases(60)) }));
    expect(changes?.shifts.every(({ value }) => value !== 'null')).toBe(true);
    expect(changes?.shifts.map(({ dimension }) => dimension)).toEqual(['Root cause']);
  });
});

describe('changes within the period', () => {
  const year = [...cases(30, { ...EC2, date: '2026-02-01' }), ...cases(30, { ...EC2, date: '2026-10-01' })];
  const growing = [...year, ...cases(20, { ...LAMBDA, date: '2026-11-11' })];

  it('compare its second half with its first', () => {
    expect(changesWithin(questionOver(growing, '?'))).toMatchObject({
      before: { period: { start: '2026-01-01', end: '2026-07-01' }, total: 30 },
      now: { period: { start: '2026-07-03', end: '2026-12-31' }, total: 50 },
      clear: true,
      shifts: [{ value: 'aws-lambda', now: 20, before: 0 }],
    });
  });

  it('are not told where the oldest cases were left unread, nor for a few days or cases', () => {
    expect(changesWithin(questionOver(growing, '?', { summariesAvailable: growing.length + 1 }))).toBeNull();
    expect(
      changesWithin(questionOver(growing, '?', { period: { start: '2026-10-01', end: '2026-10-20' } })),
    ).toBeNull();
    expect(changesWithin(questionOver(growing.slice(0, 19), '?'))).toBeNull();
  });
});
