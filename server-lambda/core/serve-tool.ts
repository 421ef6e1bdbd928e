import type { ServerPorts } from './server-ports.ts';
import { callTool, type ToolOutcome } from './tools/call-tool.ts';
import type { ToolContext } from './tools/tool.ts';

/** Runs a tool for a face of the server, with the program's ports and the call's own signal and progress. */
export async function serveTool(
  ports: ServerPorts,
  name: string,
  given: unknown,
  call: Pick<ToolContext, 'signal' | 'progress'>,
): Promise<ToolOutcome> {
  const { engine, analyst, clock, tables } = ports;
  const newMarker = () => ports.newMarker();
  const outcome = await callTool(name, given, { engine, analyst, clock, tables, newMarker, ...call });
  if (!outcome.ok) ports.onFailure?.(name, outcome.error);
  return outcome;
}
