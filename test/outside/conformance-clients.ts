import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Client, StreamableHTTPClientTransport, type Tool, type Transport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { z } from 'zod';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';

const relay = path.join(import.meta.dirname, 'conformance-relay.mjs');

/** For `runConformance`: the command of a client, in the form that the suite reads. */
export const CLIENT_COMMAND = `"${process.execPath}" "${relay}"`;

const tasks = z.object({
  scenario: z.string(),
  url: z.string(),
  context: z
    .object({
      toolCalls: z.array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) })).optional(),
    })
    .optional(),
});

type Task = z.output<typeof tasks>;

export interface ConformanceClients {
  /** The environment of CLIENT_COMMAND. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

/** Ways from a client to the server at a URL. */
export const WAYS = {
  direct: (url: string): Transport =>
    // The suite's servers wait for idle connections to end.
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { connection: 'close' } } }),
  bridge: (url: string): Transport =>
    new StdioClientTransport({
      command: process.execPath,
      args: [BRIDGE, '--endpoint', url, '--log-level', 'error'],
      env: bridgeEnvironment(),
    }),
} as const;

/**
 * Does the suite's tasks with the SDK's client, in this process, each task with a client and a way of its own. The suite
 * gives all tasks at once; they are done one after the other, so that each has a machine that isn't busy with the rest.
 */
export async function startConformanceClients(
  way: (url: string) => Transport,
  revision: string,
): Promise<ConformanceClients> {
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer((incoming, outgoing) => {
    turn = Promise.all([readTask(incoming), turn])
      .then(([task]) => carryOut(task, way, revision))
      .then(
        () => outgoing.end(),
        (error: unknown) => outgoing.writeHead(500).end(`${error instanceof Error ? String(error.stack) : 'failed'}\n`),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    environment: { CONFORMANCE_CLIENTS: `http://127.0.0.1:${port}` },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function readTask(incoming: IncomingMessage): Promise<Task> {
  return tasks.parse(JSON.parse(await text(incoming)));
}

/** Lists all that the server has, and uses all of it: every scenario wants some of that, and none minds the rest. */
async function carryOut({ url, context }: Task, way: (url: string) => Transport, revision: string): Promise<void> {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: { elicitation: { form: { applyDefaults: true } } },
      versionNegotiation: { mode: revision === '2026-07-28' ? 'auto' : 'legacy' },
    },
  );
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }));
  await client.connect(way(url));
  try {
    const has = client.getServerCapabilities() ?? {};
    const { tools } = has.tools === undefined ? { tools: [] } : await client.listTools();
    for (const { name } of tools) {
      const prescribed = context?.toolCalls?.find((call) => call.name === name)?.arguments;
      await client.callTool({ name, arguments: prescribed ?? argumentsOf(name, tools) });
    }
    const { resources } = has.resources === undefined ? { resources: [] } : await client.listResources();
    for (const { uri } of resources) await client.readResource({ uri });
    const { prompts } = has.prompts === undefined ? { prompts: [] } : await client.listPrompts();
    for (const { name } of prompts) await client.getPrompt({ name });
  } finally {
    await client.close();
  }
}

/** What the suite's own tools need, those that need anything. */
function argumentsOf(name: string, tools: readonly Tool[]): Record<string, unknown> {
  switch (name) {
    case 'add_numbers':
      return { a: 5, b: 3 };
    case 'valid_tool':
      return { region: 'us-east-1' };
    case 'json_schema_echo':
      return { schema: tools.find((tool) => tool.name === 'json_schema_2020_12_tool')?.inputSchema };
    default:
      return {};
  }
}
