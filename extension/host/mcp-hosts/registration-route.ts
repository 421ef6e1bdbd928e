import { hostOfEditor, type McpHost } from './mcp-hosts.ts';

/** How a server gets into an editor's list of MCP servers. */
export type Route =
  /** The editor asks the extension, as VS Code does. */
  | { readonly kind: 'provider' }
  /** Cursor's own API, whose registrations last until the window closes. */
  | { readonly kind: 'cursor'; readonly host: McpHost }
  /** The editor reads a file. Kiro has VS Code's interface but drops what it returns (kirodotdev/Kiro 2974, 6332). */
  | { readonly kind: 'file'; readonly host: McpHost }
  /** None of these: the person pastes the configuration into the editor's settings. */
  | { readonly kind: 'paste' };

/** `interfaces` are those that the editor has. */
export function routeOf(appName: string, interfaces: { readonly provider: boolean; readonly cursor: boolean }): Route {
  const host = hostOfEditor(appName);
  if (host !== undefined) return { kind: host.id === 'cursor' && interfaces.cursor ? 'cursor' : 'file', host };
  return { kind: interfaces.provider ? 'provider' : 'paste' };
}
