import { z } from 'zod';
import { readOrigins } from './allowed-origins.ts';
import { CASE_TABLE } from './case-record.ts';
import { readDataScopes, type DataScopes } from './data-scopes.ts';

/** Set or not; an empty value counts as not set, because CloudFormation can't leave a variable out. */
const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? undefined : value.trim()));

const wholeNumber = (name: string, fallback: number, most: number) =>
  optional.transform((value, context) => {
    const number = value === undefined ? fallback : Number(value);
    if (Number.isInteger(number) && number >= 0 && number <= most) return number;
    context.addIssue({ code: 'custom', message: `${name} must be a whole number from 0 to ${most}` });
    return z.NEVER;
  });

const required = (name: string) => z.string({ error: `${name} is not set` }).min(1, { error: `${name} is empty` });

/** What Glue names its tables and views. */
function isTable(name: string | undefined): boolean {
  return name === undefined || /^[a-z0-9_][a-z0-9_-]*$/.test(name);
}

const NO_TABLE = 'CASE_TABLE must be the name of a table or view: letters, digits, _ and -';

const environmentSchema = z.object({
  ATHENA_DATABASE: required('ATHENA_DATABASE'),
  ATHENA_WORKGROUP: required('ATHENA_WORKGROUP'),
  ATHENA_REUSE_MINUTES: wholeNumber('ATHENA_REUSE_MINUTES', 60, 10_080),
  BEDROCK_MODEL_ID: required('BEDROCK_MODEL_ID'),
  BEDROCK_GUARDRAIL_ID: optional,
  BEDROCK_GUARDRAIL_VERSION: optional,
  CASE_TABLE: optional.transform((value) => value?.toLowerCase()).refine(isTable, { error: NO_TABLE }),
  CASE_TABLES: optional,
  DATA_SCOPES: optional,
  CORS_ALLOWED_ORIGINS: optional,
  RESULTS_BUCKET: optional,
});

/** The function's environment, which only the stack writes. */
export interface FunctionEnvironment {
  readonly database: string;
  readonly workGroup: string;
  /** How old an answer of Athena may be to be given again; 0 for never. */
  readonly reuseMinutes: number;
  /** Holds Athena's results and the markers of cancelled calls. Without it, calls cannot be cancelled. */
  readonly resultsBucket: string | undefined;
  readonly modelId: string;
  readonly guardrail: { readonly id: string; readonly version: string } | undefined;
  /** The table or view with the cases; default `case_summary`. */
  readonly table: string;
  /** What each caller may see. */
  readonly scopes: DataScopes;
  /** Tables and views that `query_athena` may read: the one with the cases, and those named in CASE_TABLES, by commas. */
  readonly tables: readonly string[];
  /** Origins whose pages may call from a browser, `*` alone for all; none where empty. */
  readonly allowedOrigins: readonly string[];
}

/** Reads the function's environment. Throws one sentence naming the first variable that is missing or wrong. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): FunctionEnvironment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'The environment cannot be read.');
  const { data } = parsed;
  const id = data.BEDROCK_GUARDRAIL_ID;
  const table = data.CASE_TABLE ?? CASE_TABLE;
  const more = data.CASE_TABLES?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
  return {
    database: data.ATHENA_DATABASE,
    workGroup: data.ATHENA_WORKGROUP,
    reuseMinutes: data.ATHENA_REUSE_MINUTES,
    resultsBucket: data.RESULTS_BUCKET,
    modelId: data.BEDROCK_MODEL_ID,
    guardrail: id === undefined ? undefined : { id, version: data.BEDROCK_GUARDRAIL_VERSION ?? 'DRAFT' },
    table,
    scopes: readDataScopes('DATA_SCOPES', data.DATA_SCOPES ?? ''),
    tables: [...new Set([table, ...more.filter((other) => other !== '')])],
    allowedOrigins: readOrigins('CORS_ALLOWED_ORIGINS', data.CORS_ALLOWED_ORIGINS ?? ''),
  };
}
