import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { progressIn, type Progress } from '#core/contract/progress.ts';
import { SERVER_NAME, VERSION } from '#core/contract/version.ts';
import type { StdioLaunch } from '../../launch/stdio-launch.ts';
import { failureOf, readToolFailure } from './tool-failure.ts';

/** What a server says of a call under way. */
export interface CallProgress {
  readonly message: string | undefined;
  /** From 0 to 1. */
  readonly share: number | undefined;
  /** Undefined from a server that sends sentences alone. */
  readonly data: Progress | undefined;
}

export interface CallOptions {
  /** Cancels the call: the server is notified and stops its query. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CallProgress) => void) | undefined;
}

/** A connection to an MCP server in a child process. */
export interface ToolClient {
  /** Resolves to the tool's structured content. Rejects with a CaseInsightsError. */
  call(tool: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
  /** Ends the process. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Called once if the process ends unexpectedly. */
  readonly onLost: () => void;
  /** Answers the server's question for text, such as an MFA code; `undefined` declines it. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Aborts connecting. */
  readonly signal: AbortSignal;
}

export type OpenClient = (launch: StdioLaunch, options: OpenOptions) => Promise<ToolClient>;

/** Servers send progress every few seconds, and end a call after 15 minutes themselves. */
const SILENCE_MS = 120_000;
/** An answer has at most 8 MB of rows, and carries them twice. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;

/** Starts the server and connects. Rejects with a CaseInsightsError. */
export const openToolClient: OpenClient = (launch, options) => openPatiently(launch, options, SILENCE_MS);

/** Like openToolClient; a call fails after `silenceMs` without an answer or progress, however long it takes in all. */
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
    // "Show Logs" shows the bridge's log; its answers carry every failure.
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
            onprogress: (params) => {
              const { message, progress, total } = params;
              const share = total === undefined ? undefined : progress / total;
              onProgress?.({ message, share, data: progressIn(params) });
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

/** The editor's environment, which has proxies and profiles, with the changes of the launch. */
function environmentOf(changes: StdioLaunch['env']): Record<string, string> {
  const all = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
