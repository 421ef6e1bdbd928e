import { parseArgs } from 'node:util';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { VERSION } from '#core/contract/version.ts';
import { openLocalServer } from './open-local-server.ts';

const USAGE = `case-insights local server ${VERSION}
Serves Case Insights over MCP on stdin and stdout, from cases on this machine; no AWS account.

  node local.js            synthetic sample data
  node local.js DIR        a folder in the producer's layout: account_number=*/case_number=*/data.json
  node local.js FILE       one NDJSON, JSON or Parquet file of cases
`;

function main(): void {
  const data = readOptions();
  const log = (line: string) => {
    process.stderr.write(`case-insights local: ${line}\n`);
  };
  const server = openLocalServer({ data, log });
  const connection = serveStdio(() => server.connect(), {
    onerror: (error) => log(`connection: ${error.message}`),
  });
  const stop = () =>
    void Promise.allSettled([connection.close(), server.close()]).then(() => {
      process.exit(0);
    });
  process.stdin.once('end', stop).once('close', stop);
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

/** The folder or file to serve; ends the program where the command line asks for help or can't be read. */
function readOptions(): string | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    });
    if (values.help) finish(0, USAGE);
    if (values.version) finish(0, `${VERSION}\n`);
    if (positionals.length > 1) throw new Error('Give at most one folder or file.');
    return positionals[0];
  } catch (error) {
    return finish(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function finish(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}

main();
