import { parseArgs } from 'node:util';
import { isDay } from '#core/days.ts';

export type TourOptions = Readonly<ReturnType<typeof parse>['values']>;

export const USAGE = `Asks a question about support cases through every real component: MCP client, stdio bridge, SigV4-signed HTTP,
a gateway that checks the signature, the function's handler, SQL, a report. No AWS account.

  npm start                            the synthetic sample, the last 90 days
  npm start -- [options]

  --data DIR         a folder of your own exported cases (or one NDJSON or Parquet file)
  --question TEXT    what you want to know
  --from YYYY-MM-DD  first day, included
  --to YYYY-MM-DD    last day, included
  --json             one JSON object instead of a report
  --verbose          show the logs of the gateway and the bridge
`;

/** A command line that can't be followed; the message names the option and what is allowed. */
export class UsageError extends Error {}

/** Reads the command line. Throws UsageError; returns 'help' where help is asked for. */
export function readTourOptions(args: readonly string[]): TourOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  for (const name of ['from', 'to'] as const) {
    const value = values[name];
    if (value !== undefined && !isDay(value)) {
      throw new UsageError(`--${name} must be a calendar day that exists, written YYYY-MM-DD, not "${value}".`);
    }
  }
  if (values.from !== undefined && values.to !== undefined && values.to < values.from) {
    throw new UsageError(`--to ${values.to} is before --from ${values.from}.`);
  }
  return values;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        question: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
