import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../../extension/host/mcp-hosts/registration-route.ts';

describe('the way into the list of an editor', () => {
  it.each([
    ['Visual Studio Code', { provider: true, cursor: false }, 'provider', undefined],
    ['code-server', { provider: true, cursor: false }, 'provider', undefined],
    ['Kiro', { provider: true, cursor: false }, 'file', 'kiro'],
    ['Windsurf', { provider: false, cursor: false }, 'file', 'windsurf'],
    ['Cursor', { provider: true, cursor: true }, 'cursor', 'cursor'],
    ['Cursor', { provider: false, cursor: false }, 'file', 'cursor'],
    ['Positron', { provider: false, cursor: false }, 'paste', undefined],
  ])('is, for %s with %j, %s %s', (appName, interfaces, kind, host) => {
    const route = routeOf(appName, interfaces);
    expect(route.kind).toBe(kind);
    expect('host' in route ? route.host.id : undefined).toBe(host);
  });
});
