import type { AnalysisToView } from '../../../extension/protocol/analysis.ts';
import type { Choices, Draft, Models, Preview, Target, Targets } from '../../../extension/protocol/analysis-draft.ts';
import type { CaseDetail, Comparison, Result, Run, RunState } from '../../../extension/protocol/analysis-runs.ts';
import type { Cell, Sql, SqlRun } from '../../../extension/protocol/analysis-sql.ts';
import { NO_FILTERS, type Cost, type Count, type Figures } from '../../../extension/protocol/analysis-values.ts';

/** 2026-07-01, noon, UTC. */
export const NOON = Date.UTC(2026, 6, 1, 12);

const counts = (entries: Readonly<Record<string, number>>, none = 0): Count[] => [
  ...Object.entries(entries).map(([value, count]) => ({ value, count })),
  ...(none === 0 ? [] : [{ value: null, count: none }]),
];

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

export function figures(more: Partial<Figures> = {}): Figures {
  return {
    total: 120,
    severity: counts({ normal: 50, high: 31, low: 20, urgent: 12, critical: 5 }, 2),
    service: counts(
      {
        'amazon-elastic-compute-cloud-linux': 30,
        'amazon-relational-database-service-postgresql': 25,
        'amazon-simple-storage-service': 20,
        'aws-lambda': 15,
        'amazon-athena': 10,
        'amazon-dynamodb': 8,
        'amazon-eks': 5,
        'amazon-bedrock': 3,
        'amazon-sqs': 2,
        'amazon-sns': 1,
      },
      1,
    ),
    rca_category: counts({ Throttling: 40, 'Limit Exceeded': 30, 'Security Issue': 20, 'Configuration Error': 18 }, 12),
    lifecycle_category: counts({ Monitoring: 60, Deployment: 40, Onboarding: 20 }),
    account: counts({ '111122223333': 70, '444455556666': 50 }),
    month: MONTHS.map((value, index) => ({ value, count: 10 + index * 4 })),
    severityByMonth: MONTHS.flatMap((month, index) => [
      { month, severity: 'critical', count: index % 3 },
      { month, severity: 'high', count: 3 + index },
      { month, severity: 'normal', count: 6 + index * 2 },
    ]),
    ...more,
  };
}

export function cost(more: Partial<Cost> = {}): Cost {
  return { query: 0.00005, model: 0.031, bytesScanned: 10_485_760, inputTokens: 48_200, outputTokens: 2_000, ...more };
}

export function target(more: Partial<Target> = {}): Target {
  return {
    id: 'production',
    kind: 'deployment',
    label: 'Production',
    description: 'abc123.execute-api.eu-west-1.amazonaws.com',
    connection: 'connected',
    ...more,
  };
}

export function targets(more: Partial<Targets> = {}): Targets {
  const sample = target({ id: 'sample', kind: 'sample', label: 'Sample data', description: '', connection: 'idle' });
  return { targets: [target(), sample], chosen: 'production', ...more };
}

export function choices(more: Partial<Choices> = {}): Choices {
  const { severity, service, rca_category, lifecycle_category, account, month } = figures();
  return {
    target: 'production',
    state: 'ready',
    firstDay: '2026-01-03',
    lastDay: '2026-06-30',
    totalCases: 480,
    withSummary: 470,
    ...{ severity, service, rca_category, lifecycle_category, account, month },
    ...more,
  };
}

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    filters: { ...NO_FILTERS, severity: 'high' },
    period: { preset: 'last90', start: '2026-04-02', end: '2026-06-30' },
    question: 'Which services throttle us, and since when?',
    maxCases: 200,
    followsUp: null,
    revision: 1,
    saved: [
      {
        id: 'weekly',
        name: 'Weekly review',
        filters: { ...NO_FILTERS, severity: 'critical' },
        period: { preset: 'last7', start: '2026-06-24', end: '2026-06-30' },
        question: 'What was critical?',
        maxCases: 200,
      },
    ],
    history: ['What changed in June?'],
    starters: ['What are the top problems?', 'Which cases could we have avoided?'],
    ...more,
  };
}

