import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { SERVER_NAME, VERSION } from '#core/contract/version.ts';
import type { StdioLaunch } from '../../launch/stdio-launch.ts';
import { failureOf, readToolFailure } from './tool-failure.ts';

export interface CallOptions {
  /** Cancels the call: the server is notified and stops its query. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each progress message and the share that is done, from 0 to 1. */
  readonly onProgress?: ((message: string, share: number | undefined) => void) | undefined;
}

/** One conversation with an MCP server, which is a process of ours. */
export interface ToolClient {
  /** Resolves to the tool's structured answer. Rejects with a CaseInsightsError, whatever failed. */
  call(tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
  /** Ends the process. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Called once when the process ends without having been asked to. */
  readonly onLost: () => void;
  /** A question of the server for text, such as an MFA code; undefined if nobody answers it. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Gives up a conversation that is not open yet. */
  readonly signal: AbortSignal;
}

export type OpenClient = (launch: StdioLaunch, options: OpenOptions) => Promise<ToolClient>;

/** The longest silence: servers speak every few seconds, and end a call after a quarter of an hour themselves. */
const SILENCE_MS = 120_000;
/** Beyond the 8 MB of rows that one answer has at most, which it carries twice. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;

/** Starts the server and opens the conversation. Rejects with a CaseInsightsError. */
export const openToolClient: OpenClient = (launch, options) => openPatiently(launch, options, SILENCE_MS);

/** As openToolClient; a call fails after `silenceMs` without an answer or progress, however long it takes in all. */
export async function openPatiently(
  launch: StdioLaunch,
  { onLost, ask, signal: opening }: OpenOptions,
  silenceMs: number,
): Promise<ToolClient> {
  const transport = new StdioClientTransport({
    command: launch.command,
    args: [...launch.args],
    cwd: launch.cwd,
    env: environmentOf(launch.env),
    // What a bridge logs is for "Show Logs"; here its answers say all that matters.
    stderr: 'ignore',
    maxBufferSize: LONGEST_MESSAGE,
  });
  const client = new Client(
    { name: `${SERVER_NAME}-panel`, version: VERSION },
    { capabilities: { elicitation: { form: {} } } },
  );
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    const [field] = 'requestedSchema' in params ? Object.keys(params.requestedSchema.properties) : [];
    const answer = field === undefined ? undefined : await ask(params.message);
    return field === undefined || answer === undefined
      ? { action: 'decline' }
      : { action: 'accept', content: { [field]: answer } };
  });
  let closing = false;
  let isOpen = false;
  client.onclose = () => {
    if (isOpen && !closing) onLost();
  };
  try {
    await client.connect(transport, { signal: opening });
  } catch (thrown) {
    await client.close().catch(() => undefined);
    throw failureOf(thrown);
  }
  isOpen = true;
  return {
    async call(tool, input, { signal, onProgress } = {}) {
      try {
        const result = await client.callTool(
          { name: tool, arguments: { ...input } },
          {
            timeout: silenceMs,
            resetTimeoutOnProgress: true,
            ...(signal && { signal }),
            onprogress: ({ message, progress, total }) => {
              if (message !== undefined) onProgress?.(message, total === undefined ? undefined : progress / total);
            },
          },
        );
        if (result.isError === true) throw readToolFailure(result);
        return result.structuredContent;
      } catch (thrown) {
        throw failureOf(thrown, signal);
      }
    },
    async close() {
      closing = true;
      await client.close();
    },
  };
}

/** The environment of the editor, which has its proxies and profiles, with what the launch sets and removes. */
function environmentOf(changes: StdioLaunch['env']): Record<string, string> {
  const all = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
