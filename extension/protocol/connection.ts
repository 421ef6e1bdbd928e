import * as z from 'zod/mini';
import { text } from './bounds.ts';
import type { ViewContract } from './contract.ts';

/** One step of the way from the editor to an answer, as the bridge's doctor tells it. */
export const ConnectionStep = z.object({
  id: z.string(),
  title: text(4_096),
  state: z.enum(['waiting', 'running', 'passed', 'warned', 'failed', 'skipped']),
  ms: z.number(),
  detail: text(4_096),
  remedy: text(4_096),
  /** What mends it from here, the likeliest first: the button's text and what it sends back. */
  actions: z.array(z.object({ label: text(4_096), id: z.string() })),
});
export type ConnectionStep = z.output<typeof ConnectionStep>;

const ConnectionState = z.object({
  server: text(4_096),
  running: z.boolean(),
  steps: z.array(ConnectionStep),
  /** How it ended, or why it could not be run. Empty while it runs. */
  outcome: text(4_096),
});
export type ConnectionState = z.output<typeof ConnectionState>;

const ConnectionToHost = z.discriminatedUnion('kind', [
  /** The view can show a state now. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('run') }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('act'), id: z.string() }),
]);
export type ConnectionToHost = z.output<typeof ConnectionToHost>;

const ConnectionToView = z.object({ kind: z.literal('state'), state: ConnectionState });
export type ConnectionToView = z.output<typeof ConnectionToView>;

/** The page of "Test Connection". */
export const connectionContract: ViewContract<ConnectionToHost, ConnectionToView> = {
  toHost: ConnectionToHost,
  toView: ConnectionToView,
};
