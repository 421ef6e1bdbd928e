import { afterAll, describe, expect, it } from 'vitest';
import { converseAnalyst } from '../../evals/converse-analyst.ts';
import { openEvalServer, type EvalServer, type FolderName } from '../../evals/eval-data.ts';
import { FOLDERS, readCalls, readQuestions, type EvalQuestion } from '../../evals/eval-question.ts';
import { tableReport } from '../../evals/report.ts';
import { failuresOfCall } from '../../evals/run-call.ts';
import { askServer, runEvals, type EvalResult, type EvalRun } from '../../evals/run-evals.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { startBedrockEndpoint } from '../support/bedrock-endpoint.ts';

describe('one call of a tool', () => {
  const servers = new Map<FolderName, EvalServer>(FOLDERS.map((folder) => [folder, openEvalServer(folder)]));
  afterAll(() => Promise.all([...servers.values()].map((server) => server.close())));

  it.each(readCalls())('answers $question ($tool, $folder)', async (call) => {
    expect(await failuresOfCall(call, servers.get(call.folder)!)).toEqual([]);
  });
});

describe('the digest', () => {
  it('answers every question rightly', async () => {
    const results = await resultsOf(readQuestions(), { measuresPrompts: false });
    const wrong = results.filter(({ failures }) => failures.length > 0);
    expect(wrong.length, tableReport(wrong, { answers: true })).toBe(0);
    expect(results.length).toBeGreaterThanOrEqual(60);
  });
});

describe('a model behind Converse', () => {
  it('is graded with its tokens, and a call that fails is a question that fails', async () => {
    const endpoint = await startBedrockEndpoint();
    const usage = { inputTokens: 6_000, outputTokens: 20, totalTokens: 6_020 };
    endpoint.script(
      { text: 'Hello! **40 cases** match.', usage },
      { text: '39 cases match, among them case 123123123123.', usage },
      { status: 403, type: 'AccessDeniedException', message: 'no' },
    );
    try {
      const analyst = converseAnalyst('eu.anthropic.claude-haiku-4-5-20251001-v1:0', {
        endpoint: endpoint.url,
        region: undefined,
        credentials: CREDENTIALS,
      });
      const asked = readQuestions().filter(({ id }) => id === 'incidents-hi');
      const results = await resultsOf([...asked, ...asked, ...asked], { analyst });
      expect(results.map(({ failures }) => failures)).toEqual([
        [],
        ['40 is not at its beginning.'],
        [expect.stringContaining('Amazon Bedrock')],
      ]);
      expect(results[0]).toMatchObject({ inputTokens: 6_000, outputTokens: 20 });
      expect(tableReport(results, { answers: false })).toMatch(/^greeting +1 +3 /m);
    } finally {
      await endpoint.close();
    }
  });
});

async function resultsOf(
  questions: readonly EvalQuestion[],
  run: Omit<EvalRun, 'answerer'>,
): Promise<readonly EvalResult[]> {
  const results: EvalResult[] = [];
  for await (const result of runEvals(questions, { answerer: askServer, ...run })) results.push(result);
  return results;
}
