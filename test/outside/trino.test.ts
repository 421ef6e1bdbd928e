import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '#core/ports/query-engine.ts';
import { CORPUS_NOW } from '../contract/athena-corpus.ts';
import { readAnswers } from '../oracle/answers.ts';
import { compareAll } from '../oracle/compare.ts';
import { startTrino, type Trino, type TrinoAnswer } from '../oracle/trino.ts';
import { endpointEngine, startAthenaEndpoint, type AthenaEndpoint } from '../support/athena-endpoint.ts';
import type { Outcome } from '../support/athena-runs.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { needs } from './needs.ts';

/** One in so many of the recorded statements is asked again, of the corpus ten times as many. */
const STRIDE = 100;

describe('Trino behind the endpoint of Athena', needs('trino'), () => {
  let trino: Trino;
  let endpoint: AthenaEndpoint;

  beforeAll(async () => {
    trino = await startTrino(SIX_CASES, CORPUS_NOW);
    endpoint = await startAthenaEndpoint(NO_ENGINE);
  });
  afterAll(async () => {
    trino.stop();
    await endpoint.close();
  });

  const answers = [...readAnswers()].map(
    ([name, all]) =>
      [name, all.filter((_answer, at) => at % (name === 'corpus' ? STRIDE / 10 : STRIDE) === 0)] as const,
  );

  test.each(answers)(
    "the engine on Athena reads Trino's answers as they were recorded: %s",
    async (_name, recorded) => {
      const athena = endpointEngine(endpoint, { reuseMinutes: 0 });
      const engine: QueryEngine = {
        query: async (statement, options) => {
          endpoint.script(statement.text, outcomeOf(await trino.ask(statement.text)));
          return athena.query(statement, options);
        },
      };
      const compared = await compareAll(engine, recorded);
      const others = compared.filter(({ verdict }) => verdict.kind !== 'equal' && verdict.kind !== 'both refuse');
      expect(others).toEqual([]);
    },
  );
});

/** Every statement is scripted. */
const NO_ENGINE: QueryEngine = { query: () => Promise.reject(new Error('not scripted')) };

function outcomeOf(answer: TrinoAnswer): Outcome {
  if ('error' in answer) {
    const reason = `${answer.error.name}: ${answer.error.message}`;
    return {
      state: 'FAILED',
      reason,
      error: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: reason },
    };
  }
  return { state: 'SUCCEEDED', columns: answer.columns, rows: answer.rows };
}
