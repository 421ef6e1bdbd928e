import { paceOf } from './pace-of-call.ts';
import { toCaseInsightsError } from './errors.ts';
import { meteredAnalyst } from './metered-analyst.ts';
import { meteredEngine } from './metered-engine.ts';
import type { ServerPorts } from './server-ports.ts';
import { callTool, type ToolOutcome } from './tools/call-tool.ts';
import { CATALOGUE } from './tools/catalogue.ts';
import type { ToolContext } from './tools/tool.ts';

/** What a face of the server knows of a call. */
export interface ServedCall extends Pick<ToolContext, 'signal' | 'progress'> {
  /** By which its caller may cancel it, see cancellation.ts. */
  readonly callId?: string | undefined;
}

/**
 * Runs a tool for a face of the server, with the program's ports and the call's own signal and progress. The result of
 * a tool that queried says in `query_statistics` what that took, where the engine says so.
 */
export async function serveTool(
  ports: ServerPorts,
  name: string,
  given: unknown,
  call: ServedCall,
): Promise<ToolOutcome> {
  const { cases, clock, tables, partition } = ports;
  const tool = CATALOGUE.some((known) => known.name === name) ? name : 'unknown';
  const onEnd = ports.onCall?.(tool);
  const began = clock.now().getTime();
  const engine = meteredEngine(ports.engine);
  const analyst = meteredAnalyst(ports.analyst);
  const newMarker = () => ports.newMarker();
  const { progress } = call;
  const { signal, unwatch } = watched(ports, call);
  const pace = paceOf(ports.timer, clock, signal);
  const outcome = await inSlot(ports, signal, () =>
    callTool(name, given, { engine, cases, analyst, clock, tables, partition, newMarker, progress, signal, pace }),
  ).finally(unwatch);
  const statistics = engine.statistics();
  const modelCost = analyst.cost();
  onEnd?.({
    tool,
    durationMs: clock.now().getTime() - began,
    bytesScanned: engine.bytesScanned(),
    ...analyst.tokens(),
    estimatedCost: modelCost === null ? undefined : (statistics?.estimated_cost_usd ?? 0) + modelCost,
    ...(outcome.ok
      ? { outcome: 'ok', rows: rowsOf(outcome.result) }
      : { outcome: outcome.error.code, error: outcome.error }),
  });
  return outcome.ok && statistics ? { ok: true, result: { ...outcome.result, query_statistics: statistics } } : outcome;
}

function rowsOf({ row_count }: Readonly<Record<string, unknown>>): number | undefined {
  return typeof row_count === 'number' ? row_count : undefined;
}

/** The call's signal, which is aborted as well when its caller cancels the call elsewhere. */
export function watched({ cancellations }: ServerPorts, { callId, signal }: Pick<ServedCall, 'callId' | 'signal'>) {
  if (callId === undefined || cancellations === undefined) return { signal, unwatch: () => undefined };
  const cancelled = new AbortController();
  const unwatch = cancellations.watch(callId, () => {
    cancelled.abort();
  });
  return { signal: signal ? AbortSignal.any([signal, cancelled.signal]) : cancelled.signal, unwatch };
}

async function inSlot(
  { slots }: ServerPorts,
  signal: AbortSignal | undefined,
  run: () => Promise<ToolOutcome>,
): Promise<ToolOutcome> {
  if (slots === undefined) return run();
  try {
    const leave = await slots.take(signal);
    return await run().finally(leave);
  } catch (thrown) {
    return { ok: false, error: toCaseInsightsError(thrown) };
  }
}
