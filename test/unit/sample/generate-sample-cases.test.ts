import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_COLUMNS, type CaseColumn, type CaseRecord } from '#core/contract/case-record.ts';
import { generateSampleCases, SAMPLE_NOTICE } from '../../../server-lambda/local/sample/generate-sample-cases.ts';
import { LIFECYCLE_PHRASES } from '../../../server-lambda/local/sample/lifecycle-phrases.ts';
import { RCA_SHARES } from '../../../server-lambda/local/sample/scenario.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const DAY = 86_400_000;
const cases = generateSampleCases({ now: NOW });

const values = (column: CaseColumn, records: readonly CaseRecord[] = cases): (string | null)[] =>
  records.map((record) => record[column]);
const distinct = (column: CaseColumn): Set<string | null> => new Set(values(column).filter((value) => value !== null));
const share = (matches: (record: CaseRecord) => boolean): number => cases.filter(matches).length / cases.length;

describe('the sample cases', () => {
  it('say that they are synthetic', () => {
    expect(SAMPLE_NOTICE).toMatch(/synthetic/);
  });

  it('are the same, byte for byte, for the same seed on the same UTC day', () => {
    const evening = generateSampleCases({ now: new Date('2026-11-22T23:59:59.999Z') });
    expect(JSON.stringify(evening)).toBe(JSON.stringify(cases));
  });

  it('differ for another seed and move on with the day', () => {
    const otherSeed = generateSampleCases({ now: NOW, seed: 7 });
    expect(values('caseid', otherSeed)).not.toEqual(values('caseid'));
    const nextDay = generateSampleCases({ now: new Date('2026-11-23T10:00:00Z') });
    expect(nextDay.at(-1)!.timecreated!.slice(0, 10)).toBe('2026-11-22');
  });

  it('are at least 1,500, in twelve accounts and more than 25 services', () => {
    expect(cases.length).toBeGreaterThanOrEqual(1_500);
    expect(cases.length).toBeLessThanOrEqual(2_000);
    expect(distinct('account_number').size).toBe(12);
    expect(distinct('servicecode').size).toBeGreaterThan(25);
  });

  it('have every column, and every root-cause and lifecycle category', () => {
    const columns = new Set(cases.map((record) => Object.keys(record).sort().join()));
    expect([...columns]).toEqual([[...CASE_COLUMNS].sort().join()]);
    expect([...distinct('rca_category')].sort()).toEqual(Object.keys(RCA_SHARES).sort());
    expect([...distinct('lifecycle_category')].sort()).toEqual(Object.keys(LIFECYCLE_PHRASES).sort());
  });

  it('are mostly of normal severity and rarely critical', () => {
    const of = (severity: string): number => share((record) => record.severitycode === severity);
    expect(of('normal')).toBeGreaterThan(of('high'));
    expect(of('high')).toBeGreaterThan(of('urgent'));
    expect(of('low')).toBeGreaterThan(0.1);
    expect(of('urgent')).toBeGreaterThan(of('critical'));
    expect(of('critical')).toBeGreaterThan(0.02);
    expect(of('critical')).toBeLessThan(0.08);
  });

  it('carry identifiers in the shapes of AWS Support', () => {
    const shapes: Partial<Record<CaseColumn, RegExp>> = {
      account_number: /^\d{12}$/,
      displayid: /^\d{12,13}$/,
      timecreated: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
      submittedby: /^[a-z.-]+@example\.(com|org)$/,
    };
    for (const [column, shape] of Object.entries(shapes)) {
      expect(values(column as CaseColumn).filter((value) => !shape.test(value ?? ''))).toEqual([]);
    }
    expect(values('case_number')).toEqual(values('displayid'));
    const wrongId = cases.filter(({ caseid, account_number, timecreated }) => {
      const prefix = `case-${account_number!}-muen-${timecreated!.slice(0, 4)}-`;
      return !caseid!.startsWith(prefix) || !/^[0-9a-f]{16}$/.test(caseid!.slice(prefix.length));
    });
    expect(wrongId).toEqual([]);
  });

  it('are opened in the week and in office hours for the most part', () => {
    const weekend = share((record) => [0, 6].includes(new Date(record.timecreated!).getUTCDay()));
    expect(weekend).toBeGreaterThan(0.02);
    expect(weekend).toBeLessThan(0.15);
    // Account 111122223333 works at UTC+1.
    const storefront = cases.filter((record) => record.account_number === '111122223333');
    const hours = storefront.map((record) => new Date(record.timecreated!).getUTCHours());
    const inOffice = hours.filter((hour) => hour >= 7 && hour < 17).length;
    expect(inOffice / hours.length).toBeGreaterThan(0.65);
    expect(inOffice / hours.length).toBeLessThan(0.95);
  });

  it('leave about three in a hundred without a summary, categories and reasons, many of them recent', () => {
    const missing = cases.filter((record) => record.case_summary === null);
    expect(missing.length / cases.length).toBeCloseTo(0.03, 2);
    for (const record of missing) {
      expect([
        record.rca_category,
        record.rca_reason,
        record.rca_retrieval_date,
        record.lifecycle_category,
        record.lifecycle_reason,
        record.lifecycle_retrieval_date,
      ]).toEqual([null, null, null, null, null, null]);
      expect(record.case_retrieval_date).not.toBeNull();
    }
    const recent = missing.filter((record) => Date.parse(record.timecreated!) > NOW.getTime() - 45 * DAY);
    expect(recent.length / missing.length).toBeGreaterThan(0.4);
    expect(cases.filter((record) => record.case_summary !== null && record.rca_category === null)).toEqual([]);
  });

  it('lack their severity or their service in a handful of cases', () => {
    for (const column of ['severitycode', 'servicecode'] as const) {
      const missing = values(column).filter((value) => value === null).length;
      expect(missing).toBeGreaterThanOrEqual(2);
      expect(missing).toBeLessThanOrEqual(8);
    }
  });
});

describe('on any day and for any seed, the sample cases', () => {
  const now = fc.date({ min: new Date('2015-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  const seed = fc.integer({ min: 0, max: 0xffffffff });

  it('cover the eighteen months up to yesterday, in order, with unique numbers and dates that follow one another', () => {
    fc.assert(
      fc.property(now, seed, (today, anySeed) => {
        const records = generateSampleCases({ now: today, seed: anySeed });
        const midnight = Math.floor(today.getTime() / DAY) * DAY;
        const created = records.map((record) => Date.parse(record.timecreated!));

        expect(new Date(created[0]!).toISOString().slice(0, 10)).toBe(
          new Date(midnight - 548 * DAY).toISOString().slice(0, 10),
        );
        expect(created.at(-1)!).toBeGreaterThanOrEqual(midnight - DAY);
        expect(created.at(-1)!).toBeLessThan(midnight);
        expect(created).toEqual([...created].sort((one, other) => one - other));
        expect(new Set(values('case_number', records)).size).toBe(records.length);
        expect(new Set(values('caseid', records)).size).toBe(records.length);

        const outOfOrder = records.filter((record) => {
          const retrieved = producerTime(record.case_retrieval_date!);
          const annotated = producerTime(record.rca_retrieval_date ?? record.case_retrieval_date!);
          return !(
            Date.parse(record.timecreated!) < retrieved &&
            (retrieved < annotated || record.rca_retrieval_date === null) &&
            annotated < midnight &&
            record.lifecycle_retrieval_date === record.rca_retrieval_date
          );
        });
        expect(outOfOrder).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});

/** The producer writes UTC without a zone. */
function producerTime(text: string): number {
  return Date.parse(`${text.slice(0, 23)}Z`);
}
