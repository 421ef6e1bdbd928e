import { CaseInsightsError } from '#core/errors.ts';
import type { z } from 'zod';
import type { CallOptions } from './tool-client.ts';

/** The part of a connection that calls tools. */
export interface AsksTools {
  call(tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
}

/** Calls a tool and parses its answer. Rejects with a CaseInsightsError, also if the answer does not fit the schema. */
export async function askServer<Answer>(
  server: AsksTools,
  tool: string,
  input: Readonly<Record<string, unknown>>,
  answer: z.ZodType<Answer>,
  options?: CallOptions,
): Promise<Answer> {
  const read = answer.safeParse(await server.call(tool, input, options));
  if (read.success) return read.data;
  throw new CaseInsightsError(
    'INTERNAL',
    `The server's answer to ${tool} is not as this version of the extension knows it.`,
    'Update the server: run "Deploy Case Insights MCP" again, or ask whoever deployed it.',
    { cause: read.error },
  );
}
