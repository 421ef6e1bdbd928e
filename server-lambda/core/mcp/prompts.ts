import { ProtocolError, ProtocolErrorCode, type GetPromptResult, type Prompt } from '@modelcontextprotocol/server';
import type { CompletedFilter } from './completions.ts';

/** A conversation that a person can start from a host's menu: its arguments, and the instructions for the model. */
interface PromptDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly {
    /** Named as the filters are, so that hosts complete them. */
    readonly name: CompletedFilter;
    readonly description: string;
    readonly required?: boolean;
  }[];
  readonly write: (given: Readonly<Record<string, string>>, caller: PromptCaller) => string;
}

interface PromptCaller {
  /** Whether query_athena works for the caller. */
  readonly sql: boolean;
}

const DEFINITIONS: readonly PromptDefinition[] = [
  {
    name: 'monthly_review',
    title: 'Monthly review',
    description: 'What happened in a month of support cases, against the month before, with what to do next',
    arguments: [{ name: 'month', description: 'YYYY-MM; default: the last whole month' }],
    write: ({ month }) =>
      `Write a one-page review of our AWS Support cases for ${month ?? 'the last whole calendar month'}.
1. Call analyze_case_summaries for exactly that month with analysis_question "What are the top issues and what changed?".
2. Call compare_periods for that month against the one before.
3. Write: the figures in one small table; what increased and decreased, only where marked significant; the three issues that cost most, each with case numbers; one recommendation an issue, with an owner's role.
Quote figures only from the tools.`,
  },
  {
    name: 'incident_deep_dive',
    title: 'Incident deep dive',
    description: 'One case in full, the cases like it, and what would have prevented them',
    arguments: [{ name: 'case_id', description: 'The number of the case', required: true }],
    write: ({ case_id }) =>
      `Look into support case ${quoted(case_id)}.
1. Call get_case for it.
2. Call analyze_case_summaries for the 90 days around it, with its service_code and rca_category, and analysis_question "Which cases are like this one, and what do they have in common?".
3. Write: what happened, in time order; the recorded cause and how certain it is; similar cases by number; whether other accounts were affected; what would have prevented it, found it earlier, or made it smaller.`,
  },
  {
    name: 'account_review',
    title: 'Account review',
    description: 'One account: its cases, how it differs from the others, and what to raise with its owners',
    arguments: [{ name: 'account_number', description: 'AWS account, 12 digits', required: true }],
    write: ({ account_number }, { sql }) =>
      `Review AWS account ${quoted(account_number)}.
1. Call get_case_summary with this account_number and days_back 180.
2. ${sql ? 'Call query_athena to compare its shares of rca_category and servicecode with all other accounts over the same days.' : 'Call get_case_summary with exclude_account_number instead, for the same days, and compare the shares of rca_category.'}
3. Read up to five of its most severe cases with get_case.
4. Write: what this account struggles with and others do not; what recurs; three things to raise with its owners, each with case numbers.`,
  },
  {
    name: 'throttling_report',
    title: 'Throttling report',
    description:
      'Which services are throttled, in which accounts, why, and which quotas to raise or calls to slow down',
    arguments: [
      { name: 'service_code', description: 'Only this service; default: all' },
      { name: 'month', description: 'YYYY-MM; default: the last 90 days' },
    ],
    write: ({ service_code, month }) =>
      `Report on throttling in our AWS accounts${service_code === undefined ? '' : ` for service ${quoted(service_code)}`}, ${month === undefined ? 'over the last 90 days' : `in ${quoted(month)}`}.
1. Call analyze_case_summaries with rca_category "Throttling" and analysis_question "What services are experiencing throttling and why?"; do the same with rca_category "Limit reached".
2. Write a table of service, accounts, cases and the limit or call that was hit; then what to do for each: a quota to raise (say which), or a caller to slow down (say how).`,
  },
];

/** An argument is the person's text; between quotes it can't be taken for a step of the prompt. */
function quoted(value: string | undefined): string {
  return JSON.stringify((value ?? '').slice(0, 200));
}

export const PROMPTS: readonly Prompt[] = DEFINITIONS.map(({ write: _, arguments: parameters, ...prompt }) => ({
  ...prompt,
  arguments: parameters.map((parameter) => ({ ...parameter, required: parameter.required ?? false })),
}));

/** The messages of a prompt. Throws invalid params for an unknown name or a required argument that is missing. */
export function getPrompt(
  name: string,
  given: Readonly<Record<string, string>> = {},
  caller: PromptCaller = { sql: true },
): GetPromptResult {
  const prompt = DEFINITIONS.find((candidate) => candidate.name === name);
  if (!prompt) {
    const known = DEFINITIONS.map((candidate) => candidate.name).join(', ');
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `There is no prompt ${quoted(name)}: the prompts are ${known}.`,
    );
  }
  const missing = prompt.arguments.find((parameter) => parameter.required === true && !given[parameter.name]?.trim());
  if (missing) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `\`${missing.name}\` is required: ${missing.description}.`,
    );
  }
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''));
  return {
    description: prompt.description,
    messages: [{ role: 'user', content: { type: 'text', text: prompt.write(filled, caller) } }],
  };
}
