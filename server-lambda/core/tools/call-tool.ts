import { CaseInsightsError, toCaseInsightsError } from '../errors.ts';
import { CATALOGUE, toolsFor } from './catalogue.ts';
import { parseInput } from './parse-input.ts';
import type { ToolContext } from './tool.ts';

/** A tool's answer or failure. Never throws, so that the interfaces (MCP, REST) only translate. */
export type ToolOutcome =
  | { readonly ok: true; readonly result: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: CaseInsightsError };

/** Parses the arguments once, runs the tool, and formats whatever goes wrong once. */
export async function callTool(name: string, given: unknown, context: ToolContext): Promise<ToolOutcome> {
  try {
    const tool = CATALOGUE.find((candidate) => candidate.name === name);
    if (!tool) throw unknownTool(name, context);
    return { ok: true, result: await tool.run(parseInput(name, tool.input, given), context) };
  } catch (thrown) {
    return { ok: false, error: toCaseInsightsError(thrown) };
  }
}

function unknownTool(name: string, context: ToolContext): CaseInsightsError {
  return new CaseInsightsError(
    'UNKNOWN_TOOL',
    `There is no tool named ${JSON.stringify(name.slice(0, 100))}.`,
    `The tools are: ${toolsFor(context)
      .map((tool) => tool.name)
      .join(', ')}.`,
  );
}
