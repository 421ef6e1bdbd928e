import type { z } from 'zod';
import { CaseInsightsError } from '../errors.ts';

/**
 * Parses a tool's arguments. Blank text and null count as not given, because models fill in what they have no value
 * for. Throws INVALID_INPUT with one sentence naming the first field that is wrong and what is allowed there.
 */
export function parseInput<Schema extends z.ZodObject>(
  toolName: string,
  schema: Schema,
  given: unknown,
): z.output<Schema> {
  const fields = Object.keys(schema.shape);
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    throw invalid(toolName, fields, `The arguments of ${toolName} must be a JSON object.`);
  }
  const filled = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => !isBlank(value)));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(
    toolName,
    fields,
    issue ? sentence(toolName, fields, filled, issue) : `The arguments of ${toolName} are not valid.`,
  );
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function invalid(toolName: string, fields: readonly string[], message: string): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    message,
    `Correct it and call ${toolName} again; its parameters are ${list(fields)}.`,
  );
}

function sentence(
  toolName: string,
  fields: readonly string[],
  given: Record<string, unknown>,
  issue: z.core.$ZodIssue,
): string {
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0] ?? '';
    return `\`${shorten(unknown)}\` is not a parameter of ${toolName}: allowed are ${list(fields)}.`;
  }
  const field = issue.path.map(String).join('.');
  if (field === '') return issue.message;
  if (!(field in given)) return `\`${field}\` is required: ${issue.message}.`;
  return `\`${field}\` must be ${issue.message}, not ${describe(given[field])}.`;
}

function describe(value: unknown): string {
  if (typeof value === 'string' && value.length > 60)
    return `text of ${value.length.toLocaleString('en-US')} characters`;
  return shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
