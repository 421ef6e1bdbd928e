import type { Figures } from '#core/contract/figures.ts';
import type { CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';

const SERVICES = ['amazon-ec2', 'amazon-rds', 'amazon-s3', 'aws-lambda'];
const SUMMARY =
  'The connections of the orders database were used up at the start of the sale. The pool of the application was larger than the limit of the instance. Support raised max_connections and proposed a proxy. The customer moved to a larger instance in the evening and will test the proxy before the next sale. Alarms on connections were missing, so that the first notice came from users. ';

/** A case as an analyst sees it, with a summary of the usual length. */
export function aBrief(index: number, fields: Partial<CaseBrief> = {}): CaseBrief {
  return {
    caseNumber: String(170_000_000_000 + index),
    account: '111122223333',
    service: SERVICES[index % SERVICES.length]!,
    severity: 'high',
    rca_category: 'Limit reached',
    lifecycle_category: 'Load Testing',
    date: `2026-06-${String((index % 30) + 1).padStart(2, '0')}`,
    subject: `Connections used up (${index})`,
    rcaReason: 'The pool of connections was larger than the limit of the instance.',
    summary: (SUMMARY + SUMMARY).slice(0, 650),
    ...fields,
  };
}

/** A question about these cases, with the figures that they have. */
export function aCaseQuestion(cases: readonly CaseBrief[], fields: Partial<CaseQuestion> = {}): CaseQuestion {
  return {
    question: 'What are the top issues?',
    today: '2026-07-02',
    period: { start: '2026-06-01', end: '2026-06-30' },
    periodBefore: { start: '2026-05-02', end: '2026-05-31' },
    dataNotes: ['Only resolved cases are stored; open cases are not counted.'],
    filters: {},
    figures: figuresOf(cases),
    before: figuresOf([]),
    crossCounts: { severityByMonth: [], severityByService: [], rootCauseByService: [] },
    cases,
    summariesAvailable: cases.length,
    recurring: [],
    ...fields,
  };
}

function figuresOf(cases: readonly CaseBrief[]): Figures {
  const by = (value: (brief: CaseBrief) => string | null) => {
    const counts = new Map<string | null, number>();
    for (const brief of cases) counts.set(value(brief), (counts.get(value(brief)) ?? 0) + 1);
    return [...counts].map(([key, count]) => ({ value: key, count })).sort((one, other) => other.count - one.count);
  };
  return {
    total: cases.length,
    by_severity: by(({ severity }) => severity),
    by_service: by(({ service }) => service),
    by_rca_category: by(({ rca_category }) => rca_category),
    by_lifecycle_category: by(({ lifecycle_category }) => lifecycle_category),
    by_account: by(({ account }) => account),
    by_month: by(({ date }) => date.slice(0, 7)),
  };
}
