import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { endpointEngine, startAthenaEndpoint } from '../support/athena-endpoint.ts';
import { CORPUS_NOW } from './athena-corpus.ts';
import { describeQueryEngine } from './query-engine.ts';

describeQueryEngine('the Athena adapter', async (records) => {
  const duckdb = createDuckDbEngine({ source: { kind: 'records', records }, clock: { now: () => CORPUS_NOW } });
  const endpoint = await startAthenaEndpoint(duckdb);
  const engine = endpointEngine(endpoint);
  return {
    query: (statement, options) => engine.query(statement, options),
    close: async () => {
      await endpoint.close();
      await duckdb.close();
    },
  };
});
