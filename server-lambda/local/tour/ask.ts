import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { z } from 'zod';
import { SERVER_NAME, VERSION } from '#core/contract/version.ts';
import type { Answered, GatewayReady } from './answers.ts';

/** An analysis may take minutes; progress keeps the call alive. */
const CALL_TIMEOUT_MS = 300_000;

export interface Conversation {
  listTools(): Promise<readonly string[]>;
  /** Calls a tool and reads its structured answer. Rejects with the tool's own sentence when it could not answer. */
  call<Answer>(name: string, input: Record<string, unknown>, answer: z.ZodType<Answer>): Promise<Answered<Answer>>;
  close(): Promise<void>;
}

/** Opens an MCP client with the bridge next to this program as its server, which signs for the gateway. */
export async function openConversation(
  gateway: GatewayReady,
  onLog: (line: string) => void,
  onProgress: (message: string) => void,
): Promise<Conversation> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(__dirname, 'bridge.js'), '--endpoint', gateway.url, '--region', gateway.region],
    env: {
      ...inheritedEnvironment(),
      AWS_ACCESS_KEY_ID: gateway.accessKeyId,
      AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
    },
    stderr: 'pipe',
    maxBufferSize: 64 * 1024 * 1024,
  });
  transport.stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').split(/\r?\n/)) if (line !== '') onLog(line);
  });
  const client = new Client({ name: `${SERVER_NAME}-tour`, version: VERSION });
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    call: async (name, input, answer) => {
      const result = await client.callTool(
        { name, arguments: input },
        {
          timeout: CALL_TIMEOUT_MS,
          resetTimeoutOnProgress: true,
          onprogress: ({ message }) => {
            if (message !== undefined) onProgress(message);
          },
        },
      );
      if (result.isError) throw new Error(textOf(result.content));
      return { raw: result.structuredContent, read: answer.parse(result.structuredContent) };
    },
    close: () => client.close(),
  };
}

/** The demo key must be the only credentials in sight; everything else (PATH, proxies, certificates) stays. */
function inheritedEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|MCP_SERVER_URL$)/i.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}

const textBlocks = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

function textOf(content: unknown): string {
  return textBlocks
    .parse(content)
    .map((block) => block.text ?? '')
    .join('\n');
}
