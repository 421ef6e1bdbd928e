import { McpServer, type CallToolResult, type ContentBlock, type GetPromptResult } from '@modelcontextprotocol/server';

const png = { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' } as const;
const wav = { type: 'audio', data: 'UklGRg==', mimeType: 'audio/wav' } as const;
const text = (words: string) => ({ type: 'text', text: words }) as const;
const embedded = (uri: string) =>
  ({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'Embedded.' } }) as const;

const TOOLS: Readonly<Record<string, readonly ContentBlock[]>> = {
  test_simple_text: [text('This is a simple text response for testing.')],
  test_image_content: [png],
  test_audio_content: [wav],
  test_embedded_resource: [embedded('test://embedded-resource')],
  test_multiple_content_types: [text('Several:'), png, embedded('test://mixed-content-resource')],
  test_error_handling: [text('This tool intentionally returns an error for testing')],
  test_tool_with_progress: [text('Done.')],
  test_tool_with_logging: [text('Done.')],
};

const PROMPTS: Readonly<Record<string, readonly string[]>> = {
  test_simple_prompt: [],
  test_prompt_with_arguments: ['arg1', 'arg2'],
  test_prompt_with_embedded_resource: ['resourceUri'],
  test_prompt_with_image: [],
};

/**
 * What the conformance suite calls of its own reference server, as far as it needs no session: any content, progress, log
 * messages, resources, prompts.
 */
export function referenceServer(): McpServer {
  // The suite would wait for changes.
  const fixed = { listChanged: false };
  const mcp = new McpServer(
    { name: 'reference', version: '1.0.0' },
    { capabilities: { tools: fixed, resources: fixed, prompts: fixed, logging: {}, completions: {} } },
  );
  const { server } = mcp;
  server.setRequestHandler('tools/list', () => ({
    tools: Object.keys(TOOLS).map((name) => ({ name, description: name, inputSchema: { type: 'object' as const } })),
  }));
  server.setRequestHandler('tools/call', async ({ params: { name } }, { mcpReq }): Promise<CallToolResult> => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const step of [0, 50, 100]) {
      if (name === 'test_tool_with_progress' && progressToken !== undefined) {
        const params = { progressToken, progress: step, total: 100 };
        await mcpReq.notify({ method: 'notifications/progress', params });
      }
      if (name === 'test_tool_with_logging') {
        await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data: `At ${step} %` } });
      }
    }
    const content = TOOLS[name];
    if (content === undefined) return { content: [text(`There is no tool ${name}.`)], isError: true };
    return { content: [...content], isError: name === 'test_error_handling' };
  });

  server.setRequestHandler('resources/list', () => ({
    resources: ['test://static-text', 'test://static-binary'].map((uri) => ({ uri, name: uri })),
  }));
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template' }],
  }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => ({
    contents: [
      uri === 'test://static-binary'
        ? { uri, mimeType: png.mimeType, blob: png.data }
        : { uri, mimeType: 'text/plain', text: `The content of ${uri}` },
    ],
  }));

  server.setRequestHandler('prompts/list', () => ({
    prompts: Object.entries(PROMPTS).map(([name, given]) => ({
      name,
      arguments: given.map((argument) => ({ name: argument, required: true })),
    })),
  }));
  server.setRequestHandler('prompts/get', ({ params }): GetPromptResult => {
    const { name, arguments: given = {} } = params;
    const message = (content: ContentBlock) => ({ role: 'user' as const, content });
    switch (name) {
      case 'test_prompt_with_embedded_resource':
        return { messages: [message(embedded(given['resourceUri'] ?? '')), message(text('Read it.'))] };
      case 'test_prompt_with_image':
        return { messages: [message(png), message(text('Look at it.'))] };
      default:
        return { messages: [message(text(`Given: ${Object.values(given).join(', ')}`))] };
    }
  });
  server.setRequestHandler('completion/complete', () => ({ completion: { values: ['one', 'two'], total: 2 } }));
  server.setRequestHandler('logging/setLevel', () => ({}));
  return mcp;
}