export function preview(more: Partial<Extract<Preview, { state: 'known' }>> = {}): Preview {
  return {
    state: 'known',
    matched: 120,
    withSummary: 118,
    sent: 118,
    author: { kind: 'model', id: 'anthropic.claude-sonnet-4-5', host: 'server' },
    modelCalls: 2,
    cost: cost(),
    ...more,
  };
}

export function models(more: Partial<Models> = {}): Models {
  return { serverHasNone: false, models: [], chosen: null, consent: 'not-asked', ...more };
}

export function run(state: RunState, more: Partial<Run> = {}): Run {
  return {
    id: `run-${state.kind}`,
    target: { id: 'production', kind: 'deployment', label: 'Production' },
    asked: {
      filters: { ...NO_FILTERS, severity: 'high' },
      period: { preset: 'last90', start: '2026-04-02', end: '2026-06-30' },
      question: 'Which services throttle us, and since when?',
      maxCases: 200,
    },
    created: NOON,
    followsUp: null,
    pinned: false,
    state,
    ...more,
  };
}

export const FINISHED: RunState = {
  kind: 'finished',
  started: NOON,
  ended: NOON + 42_000,
  total: 120,
  author: { kind: 'model', id: 'anthropic.claude-sonnet-4-5', host: 'server' },
};

export function running(more: Partial<Extract<RunState, { kind: 'running' }>> = {}): RunState {
  // The page tells how long ago that was.
  const started = Date.now() - 8_000;
  return {
    kind: 'running',
    started,
    steps: [
      { at: started, phase: 'counting', text: 'Counting the matching cases' },
      { at: started + 900, phase: 'reading', total: 120, text: '120 cases match; reading their summaries' },
      { at: started + 1500, phase: 'reading-parts', done: 2, total: 5, text: 'Read part 2 of 5' },
      { at: started + 2000, phase: 'merging', total: 2, text: 'Reading the summaries' },
    ],
    share: 0.55,
    text: '## Top issues\n\nThrottling of **Amazon Athena** began in',
    stopping: false,
    ...more,
  };
}

const ANALYSIS = `## Top issues

1. **Throttling of Amazon Athena** in 40 cases, first in March. See 171234567890 and \`171234567891\`.
2. *Limits of EC2* were reached in 30 cases ([AWS documentation](https://docs.aws.amazon.com/limits)).

| Service | Cases | Since |
|---|---|---|
| Athena | 40 | March |
| EC2 | 30 | always |

> Ask for higher limits before the next load test.

- [x] Retry with backoff
- Watch \`ThrottlingException\`

\`\`\`
aws service-quotas request-service-quota-increase
\`\`\`
`;

export function result(more: Partial<Result> = {}): Result {
  const earlier = figures({
    total: 90,
    service: counts({ 'amazon-elastic-compute-cloud-linux': 34, 'amazon-athena': 2, 'aws-lambda': 16 }),
    rca_category: counts({ Throttling: 12, 'Limit Exceeded': 33 }),
  });
  return {
    run: run(FINISHED),
    figures: figures(),
    before: {
      period: { start: '2026-01-02', end: '2026-04-01' },
      figures: earlier,
      changes: [
        { dimension: 'rca_category', value: 'Throttling', before: 12, now: 40, significant: true },
        { dimension: 'service', value: 'aws-lambda', before: 16, now: 15, significant: false },
      ],
    },
    beforeState: 'known',
    author: FINISHED.kind === 'finished' ? FINISHED.author : { kind: 'digest', id: 'statistical', host: 'server' },
    analysis: ANALYSIS,
    analysisKept: true,
    coverage: { matched: 120, withoutSummary: 2, analyzed: 100, notRead: 18, limitedBy: 'max_cases', truncated: true },
    cost: cost(),
    cited: ['171234567890', '171234567891'],
    cases: [
      {
        caseNumber: '171234567890',
        service: 'amazon-athena',
        severity: 'critical',
        rca_category: 'Throttling',
        date: '2026-06-02',
      },
    ],
    ...more,
  };
}

