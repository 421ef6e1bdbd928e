import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { generateSampleCases } from '../../../server-lambda/local/sample/generate-sample-cases.ts';

const DAY = 86_400_000;

/** Trends are placed relative to the clock, so they have to hold on very different days. */
const todays = ['2026-11-22T10:00:00Z', '2028-05-20T08:00:00Z', '2024-02-29T23:59:59Z', '2030-07-15T12:00:00Z'];

const count = (records: readonly CaseRecord[], matches: (record: CaseRecord) => boolean): number =>
  records.filter(matches).length;

describe.each(todays)('in the sample of %s', (today) => {
  const now = new Date(today);
  const records = generateSampleCases({ now });
  const end = Math.floor(now.getTime() / DAY) * DAY;
  const daysBeforeEnd = (record: CaseRecord): number => (end - Date.parse(record.timecreated!)) / DAY;

  it('throttling of DynamoDB, API Gateway and Lambda is many times the usual in one recent fortnight', () => {
    const throttled = records.filter(
      (record) =>
        record.rca_category === 'Throttling' &&
        ['amazon-dynamodb', 'api-gateway', 'aws-lambda'].includes(record.servicecode ?? ''),
    );
    const inFortnight = throttled.filter((record) => daysBeforeEnd(record) >= 20 && daysBeforeEnd(record) <= 34);
    const otherFortnights = (548 - 14) / 14;
    const usual = (throttled.length - inFortnight.length) / otherFortnights;
    expect(inFortnight.length).toBeGreaterThan(5 * usual);
    expect(new Set(inFortnight.map((record) => record.servicecode)).size).toBe(3);
    expect(count(inFortnight, (record) => record.account_number === '777788889999')).toBeGreaterThan(
      inFortnight.length / 3,
    );
  });

  it('one account meets the same database failure about every second Monday', () => {
    const failures = records.filter(
      (record) =>
        record.account_number === '123456789012' && /ledger-prod-db|General ledger/.test(record.subject ?? ''),
    );
    const batch = failures.filter((record) => record.case_summary?.includes('payroll'));
    expect(batch.length).toBeGreaterThanOrEqual(18);
    const first = Date.parse(batch[0]!.timecreated!);
    for (const record of batch) {
      const created = new Date(record.timecreated!);
      expect(created.getUTCDay()).toBe(1);
      expect(Math.round((created.getTime() - first) / DAY) % 14).toBe(0);
      expect(record.servicecode).toBe('amazon-relational-database-service-postgresql');
    }
  });

  it('one service event brings urgent and critical cases from eight accounts within an hour', () => {
    const event = records.filter((record) => record.case_summary?.includes('euc1-az2'));
    const times = event.map((record) => Date.parse(record.timecreated!));
    expect(new Set(event.map((record) => record.account_number)).size).toBe(8);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(DAY / 24);
    for (const record of event) {
      expect(['urgent', 'critical']).toContain(record.severitycode);
      expect(record.rca_category).toBe('Service Event');
      expect(record.servicecode).toBe('amazon-elastic-compute-cloud-linux');
      expect(record.case_summary).toMatch(/eu-central-1|euc1-az2/);
    }
    // Nothing else in the data is like it.
    const severe = records.filter((record) => ['urgent', 'critical'].includes(record.severitycode ?? ''));
    const outside = severe.filter((record) => !event.includes(record)).map((record) => Date.parse(record.timecreated!));
    const densest = Math.max(...outside.map((at) => count(severe, (record) => isWithinHour(record, at, event))));
    expect(densest).toBeLessThan(8);
  });

  it('Bedrock cases grow from nearly none to many, and EKS cases roughly double', () => {
    const half = (service: string, newer: boolean): number =>
      count(records, (record) => record.servicecode === service && daysBeforeEnd(record) <= 274 === newer);
    expect(half('service-bedrock', true)).toBeGreaterThan(2.5 * half('service-bedrock', false));
    expect(half('service-eks', true)).toBeGreaterThan(1.2 * half('service-eks', false));
    const oldest = count(records, (record) => record.servicecode === 'service-bedrock' && daysBeforeEnd(record) > 458);
    expect(oldest).toBeLessThanOrEqual(9);
  });

  it('quota increases gather in the weeks before the sales peak of November', () => {
    const limit = records.filter((record) => record.rca_category === 'Limit reached');
    const inPreparation = (date: string): boolean => date.slice(5, 10) >= '10-01' && date.slice(5, 10) <= '11-20';
    const days = Array.from({ length: 548 }, (_nothing, index) => new Date(end - (index + 1) * DAY).toISOString());
    const daysOfPreparation = days.filter(inPreparation).length;
    const casesBefore = count(limit, (record) => inPreparation(record.timecreated!));
    const before = casesBefore / daysOfPreparation;
    const otherwise = (limit.length - casesBefore) / (days.length - daysOfPreparation);
    expect(before).toBeGreaterThan(3 * otherwise);
    expect(count(limit, (record) => /sales peak|Black Friday|November/i.test(record.subject ?? ''))).toBeGreaterThan(
      20,
    );
  });
});

function isWithinHour(record: CaseRecord, at: number, except: readonly CaseRecord[]): boolean {
  const created = Date.parse(record.timecreated!);
  return created >= at && created < at + DAY / 24 && !except.includes(record);
}
