import { readEndpoint, type Endpoint } from '../aws/endpoint.ts';
import { readDuration } from './call-budget.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface BridgeOptions {
  readonly endpoint: Endpoint;
  /** From the flag or the environment. If undefined, it comes from the host name or the profile. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** How long a call may take before the host gets an answer; undefined: no limit. */
  readonly callBudgetMs: number | undefined;
  readonly logLevel: LogLevel;
  readonly logFile: string | undefined;
}

/** What the command line and the environment request. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** The command line can't be understood; `sentence` names the flag. */
  | { readonly kind: 'misused'; readonly sentence: string }
  /** The environment doesn't say where to forward to, or says it wrongly; `sentence` names what to set. */
  | { readonly kind: 'unconfigured'; readonly sentence: string }
  | { readonly kind: 'local'; readonly directory: string | undefined }
  | { readonly kind: 'bridge'; readonly options: BridgeOptions }
  /** Check the whole connection instead of serving; `problem` describes a missing setting. */
  | { readonly kind: 'doctor'; readonly form: DoctorForm; readonly checked: Checked };

/** `json`: one object at the end; `json-lines`: one a line, as it goes. */
export type DoctorForm = 'text' | 'json' | 'json-lines';

export type Checked = { readonly options: BridgeOptions } | { readonly problem: string };

export const HELP = `Usage: case-insights-mcp [options]

Connects an MCP client on stdio to a Case Insights MCP server behind API Gateway: every request is signed with
AWS Signature Version 4 and forwarded as it arrives.

  --endpoint URL       the server's URL, with or without /mcp    (or MCP_SERVER_URL)
  --region REGION      the region to sign for                    (or AWS_REGION, AWS_DEFAULT_REGION; else from the URL,
                                                                  else from the profile)
  --profile PROFILE    the AWS profile to sign as                (or AWS_PROFILE)
  --call-budget TIME   answer within this time (50s, 50000ms, 1m), for hosts that don't wait: a longer call goes on, and
                       the tool await_result fetches its result
  --log-level LEVEL    error, warn, info (the default) or debug; the log goes to stderr
  --log-file FILE      append the log to a file as well
  --local [DIR]        serve the sample cases, or the exported cases in DIR, from this machine, without AWS
  --doctor [--json]    check each step from here to an answer, and say how to fix what fails; exits with 0 if none does;
                       with --json-lines instead of --json, each step as it finishes
  --version, --help
`;

const VALUE_FLAGS = ['endpoint', 'region', 'profile', 'call-budget', 'log-level', 'log-file'] as const;
type ValueFlag = (typeof VALUE_FLAGS)[number];

/** Reads the command line (without program names) and the environment; flags win. Never throws. */
export function readInvocation(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Invocation {
  const forms = (['json', 'json-lines'] as const).filter((name) => args.includes(`--${name}`));
  const doctor = args.includes('--doctor');
  const [form = 'text', another] = forms;
  if (form !== 'text' && !doctor) return misused(`--${form} needs --doctor`);
  if (another !== undefined) return misused(`--${form} and --${another} can't be combined`);
  const rest = args.filter((argument) => argument !== '--doctor' && argument !== `--${form}`);
  const invocation = readServing(rest, environment);
  if (!doctor) return invocation;
  switch (invocation.kind) {
    case 'bridge':
      return { kind: 'doctor', form, checked: { options: invocation.options } };
    case 'unconfigured':
      return { kind: 'doctor', form, checked: { problem: invocation.sentence } };
    case 'local':
      return misused("--doctor and --local can't be combined");
    case 'doctor':
    case 'help':
    case 'misused':
    case 'version':
      return invocation;
  }
}

function readServing(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Invocation {
  const flags = new Map<ValueFlag, string>();
  let local: { directory: string | undefined } | undefined;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    const [, name = '', , inline] = /^--([a-z-]+)(=(.*))?$/s.exec(argument) ?? [];
    if (name === 'help' && inline === undefined) return { kind: 'help' };
    if (name === 'version' && inline === undefined) return { kind: 'version' };
    const next = args[index + 1];
    const follows = next === undefined || next.startsWith('--') ? undefined : next;
    const value = inline ?? follows;
    if (name === 'local') {
      local = { directory: value === '' ? undefined : value };
    } else if (isValueFlag(name)) {
      if (value === undefined || value.trim() === '') return misused(`--${name} needs a value`);
      flags.set(name, value);
    } else {
      return misused(`Unknown argument ${JSON.stringify(argument)}`);
    }
    if (inline === undefined && follows !== undefined) index++;
  }

  const budgetFlag = flags.get('call-budget');
  const callBudgetMs = budgetFlag === undefined ? undefined : readDuration(budgetFlag);
  if (budgetFlag !== undefined && callBudgetMs === undefined) {
    return misused(`--call-budget must be a time such as 50s, 50000ms or 1m, at most 15m: ${budgetFlag}`);
  }
  const level = flags.get('log-level') ?? 'info';
  if (!isLogLevel(level)) return misused(`--log-level must be one of ${LOG_LEVELS.join(', ')}: ${level}`);
  if (local !== undefined) {
    if (flags.has('endpoint')) return misused("--local and --endpoint can't be combined");
    return { kind: 'local', directory: local.directory };
  }

  const regionFlag = flags.get('region');
  if (regionFlag !== undefined && !isRegion(regionFlag)) {
    return misused(`--region must be a region such as us-east-1: ${regionFlag}`);
  }
  const regionVariable = given(environment, 'AWS_REGION') ?? given(environment, 'AWS_DEFAULT_REGION');

  const endpointFlag = flags.get('endpoint');
  const endpointText = endpointFlag ?? given(environment, 'MCP_SERVER_URL');
  if (endpointText === undefined) {
    return {
      kind: 'unconfigured',
      sentence: "No server is configured: set MCP_SERVER_URL or pass --endpoint with the server's URL.",
    };
  }
  const reading = readEndpoint(endpointText);
  if (!reading.ok) {
    if (endpointFlag !== undefined) return misused(`The value of --endpoint ${reading.problem}`);
    return {
      kind: 'unconfigured',
      sentence: `The value of MCP_SERVER_URL ${reading.problem}: correct it, or pass --endpoint with the server's URL.`,
    };
  }
  if (regionFlag === undefined && regionVariable !== undefined && !isRegion(regionVariable)) {
    return { kind: 'unconfigured', sentence: 'AWS_REGION is not a region such as us-east-1: correct it or remove it.' };
  }

  return {
    kind: 'bridge',
    options: {
      endpoint: reading.endpoint,
      region: regionFlag ?? regionVariable,
      profile: flags.get('profile') ?? given(environment, 'AWS_PROFILE'),
      callBudgetMs,
      logLevel: level,
      logFile: flags.get('log-file'),
    },
  };
}

function misused(problem: string): Invocation {
  return { kind: 'misused', sentence: `${problem}; --help lists the options.` };
}

/** A variable that is set but empty counts as not set: hosts write `"AWS_PROFILE": ""` when a field is left blank. */
function given(environment: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function isValueFlag(name: string): name is ValueFlag {
  return (VALUE_FLAGS as readonly string[]).includes(name);
}

function isLogLevel(level: string): level is LogLevel {
  return (LOG_LEVELS as readonly string[]).includes(level);
}

function isRegion(text: string): boolean {
  return /^[a-z]+(-[a-z]+)+-\d+$/.test(text);
}
