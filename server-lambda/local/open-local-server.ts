import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { CallRecord } from '#core/call-record.ts';
import { createCallSlots } from '#core/call-slots.ts';
import type { Analyst } from '#core/ports/analyst.ts';
import type { Cancellations } from '#core/ports/cancellations.ts';
import type { Clock } from '#core/ports/clock.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createCaseInsightsServer, type CaseInsightsServer } from '#core/server.ts';
import { createDuckDbEngine, type CaseSource, type SkippedFile } from './engine/duckdb-engine.ts';
import { createLocalDigest } from './local-digest.ts';
import { generateSampleCases, SAMPLE_NOTICE } from './sample/generate-sample-cases.ts';
import { systemClock, systemTimer } from './system-clock.ts';

const DATABASE = 'case_insights';

/** The engine answers one question at a time: more at once would only hold memory. */
const CALLS = { atOnce: 8, waiting: 100 };

/** What the server answers about. */
export interface LocalData {
  /** The folder or file as given, or that this is the sample. */
  readonly source: string;
  readonly cases: number;
  /** Files that could not be read as cases, each with its reason. */
  readonly skipped: readonly SkippedFile[];
}

export interface LocalServer extends CaseInsightsServer {
  /** Loads the data (the first question does too). Rejects with INVALID_INPUT where there are no cases. */
  ready(): Promise<LocalData>;
  close(): Promise<void>;
}

/**
 * The embedded default: the same server as in the cloud, over cases on this machine, or over the synthetic sample
 * where no folder or file is given. Nothing heavy happens before `ready` or the first question.
 */
export function openLocalServer(options: {
  readonly data?: string | undefined;
  readonly log: (line: string) => void;
  /** Default is the machine's; the sample ends the day before. */
  readonly clock?: Clock | undefined;
  /** Default is the digest, which asks no model. */
  readonly analyst?: Analyst | undefined;
}): LocalServer {
  const { data, log, clock = systemClock, analyst = createLocalDigest() } = options;
  const source = data === undefined ? sampleSource(clock) : pathSource(data);
  const engine = createDuckDbEngine({ source, database: DATABASE, clock });
  const server = createCaseInsightsServer({
    engine,
    cases: nameSql(CASE_TABLE),
    analyst,
    clock,
    timer: systemTimer,
    cancellations: localCancellations(),
    tables: { catalog: CATALOG, database: DATABASE, tables: [CASE_TABLE] },
    newMarker: randomUUID,
    onCall: () => (call) => {
      if (call.outcome !== 'ok') log(failureLine(call));
    },
    slots: createCallSlots(CALLS),
    ...(data === undefined
      ? { title: 'AWS Support Case Insights (sample data)', notice: SAMPLE_NOTICE }
      : { title: 'AWS Support Case Insights (local data)', partition: 'aws' as const }),
  });
  return {
    ...server,
    ready: async () => {
      const report = await engine.loaded();
      return { source: data ?? 'synthetic sample', cases: report.cases, skipped: report.skipped };
    },
    close: () => engine.close(),
  };
}

/** The sample is made up when the engine asks for it, not before. */
function sampleSource(clock: Clock): CaseSource {
  return {
    kind: 'records',
    get records() {
      return generateSampleCases({ now: clock.now() });
    },
  };
}

function pathSource(data: string): CaseSource {
  const resolved = path.resolve(data);
  const isFile = statSync(resolved, { throwIfNoEntry: false })?.isFile() ?? false;
  return { kind: isFile ? 'file' : 'folder', path: resolved };
}

/** Codes and causes, never what was asked or answered: messages of failed input quote it. */
function failureLine({ tool, outcome, error }: CallRecord): string {
  const cause = error?.cause instanceof Error ? ` (${error.cause.name})` : '';
  return `${tool} failed: ${outcome}${cause}`;
}

/** Within one process: whoever cancels a call and whoever runs it share its memory. */
function localCancellations(): Cancellations {
  const watched = new Map<string, Set<() => void>>();
  return {
    cancel(callId) {
      for (const onCancelled of watched.get(callId) ?? []) onCancelled();
      watched.delete(callId);
      return Promise.resolve();
    },
    watch(callId, onCancelled) {
      const watchers = watched.get(callId) ?? new Set();
      watched.set(callId, watchers.add(onCancelled));
      return () => {
        watchers.delete(onCancelled);
        if (watchers.size === 0) watched.delete(callId);
      };
    },
  };
}
