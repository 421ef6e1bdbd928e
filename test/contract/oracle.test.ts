import { afterAll, describe, expect, test } from 'vitest';
import { FUNCTION_GROUPS } from '#core/sql/functions/catalogue.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { readAnswers } from '../oracle/answers.ts';
import { compareAll, type Compared } from '../oracle/compare.ts';
import { DIFFERENCES } from '../oracle/differences.ts';
import { REFUSALS } from '../oracle/refusals.ts';
import { sampled, TRIES_ALL } from '../support/sampled.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { CORPUS_NOW } from './athena-corpus.ts';

const engine = createDuckDbEngine({
  source: { kind: 'records', records: SIX_CASES },
  clock: { now: () => CORPUS_NOW },
});
const found = new Set<string>();
const totals = new Map<string, number>();

afterAll(async () => {
  await engine.close();
  console.log(`Statements that Trino was asked: ${[...totals].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
});

describe('the embedded engine answers as Trino did when it was asked, or refuses in a listed sentence', () => {
  test.each([...readAnswers()])('%s', async (_name, answers) => {
    const compared = await compareAll(engine, sampled(answers));
    for (const { verdict } of compared) totals.set(verdict.kind, (totals.get(verdict.kind) ?? 0) + 1);
    expect(compared.filter(isUnlisted).map(described)).toEqual([]);
  });

  test.each(REFUSALS)('$what', async ({ example, says }) => {
    await expect(engine.query({ text: example, values: [] }, { maxRows: 10 })).rejects.toMatchObject({
      code: 'QUERY_FAILED',
      message: expect.stringMatching(says) as unknown,
    });
  });

  test('Trino was asked of every function', () => {
    const answered = [...readAnswers().values()].flat().filter((answer) => !('error' in answer));
    const called = new Set(answered.flatMap(({ sql }) => sql.toLowerCase().match(/\w+(?="?\s*\()/g) ?? []));
    const names = FUNCTION_GROUPS.flatMap(({ functions }) =>
      functions.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    );
    expect(names.filter((name) => !called.has(name))).toEqual([]);
  });

  test.runIf(TRIES_ALL)('every listed difference is one', () => {
    expect(DIFFERENCES.map(({ what }) => what).filter((what) => !found.has(what))).toEqual([]);
  });
});

function isUnlisted({ answer, verdict }: Compared): boolean {
  if (verdict.kind === 'refused') return !REFUSALS.some(({ says }) => says.test(verdict.message));
  if (verdict.kind !== 'different') return false;
  const listed = DIFFERENCES.filter(({ statements }) => statements.test(answer.sql));
  for (const { what } of listed) found.add(what);
  return listed.length === 0;
}

function described({ answer, verdict }: Compared): string {
  if (verdict.kind === 'refused') return `${answer.sql}\n  refused: ${verdict.message}`;
  return verdict.kind === 'different' ? `${answer.sql}\n  Trino: ${verdict.expected}\n  here:  ${verdict.actual}` : '';
}
