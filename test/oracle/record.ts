// Asks Trino all statements, or those of the groups named on the command line, and writes its answers into answers/.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CORPUS_NOW } from '../contract/athena-corpus.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { ANSWERS, lineOf, type RecordedAnswer } from './answers.ts';
import { STATEMENTS } from './statements/statements.ts';
import { startTrino, type Trino } from './trino.ts';

const LONGEST_MESSAGE = 100;

const wanted = process.argv.slice(2);
const trino = await startTrino(SIX_CASES, CORPUS_NOW);
mkdirSync(ANSWERS, { recursive: true });
try {
  for (const [name, statements] of Object.entries(STATEMENTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const asked = await recordAll(trino, [...new Set(await statements(trino))]);
    // A fault of Trino's own says nothing of what is right.
    const answers = asked.filter((answer) => !('error' in answer) || answer.error !== 'GENERIC_INTERNAL_ERROR');
    writeFileSync(path.join(ANSWERS, `${name}.jsonl`), answers.map((answer) => `${lineOf(answer)}\n`).join(''));
    const errors = answers.filter((answer) => 'error' in answer).length;
    process.stdout.write(`${name}: ${answers.length} statements, of which Trino refuses ${errors}\n`);
  }
} finally {
  trino.stop();
}

/** Asks two at a time, for Trino plans one while it runs another. */
async function recordAll(oracle: Trino, statements: readonly string[]): Promise<readonly RecordedAnswer[]> {
  const answers: RecordedAnswer[] = [];
  for (let at = 0; at < statements.length; at += 2) {
    answers.push(...(await Promise.all(statements.slice(at, at + 2).map((sql) => recordOne(oracle, sql)))));
  }
  return answers;
}

async function recordOne(oracle: Trino, sql: string): Promise<RecordedAnswer> {
  const answer = await oracle.ask(sql);
  return 'error' in answer
    ? { sql, error: answer.error.name, message: answer.error.message.slice(0, LONGEST_MESSAGE) }
    : { sql, types: answer.columns.map(({ type }) => type), rows: answer.rows };
}
