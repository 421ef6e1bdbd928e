import { homedir } from 'node:os';
import path from 'node:path';

/** Where this user's programs keep what they can fetch again, by the platform's own rules; XDG_CACHE_HOME wins. */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const given = environment['XDG_CACHE_HOME'];
  const { win32, posix } = path;
  if (given !== undefined && path.isAbsolute(given)) return path.join(given, NAME);
  if (platform === 'win32') {
    return win32.join(environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), NAME, 'Cache');
  }
  return platform === 'darwin' ? posix.join(home, 'Library', 'Caches', NAME) : posix.join(home, '.cache', NAME);
}

const NAME = 'case-insights-mcp';