export function caseDetail(more: Partial<CaseDetail> = {}): CaseDetail {
  return {
    caseNumber: '171234567890',
    account: '111122223333',
    inConsole: true,
    subject: 'Athena queries are throttled',
    summary: 'Queries of the nightly report failed with TooManyRequestsException.\nThe limit was raised.',
    service: 'amazon-athena',
    category: 'performance',
    severity: 'critical',
    submittedBy: 'ops@example.com',
    created: '2026-06-02T08:15:00Z',
    rca_category: 'Throttling',
    lifecycle_category: 'Monitoring',
    reasons: {
      rca_category: 'More queries at once than the limit of the account.',
      lifecycle_category: 'Found by an alarm.',
    },
    retrieved: '2026-06-03',
    ...more,
  };
}

export function sql(run: SqlRun = { state: 'none' }, more: Partial<Sql> = {}): Sql {
  return {
    text: 'SELECT servicecode, count(*) AS cases\nFROM case_summary\nGROUP BY 1',
    revision: 1,
    predefined: [{ id: 'p1', name: 'Cases by service', sql: 'SELECT servicecode FROM case_summary' }],
    saved: [{ id: 's1', name: 'My accounts', sql: 'SELECT account_number FROM case_summary' }],
    table: 'case_summary',
    columns: [
      { name: 'caseid', meaning: 'Id of the case' },
      { name: 'servicecode', meaning: 'AWS Support code of the service' },
      { name: 'severitycode', meaning: 'low, normal, high, urgent or critical' },
      { name: 'subject', meaning: 'Subject of the case' },
    ],
    run,
    ...more,
  };
}

export function sqlReady(rows: number, more: Partial<Extract<SqlRun, { state: 'ready' }>> = {}): SqlRun {
  return {
    state: 'ready',
    result: 'result-1',
    columns: [
      { name: 'case_number', type: 'text' },
      { name: 'servicecode', type: 'text' },
      { name: 'cases', type: 'number' },
      { name: 'subject', type: 'text' },
      { name: 'account_number', type: 'text' },
    ],
    rowCount: rows,
    truncated: false,
    elapsedMs: 1240,
    cost: cost({ model: 0, inputTokens: null, outputTokens: null }),
    ...more,
  };
}

/** The rows of `sqlReady`; row n has n cases. */
export function sqlRow(n: number): Cell[] {
  return [
    `17${String(n).padStart(10, '0')}`,
    n % 7 === 0 ? null : `amazon-${n % 5}`,
    n,
    `Subject of case ${n}`,
    '111122223333',
  ];
}

/** The messages that bring so many rows. */
export function sqlRows(count: number, row = sqlRow): AnalysisToView[] {
  return Array.from({ length: Math.ceil(count / 500) }, (_none, page) => ({
    kind: 'sqlRows',
    state: {
      result: 'result-1',
      offset: page * 500,
      rows: Array.from({ length: Math.min(500, count - page * 500) }, (_row, index) => row(page * 500 + index)),
    },
  }));
}

export function comparison(): Comparison {
  const side = (label: string, total: number) => ({
    label,
    target: 'Production',
    asked: run(FINISHED).asked,
    run: 'run-finished',
    author: { kind: 'digest', id: 'statistical', host: 'server' } as const,
    total,
    analysis: `## ${label}\n\nSome words.`,
  });
  return {
    state: 'ready',
    before: side('First quarter', 90),
    now: side('Second quarter', 120),
    total: { before: 90, now: 120, significant: true },
    changes: result().before?.changes ?? [],
  };
}

/** All parts of the state of a connected page, in the order in which the host posts them. */
export function everything(more: Partial<Record<AnalysisToView['kind'], unknown>> = {}): readonly unknown[] {
  const states = {
    targets: targets(),
    choices: choices(),
    draft: draft(),
    preview: preview(),
    models: models(),
    runs: { runs: [run(FINISHED)], awaited: null, unreadable: [], keepsText: false },
    result: result(),
    case: { state: 'closed' },
    comparison: { state: 'none' },
    sql: sql(),
    ...more,
  };
  return Object.entries(states).map(([kind, state]) => ({ kind, state }));
}
