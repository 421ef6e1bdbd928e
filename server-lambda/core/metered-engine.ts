import { z } from 'zod';
import { queryCost } from './analysis/cost.ts';
import type { QueryEngine, QueryStatistics } from './ports/query-engine.ts';

/** What the queries of one call took together; part of every answer of an engine that says so. */
export const queryStatisticsSchema = z.object({
  bytes_scanned: z.number().describe('What the queries read; 0 for a cached answer'),
  elapsed_ms: z.number().describe('How long they took, queueing included, one after the other'),
  estimated_cost_usd: z.number().describe('At the list price of the query engine'),
});

export interface MeteredEngine extends QueryEngine {
  /** What all queries have read so far. */
  bytesScanned(): number;
  /** Undefined where the engine does not say. */
  statistics(): z.output<typeof queryStatisticsSchema> | undefined;
}

/** The engine, and an account of what its queries took. */
export function meteredEngine(engine: QueryEngine): MeteredEngine {
  const runs: QueryStatistics[] = [];
  const bytesScanned = () => runs.reduce((sum, run) => sum + run.bytesScanned, 0);
  return {
    async query(statement, options) {
      const result = await engine.query(statement, options);
      if (result.statistics) runs.push(result.statistics);
      return result;
    },
    bytesScanned,
    statistics: () =>
      runs.length === 0
        ? undefined
        : {
            bytes_scanned: bytesScanned(),
            elapsed_ms: runs.reduce((sum, run) => sum + run.elapsedMs, 0),
            estimated_cost_usd: queryCost(runs.map((run) => run.bytesScanned)),
          },
  };
}
