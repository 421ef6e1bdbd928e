import { afterAll, describe, expect, it } from 'vitest';
import { openEvalServer, type EvalServer, type FolderName } from '../../evals/eval-data.ts';
import { FOLDERS, readCalls } from '../../evals/eval-question.ts';
import { failuresOfCall } from '../../evals/run-call.ts';

describe('one call of a tool', () => {
  const servers = new Map<FolderName, EvalServer>(FOLDERS.map((folder) => [folder, openEvalServer(folder)]));
  afterAll(() => Promise.all([...servers.values()].map((server) => server.close())));

  it.each(readCalls())('answers $question ($tool, $folder)', async (call) => {
    expect(await failuresOfCall(call, servers.get(call.folder)!)).toEqual([]);
  });
});
