import { z } from 'zod';

export type Level = 'error' | 'warn' | 'info' | 'debug';

const Line = z.object({ level: z.string().optional(), type: z.string().optional() });

/** The level of a line in the function's log. Lambda's own lines about starting and ending count as details. */
export function levelOf(text: string): Level {
  const { level = '', type = '' } = read(text);
  switch (level.toUpperCase()) {
    case 'ERROR':
    case 'CRITICAL':
    case 'FATAL':
      return 'error';
    case 'WARN':
      return 'warn';
    case 'DEBUG':
    case 'TRACE':
      return 'debug';
  }
  if (type.startsWith('platform.') || /^(START|END|REPORT|INIT_START|XRAY) /.test(text)) return 'debug';
  return /Task timed out|Runtime exited|errorType/.test(text) ? 'error' : 'info';
}

function read(text: string): z.output<typeof Line> {
  if (!text.startsWith('{')) return {};
  try {
    return Line.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
