import { randomUUID } from 'node:crypto';
import { toCaseInsightsError } from '#core/errors.ts';
import * as z from 'zod/mini';
import { MOST_ROWS, SavedQuery, type Sql, type SqlRun } from '../../../protocol/analysis-sql.ts';
import type { AnalysisEditor } from '../editor.ts';
import { TableAnswer, type DataAnswer } from '../server/answers.ts';
import { askServer } from '../server/ask-server.ts';
import { problemOf } from '../server/problem.ts';
import type { Post, PanelState } from '../panel-state.ts';
import type { Targets } from '../targets.ts';
import { predefinedQueries } from './predefined-queries.ts';
import { sqlPages, sqlTable, type SqlTable } from './sql-table.ts';

/** Runs the panel's SQL, one statement at a time. */
export interface SqlController {
  run(sql: string, fresh: boolean): void;
  cancel(): void;
  /** The text was edited. */
  change(sql: string): void;
  save(name: string, sql: string): void;
  remove(id: string): void;
  setSchema(data: DataAnswer): void;
  /** Discards the result, which belongs to another target. */
  reset(): void;
  /** Posts the rows to a page that has just opened. */
  replay(post: Post): void;
  readonly table: (result: string) => SqlTable | undefined;
}

const MOST_SAVED = 100;
const REFUSALS: ReadonlySet<string> = new Set(['QUERY_REFUSED', 'TABLE_NOT_ALLOWED']);

export function createSqlController(editor: AnalysisEditor, panelState: PanelState, targets: Targets): SqlController {
  const { l10n, everywhere, here } = editor;
  const predefined = predefinedQueries(l10n);
  let saved = everywhere.get('analysis.queries', z.array(SavedQuery).check(z.maxLength(MOST_SAVED))) ?? [];
  let text = here.get('analysis.sql', z.string().check(z.maxLength(262_144))) ?? predefined[2]?.sql ?? '';
  let columns: Sql['columns'] = [];
  let tableName = 'case_summary';
  let run: SqlRun = { state: 'none' };
  let running: AbortController | undefined;
  let shown: { readonly id: string; readonly table: SqlTable } | undefined;

  const post = () =>
    panelState.set({ kind: 'sql', state: { text, revision: 0, predefined, saved, table: tableName, columns, run } });
  const setRun = (next: SqlRun) => {
    run = next;
    post();
  };
  const keep = () => {
    everywhere.set('analysis.queries', saved);
    post();
  };

  async function ask(sql: string, fresh: boolean, controller: AbortController): Promise<void> {
    const started = editor.now().getTime();
    const { signal } = controller;
    setRun({ state: 'running', started, message: '', stopping: false });
    try {
      const server = targets.connection(targets.chosen().id);
      const answer = await askServer(
        server,
        'query_athena',
        { query: sql, max_results: MOST_ROWS, fresh },
        TableAnswer,
        {
          signal,
          onProgress: ({ message = '' }) => {
            if (running === controller && run.state === 'running') setRun({ ...run, message });
          },
        },
      );
      if (running !== controller) return;
      const table = sqlTable(answer);
      shown = { id: randomUUID(), table };
      setRun({
        state: 'ready',
        result: shown.id,
        columns: [...table.columns],
        rowCount: table.rows.length,
        truncated: answer.truncated,
        elapsedMs: editor.now().getTime() - started,
        cost: answer.cost
          ? {
              query: answer.cost.query,
              bytesScanned: answer.cost.bytes_scanned,
              model: 0,
              inputTokens: 0,
              outputTokens: 0,
            }
          : null,
        ...(answer.note !== undefined && { note: answer.note }),
      });
      replay(panelState.post);
    } catch (thrown) {
      if (running !== controller) return;
      const problem = problemOf(thrown, l10n);
      if (signal.aborted) setRun({ state: 'cancelled' });
      else setRun({ state: REFUSALS.has(toCaseInsightsError(thrown).code) ? 'refused' : 'failed', problem });
    } finally {
      if (running === controller) running = undefined;
    }
  }

  function replay(to: Post): void {
    if (shown === undefined || run.state !== 'ready') return;
    for (const state of sqlPages(shown.id, shown.table)) to({ kind: 'sqlRows', state });
  }
  const stop = () => {
    running?.abort();
    running = undefined;
    shown = undefined;
  };

  post();
  return {
    run(sql, fresh) {
      stop();
      text = sql;
      here.set('analysis.sql', text);
      running = new AbortController();
      void ask(sql, fresh, running);
    },
    cancel() {
      if (run.state === 'running') setRun({ ...run, stopping: true });
      running?.abort();
    },
    change(sql) {
      text = sql;
      here.set('analysis.sql', text);
    },
    save(name, sql) {
      saved = [...saved.filter((each) => each.name !== name), { id: randomUUID(), name, sql }].slice(-MOST_SAVED);
      keep();
    },
    remove(id) {
      saved = saved.filter((each) => each.id !== id);
      keep();
    },
    setSchema({ table, columns: found }) {
      tableName = table;
      columns = found;
      post();
    },
    reset() {
      stop();
      setRun({ state: 'none' });
    },
    replay,
    table: (result) => (shown?.id === result ? shown.table : undefined),
  };
}
