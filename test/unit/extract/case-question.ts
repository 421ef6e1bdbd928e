import type { Count, Figures } from '#core/contract/figures.ts';
import type { CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';

/** A case with every fact, of which a test changes those that matter to it. */
export function brief(facts: Partial<CaseBrief> & { readonly caseNumber: string }): CaseBrief {
  return {
    account: '111122223333',
    service: 'amazon-dynamodb',
    severity: 'normal',
    rca_category: 'Customer Question',
    lifecycle_category: 'Monitoring',
    date: '2026-03-10',
    subject: null,
    rcaReason: null,
    summary: 'The customer asked a question.',
    ...facts,
  };
}

/** The exact figures over some cases, as the server computes them. */
export function figuresOf(cases: readonly CaseBrief[]): Figures {
  const by = (fact: (found: CaseBrief) => string | null): Count[] => {
    const counts = new Map<string | null, number>();
    for (const found of cases) counts.set(fact(found), (counts.get(fact(found)) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1));
  };
  return {
    total: cases.length,
    by_severity: by((found) => found.severity),
    by_service: by((found) => found.service),
    by_rca_category: by((found) => found.rca_category),
    by_lifecycle_category: by((found) => found.lifecycle_category),
    by_account: by((found) => found.account),
    by_month: by((found) => found.date.slice(0, 7)).sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
  };
}

/** A question over cases that are all read, of a year; `more` changes any part. */
export function questionOver(
  cases: readonly CaseBrief[],
  question: string,
  more: Partial<CaseQuestion> = {},
): CaseQuestion {
  return {
    question,
    today: '2027-01-01',
    period: { start: '2026-01-01', end: '2026-12-31' },
    periodBefore: { start: '2025-01-01', end: '2025-12-31' },
    dataNotes: [],
    filters: {},
    crossCounts: { severityByMonth: [], severityByService: [], rootCauseByService: [] },
    recurring: [],
    figures: figuresOf(cases),
    before: figuresOf([]),
    cases,
    summariesAvailable: cases.length,
    ...more,
  };
}
