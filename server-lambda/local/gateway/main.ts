import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readOrigins } from '#core/contract/allowed-origins.ts';
import { errorCode } from '#core/error-code.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { createHandler } from '../../handler.ts';
import { openLocalServer } from '../open-local-server.ts';
import { startGateway } from './gateway.ts';
import type { AccessKey } from './verify-signature.ts';

const HELP = `Usage: gateway [--port PORT] [--data DIR] [--cors ORIGINS] [--no-throttle] [--exit-with-stdin] [--tell-data]

Runs the Case Insights server on this machine behind a local API Gateway that accepts only requests signed with
Signature Version 4 for service execute-api. Prints one line of JSON with its address and a demo key when ready.

  --port PORT        Port on 127.0.0.1; 0, the default, picks a free one.
  --data DIR         Folder or file of exported cases; default: the sample cases.
  --cors ORIGINS     Allows calls from browser pages of these origins (comma-separated, or * for any).
  --no-throttle      Turns off the stage's limit of 5 requests a second with bursts of 15.
  --exit-with-stdin  Exits when standard input ends, so that the gateway exits with its parent process.
  --tell-data        Adds what was loaded and skipped to the line of JSON.
  --help             Shows this text.
`;

const REGION = 'us-east-1';

type Arguments = ReturnType<typeof readArguments>;

async function main(args: Arguments): Promise<void> {
  const log = (line: string) => {
    process.stderr.write(`${line}\n`);
  };
  const server = openLocalServer({ data: args.data, log });
  const key = demoKey();
  // First, as a port that is taken shows at once, while data may take seconds to load.
  const gateway = await startGateway({
    handler: createHandler(server, {
      allowedOrigins: args.allowedOrigins,
      onFailure: ({ code, causes }) => log(`request failed: ${code} (${causes.map(({ name }) => name).join(', ')})`),
    }),
    openPreflight: args.allowedOrigins.length > 0,
    key,
    region: REGION,
    port: args.port,
    throttle: args.throttled ? { ratePerSecond: 5, burst: 15 } : null,
    log,
  });

  let state: 'loading' | 'serving' | 'ending' = 'loading';
  const end = () => {
    // Before it serves there is nothing to finish, and the second signal means now.
    if (state !== 'serving') process.exit(state === 'ending' ? 1 : 0);
    state = 'ending';
    void Promise.allSettled([gateway.close(), server.close()]).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (args.exitWithStdin) process.stdin.once('end', end).once('error', end).resume();
  // A parent that closed the pipe has read what it wanted.
  process.stdout.on('error', () => undefined);

  const { cases, source, skipped } = await server.ready();
  state = 'serving';
  const unread = skipped.length === 0 ? '' : `; ${skipped.length} files could not be read as cases`;
  log(`Serving ${cases} cases from ${source} on ${gateway.url}${unread}.`);
  const { accessKeyId, secretAccessKey } = key;
  const ready = {
    url: gateway.url,
    region: REGION,
    accessKeyId,
    secretAccessKey,
    ...(args.tellData && { data: { cases, source, skipped } }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** A new key of the shape that AWS gives out, worth nothing anywhere else. */
function demoKey(): AccessKey {
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return {
    accessKeyId: `AKIA${pick(`${letters}234567`, 16)}`,
    secretAccessKey: pick(`${letters}${letters.toLowerCase()}0123456789+/`, 40),
  };
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      cors: { type: 'string', default: '' },
      'no-throttle': { type: 'boolean', default: false },
      'exit-with-stdin': { type: 'boolean', default: false },
      'tell-data': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not: ${values.port}`);
  }
  return {
    port: Number(values.port),
    data: values.data,
    allowedOrigins: readOrigins('--cors', values.cors),
    throttled: !values['no-throttle'],
    exitWithStdin: values['exit-with-stdin'],
    tellData: values['tell-data'],
  };
}

function fail(message: string, exitCode: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}

function start(): void {
  let args: Arguments;
  try {
    args = readArguments();
  } catch (error) {
    fail(`${error instanceof Error ? error.message : String(error)}\nRun it with --help for the options.`, 2);
  }
  main(args).catch((error: unknown) => {
    if (error instanceof CaseInsightsError) fail(`${error.message} ${error.remedy}`, 1);
    const code = errorCode(error);
    if (code === 'EADDRINUSE') {
      fail(`Port ${args.port} is in use. Choose another --port, or 0 for a free one.`, 1);
    }
    if (code === 'EACCES')
      fail(`Port ${args.port} may not be used. Choose a --port above 1023, or 0 for a free one.`, 1);
    fail(`The gateway could not start: ${error instanceof Error ? error.message : String(error)}`, 1);
  });
}

start();
