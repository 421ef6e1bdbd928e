import { setTimeout } from 'node:timers/promises';
import { CATALOG } from '#core/contract/case-record.ts';
import { createAthenaEngine } from '../../server-lambda/aws/athena/athena-engine.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { startAthenaEndpoint, WORKGROUP } from '../support/athena-endpoint.ts';
import { CORPUS_NOW } from './athena-corpus.ts';
import { describeQueryEngine } from './query-engine.ts';

describeQueryEngine('the Athena adapter', async (records) => {
  const duckdb = createDuckDbEngine({ source: { kind: 'records', records }, clock: { now: () => CORPUS_NOW } });
  const endpoint = await startAthenaEndpoint(duckdb);
  const engine = createAthenaEngine({
    athena: endpoint.athena,
    s3: endpoint.lazyS3,
    workGroup: WORKGROUP,
    catalog: CATALOG,
    database: 'case_insights',
    sleep: async (_milliseconds, signal) => {
      await setTimeout(1, undefined, { signal });
    },
  });
  return {
    query: (statement, options) => engine.query(statement, options),
    close: async () => {
      await endpoint.close();
      await duckdb.close();
    },
  };
});
