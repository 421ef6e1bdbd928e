import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { periodBefore } from '#core/days.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { createExtractiveAnalyst } from '../../../server-lambda/local/extract/extractive-analyst.ts';
import { generateSampleCases } from '../../../server-lambda/local/sample/generate-sample-cases.ts';
import { figuresOf, questionOver } from './case-question.ts';

function toBrief(record: CaseRecord): CaseBrief {
  return {
    caseNumber: record.case_number ?? '',
    account: record.account_number,
    service: record.servicecode,
    severity: record.severitycode,
    rca_category: record.rca_category,
    lifecycle_category: record.lifecycle_category,
    date: record.timecreated?.slice(0, 10) ?? '',
    subject: record.subject,
    rcaReason: record.rca_reason,
    summary: record.case_summary ?? '',
  };
}

describe('on the sample cases, the analysis', () => {
  const all: CaseBrief[] = [];
  beforeAll(() => {
    all.push(...generateSampleCases({ now: new Date('2026-11-22T12:00:00Z') }).map(toBrief));
  });

  async function ask(question: string, start: string, end: string): Promise<string> {
    const period = { start, end };
    const before = periodBefore(period)!;
    const within = ({ date }: CaseBrief, days: { start: string; end: string }) =>
      date >= days.start && date <= days.end;
    const matching = all.filter((found) => within(found, period));
    const cases = matching.filter(({ summary }) => summary !== '');
    const analysis = await createExtractiveAnalyst().analyzeCases(
      questionOver(cases, question, {
        period,
        figures: figuresOf(matching),
        before: figuresOf(all.filter((found) => within(found, before))),
        summariesAvailable: cases.length,
      }),
      {},
    );
    return analysis.text;
  }

  it('discovers the throttling spike and the account behind it', async () => {
    const text = await ask('What services are experiencing throttling and why?', '2026-08-22', '2026-11-20');
    expect(text).toMatch(
      /\*\*2026-10-\d\d to 2026-1[01]-\d\d\*\*: \d+ cases of the question, in \d+ accounts, \d+ of them in 777788889999/,
    );
    expect(text).toMatch(/- \*\*(?:aws-lambda|api-gateway|amazon-dynamodb)\*\*: .*mostly Throttling/);
  });

  it('discovers the day on which eight accounts lost a zone', async () => {
    const text = await ask('What are the top issues?', '2026-06-01', '2026-11-20');
    expect(text).toMatch(
      /\*\*2026-08-12\*\*: \d+ cases of amazon-elastic-compute-cloud-linux.*in 8 accounts.*euc1-az2/,
    );
  });

  it('discovers the account whose batch fails every second Monday', async () => {
    const text = await ask('What are the top issues?', '2025-05-23', '2026-11-20');
    expect(text).toMatch(/\*\*Account 123456789012\*\* keeps coming back: 2\d cases about .* every 14 days on Mondays/);
  });

  it('stays within what a person reads', async () => {
    for (const question of [
      'What are the top issues?',
      'What services are experiencing throttling and why?',
      'What changed?',
    ]) {
      const words = (await ask(question, '2026-08-22', '2026-11-20')).split(/\s+/).length;
      expect(words).toBeGreaterThan(350);
      expect(words).toBeLessThan(800);
    }
  });
});
