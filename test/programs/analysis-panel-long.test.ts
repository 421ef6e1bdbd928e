import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPatiently, openToolClient } from '../../extension/host/analysis/server/tool-client.ts';
import type { RunState } from '../../extension/protocol/analysis-runs.ts';
import type { PanelUnderTest } from '../support/analysis-panel.ts';
import type { BuiltFunction } from '../support/built-function.ts';
import { openDeployedPanel, type DeployedPanel } from '../support/deployed-panel.ts';
import {
  FULL,
  LONG_CASES,
  modelThatFailsOn,
  SILENCE_MS,
  slowModel,
  SMALL_MODEL,
  THINKING_MS,
} from '../support/long-analysis.ts';

/** Longer than a run takes. */
const PATIENCE_MS = FULL ? 220_000 : 80_000;

type Running = Extract<RunState, { kind: 'running' }>;

describe('a long analysis in the panel, over a deployed server', { timeout: FULL ? 240_000 : 90_000 }, () => {
  let deployed: DeployedPanel;
  let lambda: BuiltFunction;
  let panel: PanelUnderTest;

  beforeAll(async () => {
    deployed = await openDeployedPanel(LONG_CASES, SMALL_MODEL, {
      open: FULL ? openToolClient : (launch, options) => openPatiently(launch, options, SILENCE_MS),
    });
    ({ lambda, panel } = deployed);
    panel.send({ kind: 'changeDraft', maxCases: LONG_CASES.length });
  });
  afterAll(() => deployed.close());

  const newest = (list: { readonly runs: readonly { readonly created: number; readonly state: RunState }[] }) =>
    [...list.runs].sort((a, b) => b.created - a.created)[0]?.state;
  const runningStates = () =>
    panel.said.flatMap((message) => {
      const state = message.kind === 'runs' ? newest(message.state) : undefined;
      return state?.kind === 'running' ? [state] : [];
    });

  it('tells all the way where it stands, lets other work go on, and comes to its end', async () => {
    lambda.bedrock.otherwise = slowModel;
    panel.send({ kind: 'run' });
    await panel.until('runs', (list) => newest(list)?.kind === 'running');
    panel.send({ kind: 'runSql', sql: 'SELECT count(*) AS n FROM case_summary' });
    await panel.until('sql', ({ run }) => run.state === 'ready');
    expect(newest(await panel.until('runs', () => true))?.kind).toBe('running');
    const ended = await panel.until('runs', (list) => newest(list)?.kind === 'finished', PATIENCE_MS);
    const state = newest(ended);
    if (state?.kind !== 'finished') throw new Error('The run has not finished.');
    const tookMs = state.ended - state.started;
    expect(tookMs).toBeGreaterThan(FULL ? 90_000 : THINKING_MS);
    expect(THINKING_MS).toBeGreaterThan(FULL ? 60_000 : SILENCE_MS);

    const states = runningStates();
    const stepOf = ({ steps: taken }: Running) =>
      taken.findLast(({ phase }) => phase === 'splitting' || phase === 'reading-parts');
    const parts = of(states, (state) => stepOf(state)?.total).at(-1) ?? 0;
    expect(parts).toBeGreaterThan(4);
    // Parts that are read at about the same time are told at once.
    const read = of(states, (state) => stepOf(state) && (stepOf(state)?.done ?? 0));
    expect(read).toEqual([...read].sort((one, other) => one - other));
    expect(read.length).toBeGreaterThan(3);
    expect([read[0], read.at(-1)]).toEqual([0, parts]);
    const shares = of(states, ({ share }) => share ?? undefined);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    const steps = states.at(-1)?.steps.map(({ text }) => text) ?? [];
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toContainEqual(expect.stringMatching(/^Writing the answer, \d+ words so far$/));

    const result = await panel.until('result', (open) => open !== null);
    expect(result?.analysis).toContain('The pool of case');
    expect(result?.coverage).toMatchObject({ matched: LONG_CASES.length, analyzed: LONG_CASES.length, notRead: 0 });
    if (FULL) {
      const told = `${(tookMs / 1000).toFixed(1)} s, ${parts} parts, ${states.length} states told, ${shares.length} shares`;
      process.stdout.write(`A long analysis: ${told}\n`);
    }
  });

  it('names the cases of a part that the model fails on as missing, and gives the rest', async () => {
    const unlucky = LONG_CASES[210]?.case_number ?? '';
    let lost: readonly string[] = [];
    lambda.bedrock.otherwise = modelThatFailsOn(unlucky, (cases) => {
      lost = cases;
    });
    panel.send({ kind: 'changeDraft', question: 'Which part fails?' });
    panel.send({ kind: 'run' });
    const result = await panel.until('result', (open) => open?.run.asked.question === 'Which part fails?', PATIENCE_MS);
    expect(lost.length).toBeGreaterThan(1);
    expect(result?.coverage).toMatchObject({
      matched: LONG_CASES.length,
      analyzed: LONG_CASES.length - lost.length,
      notRead: lost.length,
      limitedBy: 'model',
    });
    expect(result?.figures.total).toBe(LONG_CASES.length);
    expect(result?.analysis).toContain(`could not read ${lost.length} of ${LONG_CASES.length} summaries`);
    expect(result?.analysis).not.toContain('The model failed.');
  });
});

describe('a server that says nothing any more', () => {
  it('is given up, and what to do is said', { timeout: 30_000 }, async () => {
    const server = `
      const { stdin, stdout } = process;
      let text = '';
      stdin.on('data', (piece) => {
        text += piece;
        for (let end; (end = text.indexOf('\\n')) >= 0; text = text.slice(end + 1)) {
          const { id, method, params } = JSON.parse(text.slice(0, end));
          if (method !== 'initialize') continue;
          const { protocolVersion } = params;
          const result = { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
          stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result }) + '\\n');
        }
      }).on('end', () => process.exit());`;
    const client = await openPatiently(
      { label: 's', command: process.execPath, args: ['-e', server], env: {}, cwd: process.cwd(), version: '1' },
      { onLost: () => undefined, ask: () => Promise.resolve(undefined), signal: new AbortController().signal },
      500,
    );
    try {
      await expect(client.call('describe_data', {})).rejects.toMatchObject({
        code: 'UNREACHABLE',
        message: 'The server has fallen silent in the middle of the call.',
      });
    } finally {
      await client.close();
    }
  });
});

/** What there was to see of something, one after the other, each once. */
function of<Value>(states: readonly Running[], look: (state: Running) => Value | undefined): Value[] {
  return [...new Set(states.map(look))].filter((value) => value !== undefined);
}
