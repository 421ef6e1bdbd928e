import type { QueryExecution } from '@aws-sdk/client-athena';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { awsFailure, notAuthorized } from '../aws-failure.ts';

/** Why a run ended as FAILED or CANCELLED: Athena's own reason in one line, and what to do about it. */
export function queryFailure({ Status }: QueryExecution): CaseInsightsError {
  const error = Status?.AthenaError;
  const said = oneLine(error?.ErrorMessage ?? Status?.StateChangeReason ?? '');
  const kind =
    byTrinoName(said) ?? byErrorType(error?.ErrorType) ?? byText(said) ?? (error?.Retryable ? 'passing' : undefined);
  if (kind !== undefined) return failureOf(kind, said);
  if (Status?.State === 'CANCELLED') return failureOf('stopped', said);
  return failureOf(error?.ErrorCategory === SYSTEM ? 'passing' : 'query', said);
}

/** Why Athena did not take a request, or undefined when it never said so. */
export function requestFailure(error: unknown, workGroup: string): CaseInsightsError | undefined {
  const common = awsFailure(error, 'Athena');
  if (common !== undefined || !(error instanceof Error)) return common;
  if (error.name !== 'InvalidRequestException' && error.name !== 'ResourceNotFoundException') return undefined;
  const said = oneLine(error.message);
  if (NO_WORKGROUP.test(said)) {
    return new CaseInsightsError(
      'QUERY_FAILED',
      `There is no Athena workgroup named ${workGroup} in this account and Region.`,
      "Deploy the Case Insights stack with EnableAnalytics=true, or correct this server's UniqueIdentifier or workgroup.",
      { cause: error },
    );
  }
  return failureOf(byTrinoName(said) ?? byText(said) ?? 'query', said, error);
}

type Kind =
  | 'query'
  | 'column'
  | 'table'
  | 'data'
  | 'resources'
  | 'scan-limit'
  | 'time'
  | 'results'
  | 'denied'
  | 'throttled'
  | 'passing'
  | 'stopped';

function failureOf(kind: Kind, said: string, cause?: unknown): CaseInsightsError {
  if (kind === 'denied') return notAuthorized('Athena', said, cause ?? new Error(said));
  const { code, remedy } = KINDS[kind];
  const what = kind === 'stopped' ? 'The query was cancelled in Athena' : 'Athena could not run the query';
  return new CaseInsightsError(code, said === '' ? `${what}, without a reason.` : `${what}: ${said}`, remedy, {
    cause,
  });
}

const KINDS: Readonly<Record<Exclude<Kind, 'denied'>, { readonly code: ErrorCode; readonly remedy: string }>> = {
  query: { code: 'QUERY_FAILED', remedy: 'Correct the SQL (Athena engine v3, Trino syntax) and run it again.' },
  column: {
    code: 'QUERY_FAILED',
    remedy: 'Correct the column; DESCRIBE case_summary lists those that exist. String values need single quotes.',
  },
  table: {
    code: 'QUERY_FAILED',
    remedy:
      'Check that the Case Insights stack was deployed with EnableAnalytics=true and that its Glue crawler has run; if only cases are missing, run the crawler or MSCK REPAIR TABLE in the Athena console.',
  },
  data: {
    code: 'QUERY_FAILED',
    remedy:
      'An object or a partition of the case data does not match the table: run the Glue crawler, or exclude the case or account with a WHERE on account_number or case_number.',
  },
  resources: {
    code: 'QUERY_FAILED',
    remedy: 'Ask for less at once: a shorter period, one account, fewer columns, or no ORDER BY over all rows.',
  },
  'scan-limit': {
    code: 'QUERY_FAILED',
    remedy:
      'Narrow the query, for example with account_number = ..., or raise the data usage limit per query (BytesScannedCutoffPerQuery) of the Athena workgroup.',
  },
  time: {
    code: 'QUERY_TIMED_OUT',
    remedy: 'Narrow it, for example to a shorter period or one account, and run it again.',
  },
  results: {
    code: 'QUERY_FAILED',
    remedy:
      "Check that the Athena workgroup's results bucket exists, in this Region, and that the server may write to it.",
  },
  throttled: {
    code: 'THROTTLED',
    remedy:
      'Wait a minute and call again; if it keeps failing, run fewer queries at a time or ask AWS to raise the quota.',
  },
  passing: {
    code: 'QUERY_FAILED',
    remedy: 'Run it again: Athena failed. If it keeps failing, narrow the query.',
  },
  stopped: { code: 'CANCELLED', remedy: 'Call again if you still want the answer.' },
};

/** Trino begins its message with the name of the error: `TABLE_NOT_FOUND: line 1:15: ...`. */
function byTrinoName(said: string): Kind | undefined {
  const [, name = ''] = /^(?:FAILED: )?([A-Z][A-Z0-9_]+)(?::|$)/.exec(said) ?? [];
  if (name.startsWith('EXCEEDED_TIME')) return 'time';
  if (name.startsWith('EXCEEDED_')) return 'resources';
  return kindOf(TRINO_NAMES, name);
}

const TRINO_NAMES: KnownValues<string> = {
  table: ['TABLE_NOT_FOUND', 'SCHEMA_NOT_FOUND', 'CATALOG_NOT_FOUND'],
  column: ['COLUMN_NOT_FOUND'],
  query: ['SYNTAX_ERROR'],
  denied: ['PERMISSION_DENIED', 'ACCESS_DENIED'],
  data: ['HIVE_BAD_DATA', 'HIVE_CURSOR_ERROR', 'HIVE_INVALID_PARTITION_VALUE', 'HIVE_PARTITION_SCHEMA_MISMATCH'],
  resources: ['CLUSTER_OUT_OF_MEMORY'],
};

/** https://docs.aws.amazon.com/athena/latest/ug/error-reference.html; types that name no cause are left to the text. */
function byErrorType(type: number | undefined): Kind | undefined {
  if (type === undefined) return undefined;
  if (type <= 8) return 'resources';
  return kindOf(ERROR_TYPES, type);
}

const SYSTEM = 1;
const ERROR_TYPES: KnownValues<number> = {
  time: [206, 210],
  results: [401, 402, 1306],
  stopped: [1011, 1014],
  table: [1110],
  throttled: [1400, 1401, 1403, 1404, 1405, 1406, 1602],
  denied: [1500, 1501],
};

type KnownValues<Value> = Readonly<Partial<Record<Kind, readonly Value[]>>>;

function kindOf<Value>(known: KnownValues<Value>, value: Value): Kind | undefined {
  const kinds = Object.keys(known) as Kind[];
  return kinds.find((kind) => known[kind]?.includes(value));
}

// What Athena, Hive and the services behind them say without a code of their own.
const NO_WORKGROUP = /work ?group\b.*\bnot found/i;
const TEXTS: readonly (readonly [RegExp, Kind])[] = [
  [/bytes scanned limit/i, 'scan-limit'],
  [/exhausted resources/i, 'resources'],
  [/query timeout/i, 'time'],
  [/not authorized to perform|access ?denied|insufficient (lake formation )?permission/i, 'denied'],
  [/table not found|database .*(not found|does not exist)/i, 'table'],
  [/output (location|bucket)|nosuchbucket/i, 'results'],
  [/rate exceeded|throttl|slow ?down|too many requests/i, 'throttled'],
];

function byText(said: string): Kind | undefined {
  return TEXTS.find(([pattern]) => pattern.test(said))?.[1];
}

const LONGEST = 1_000;

/** Athena's sentence without line ends and without the hint to contact support that it appends. */
function oneLine(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/\s*This query ran against the .*$/, '')
    .trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)} …`;
}
