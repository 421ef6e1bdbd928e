import { VERSION } from '#core/contract/version.ts';
import { closeSync, openSync, writeSync } from 'node:fs';
import { LOG_LEVELS, type LogLevel } from './options.ts';

/** One clean line an event. No caller may hand over a secret, a message's body or a case's text. */
export type Log = Readonly<Record<LogLevel, (line: string) => void>>;

// Some hosts paint a line red because it contains the word "error", so only failures carry it.
const LABELS = { error: 'error: ', warn: 'warning: ', info: '', debug: 'debug: ' } as const;

/** A log on stderr, and with the time in front in `file` if one is given; a file that can't be written is said once. */
export function openLog(level: LogLevel, file?: string): Log {
  // A host that closes stderr goes on reading the answers.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
  const append = file === undefined ? undefined : appender(file);
  const write = (at: LogLevel) => (line: string) => {
    if (LOG_LEVELS.indexOf(at) > LOG_LEVELS.indexOf(level)) return;
    const clean = `case-insights bridge ${VERSION}: ${LABELS[at]}${line.replace(/\s*[\r\n]+\s*/g, ' ')}\n`;
    process.stderr.write(clean);
    append?.(`${new Date().toISOString()} ${clean}`);
  };
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
}

function appender(file: string): (line: string) => void {
  let failed = false;
  // Opened for each line: the user may move or delete the file, and the lines are few.
  return (line) => {
    if (failed) return;
    try {
      const descriptor = openSync(file, 'a', 0o600);
      try {
        writeSync(descriptor, line);
      } finally {
        closeSync(descriptor);
      }
    } catch {
      failed = true;
      process.stderr.write(`case-insights bridge ${VERSION}: warning: the log file can't be written: ${file}\n`);
    }
  };
}
