import { ResourceNotFoundError, type TextResourceContents, type Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';

// The chart that hosts show with an answer (MCP Apps, SEP-1865). Text and structured content are always sent too.

export const UI_EXTENSION = 'io.modelcontextprotocol/ui';
const MIME_TYPE = 'text/html;profile=mcp-app';
export const UI_CAPABILITY = { mimeTypes: [MIME_TYPE] };

export const FIGURES_URI = 'ui://case-insights/figures';

/** Tools whose answers hold figures, all drawn by the one app. */
const DRAWN: ReadonlySet<string> = new Set([
  'get_case_summary',
  'count_cases',
  'analyze_case_summaries',
  'get_service_trends',
  'compare_periods',
  'describe_data',
]);

export function drawnInApp(tool: Tool): Tool {
  return DRAWN.has(tool.name) ? { ...tool, _meta: { ...tool._meta, ui: { resourceUri: FIGURES_URI } } } : tool;
}

/**
 * Whether tools name their app: to clients that announce the extension, and to those of which it can't be known. Before
 * 2026-07-28 a client announces it when it initializes, and over HTTP without sessions no later request carries that.
 * VS Code is such a client; to withhold the app would withhold it from every host behind the bridge. A client without
 * apps ignores `_meta`, and a list that depends on nothing but the request may be kept for all who ask alike.
 */
export function showsApps(capabilities: unknown): boolean {
  if (capabilities === undefined) return true;
  const announced = announcement.safeParse(capabilities);
  return announced.success && announced.data.extensions[UI_EXTENSION].mimeTypes.includes(MIME_TYPE);
}

const announcement = z.object({
  extensions: z.object({ [UI_EXTENSION]: z.object({ mimeTypes: z.array(z.string()) }) }),
});

/** The page itself. Nothing from outside: no connection, script, style, picture, font, frame or base. */
export async function figuresApp(): Promise<TextResourceContents> {
  // It is larger than the server, and most conversations never show it.
  const { FIGURES_PAGE } = await import(/* webpackMode: "lazy", webpackChunkName: "figures" */ './figures-page.ts');
  if (FIGURES_PAGE === undefined) throw new ResourceNotFoundError(FIGURES_URI);
  return {
    uri: FIGURES_URI,
    mimeType: MIME_TYPE,
    text: FIGURES_PAGE,
    _meta: {
      ui: {
        csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
        prefersBorder: true,
      },
    },
  };
}
