import path from 'node:path';
import { z } from 'zod';
import type { Analyst } from '#core/ports/analyst.ts';
import { openLocalServer } from '../server-lambda/local/open-local-server.ts';
import type { FOLDERS } from './eval-question.ts';

export type FolderName = (typeof FOLDERS)[number];

/** The cases of a folder and the day on which questions about them are asked, so that "last week" is always the same. */
const DATA: Readonly<Record<FolderName, { readonly path: string | undefined; readonly today: string }>> = {
  incidents: { path: path.join(import.meta.dirname, 'incidents'), today: '2026-07-13' },
  clinic: { path: path.join(import.meta.dirname, 'clinic'), today: '2026-03-04' },
  sample: { path: undefined, today: '2026-07-13' },
};

export interface EvalServer {
  /** Calls a tool and gives its answer. Rejects with the server's sentence where the call fails. */
  call(tool: string, input: unknown): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

const failure = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The product's local server over one of the folders; without an analyst, the digest writes. */
export function openEvalServer(folder: FolderName, analyst?: Analyst): EvalServer {
  const { path: data, today } = DATA[folder];
  const now = new Date(`${today}T12:00:00Z`);
  const server = openLocalServer({ data, log: () => undefined, clock: { now: () => now }, analyst });
  return {
    async call(tool, input) {
      const response = await server.fetch(
        new Request(`http://localhost/tools/${tool}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        }),
      );
      const body = z.record(z.string(), z.unknown()).parse(await response.json());
      if (response.ok) return body;
      const { data: said } = failure.safeParse(body);
      throw new Error(`${tool} failed: ${said?.error.message ?? response.statusText}`);
    },
    close: () => server.close(),
  };
}
