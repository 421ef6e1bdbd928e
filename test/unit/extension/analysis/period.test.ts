import { describe, expect, it } from 'vitest';
import { consoleUrl } from '#core/contract/console-link.ts';
import { monthPeriod, periodOf } from '../../../../extension/host/analysis/period.ts';

const NOW = new Date('2026-03-15T23:30:00Z');

describe('a period', () => {
  it.each([
    ['last7', '2026-03-09', '2026-03-15'],
    ['last30', '2026-02-14', '2026-03-15'],
    ['thisMonth', '2026-03-01', '2026-03-15'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
    ['thisYear', '2026-01-01', '2026-03-15'],
  ] as const)('%s has both of its days, in UTC', (preset, start, end) => {
    expect(periodOf(preset, NOW, undefined)).toEqual({ preset, start, end });
  });

  it('of all cases has the days of the data', () => {
    const data = { firstDay: '2024-01-05', lastDay: '2025-12-31' };
    expect(periodOf('all', NOW, data)).toEqual({ preset: 'all', start: '2024-01-05', end: '2025-12-31' });
  });

  it('of a month ends with its last day', () => {
    expect(monthPeriod('2024-02')).toEqual({ preset: 'range', start: '2024-02-01', end: '2024-02-29' });
    expect(monthPeriod('2026-12')).toMatchObject({ end: '2026-12-31' });
    expect(monthPeriod('2026-13')).toBeUndefined();
  });
});

describe("a case's page at AWS", () => {
  it('is in the partition of its server, and only for a number that AWS gives', () => {
    expect(consoleUrl('170500000001', 'aws')).toBe(
      'https://support.console.aws.amazon.com/support/home#/case/?displayId=170500000001',
    );
    expect(consoleUrl('170500000001', 'aws-cn')).toContain('amazonaws.cn');
    for (const number of ['1705', '170500000001&x=1', 'javascript:alert(1)', '']) {
      expect(consoleUrl(number, 'aws')).toBeUndefined();
    }
    expect(consoleUrl('170500000001', undefined)).toBeUndefined();
  });
});
