import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../extension/bridge/cache-folder.ts';

describe('the cache folder', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.cache/case-insights-mcp'],
    ['linux', { XDG_CACHE_HOME: '/var/x' }, '/home/ann', path.join('/var/x', 'case-insights-mcp')],
    ['linux', { XDG_CACHE_HOME: 'not/absolute' }, '/home/ann', '/home/ann/.cache/case-insights-mcp'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Caches/case-insights-mcp'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ann', 'D:\\Local\\case-insights-mcp\\Cache'],
    ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\case-insights-mcp\\Cache'],
  ] as const)('on %s with %j is where its programs keep theirs', (platform, environment, home, folder) => {
    expect(cacheFolder(environment, platform, home)).toBe(folder);
  });
});
