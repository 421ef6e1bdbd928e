import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import type { Sql, SqlRun } from '../../../protocol/analysis-sql.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { costText } from '../cost.ts';
import { disclosure } from '../disclosure.ts';
import { valueOf } from '../field.ts';
import { iconButton } from '../icon-button.ts';
import { nameForm } from '../name-form.ts';
import { problem } from '../problem.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { warning } from '../warning.ts';
import { elapsedText, number } from '../words.ts';
import './sql-box.ts';
import './result-grid.ts';

/** A statement of one's own on the cases, and its rows. */
export function sqlTab(page: Page): TemplateResult {
  const { sql, kept } = page.state;
  if (sql === undefined) return html`${skeleton('field')}${skeleton('block')}`;
  const type = (text: string) => {
    page.keep({ sql: text });
    page.send({ kind: 'changeSql', sql: text });
  };
  const run = (fresh: boolean) => {
    const { sql: typed } = page.state.kept;
    if (typed.trim() === '') return;
    ran = true;
    page.send({ kind: 'runSql', sql: typed, ...(fresh && { fresh }) });
  };
  const stopping = sql.run.state === 'running' ? sql.run.stopping : undefined;
  return html`
    ${queryField(sql, type)}
    <sql-box .text=${kept.sql} .names=${sql} .typed=${type} .run=${() => run(false)}></sql-box>
    <div class="row">
      ${
        stopping !== undefined
          ? html`<vscode-button secondary ?disabled=${stopping} @click=${() => page.send({ kind: 'cancelSql' })}
              >${stopping ? t('Stopping') : t('Cancel')}</vscode-button
            >`
          : html`<vscode-button icon="play" ?disabled=${kept.sql.trim() === ''} @click=${() => run(false)}
              >${t('Run')}</vscode-button
            >`
      }
      ${sql.run.state === 'ready' ? html`<vscode-button secondary @click=${() => run(true)}>${t('Run Without Cache')}</vscode-button>` : nothing}
    </div>
    ${keyed(sql.run.state, html`<div ${ref(bringIntoView)}>${outcome(sql.run, page)}</div>`)} ${savedQueries(sql, page)}
  `;
}

/** A statement was run since the page is open. */
let ran = false;

/** In a low side bar what comes of a statement would be below what is seen. */
function bringIntoView(outcome: Element | undefined): void {
  // With the next picture it has its rows.
  if (ran) requestAnimationFrame(() => outcome?.scrollIntoView({ block: 'nearest' }));
}

function queryField({ predefined, saved }: Sql, type: (text: string) => void): TemplateResult {
  const queries = [...predefined, ...saved];
  return html`<div class="field">
    <label for="query">${t('Start from')}</label>
    <select
      id="query"
      .value=${live('')}
      @change=${(event: Event) => {
        const query = queries.find(({ id }) => id === valueOf(event));
        if (query !== undefined) type(query.sql);
      }}
    >
      <option value="">${t('A query')}</option>
      ${options(t('Examples'), predefined)} ${options(t('Saved'), saved)}
    </select>
  </div>`;
}

function options(label: string, queries: Sql['saved']): TemplateResult | typeof nothing {
  if (queries.length === 0) return nothing;
  return html`<optgroup label=${label}>
    ${queries.map(({ id, name }) => html`<option value=${id}>${visibleText(name)}</option>`)}
  </optgroup>`;
}

function outcome(run: SqlRun, page: Page): TemplateResult | typeof nothing {
  switch (run.state) {
    case 'none':
      return nothing;
    case 'running':
      return html`<p role="status" class="row">
          <span class="text grow">${visibleText(run.message)}</span>
          <span class="elapsed muted">${elapsedText(page.state.now - run.started)}</span>
        </p>
        ${skeleton('block')}`;
    case 'refused':
      return html`<p><strong>${t('Rejected before it ran:')}</strong></p>
        ${problem(run.problem, page)}`;
    case 'failed':
      return problem(run.problem, page);
    case 'cancelled':
      return html`<p role="status" class="muted">${t('Cancelled.')}</p>`;
    case 'ready':
      return rows(run, page);
  }
}

function rows(run: Extract<SqlRun, { state: 'ready' }>, page: Page): TemplateResult {
  const { result, columns, rowCount, truncated, elapsedMs, cost, note } = run;
  const given = page.state.rows.result === result ? page.state.rows.rows : NO_ROWS;
  return html`<p role="status">
      <strong>${rowCount === 1 ? t('1 row') : t('{0} rows', number(rowCount))}</strong>
      <span class="muted"
        >· ${t('{0} s', number(elapsedMs / 1000))}${cost === null ? '' : ` · ${costText(cost, 'done')}`}</span
      >
      ${truncated ? warning(t('There are more rows. These are the first.')) : nothing}
    </p>
    ${note === undefined ? nothing : html`<p class="text">${visibleText(note)}</p>`}
    <result-grid
      .result=${result}
      .columns=${columns}
      .rows=${given}
      .copyText=${(text: string) => page.send({ kind: 'copy', text })}
      .copyRows=${(chosen: readonly number[]) => {
        const all = chosen.length === given.length && chosen.every((place, index) => place === index);
        page.send({ kind: 'copySql', result, ...(!all && { rows: [...chosen] }) });
      }}
    ></result-grid>
    <div class="row">
      ${(['csv', 'json'] as const).map(
        (format) =>
          html`<vscode-button secondary icon="save" @click=${() => page.send({ kind: 'exportSql', result, format })}
            >${format === 'csv' ? t('Save as CSV') : t('Save as JSON')}</vscode-button
          >`,
      )}
    </div>`;
}

const NO_ROWS: readonly never[] = [];

function savedQueries({ saved }: Sql, page: Page): TemplateResult {
  return disclosure(
    'queries',
    t('Saved queries ({0})', saved.length),
    () =>
      html`<ul class="plain-list">
          ${saved.map(
            ({ id, name }) =>
              html`<li class="row nowrap">
                <span class="text grow">${visibleText(name)}</span>
                ${iconButton('trash', t('Delete {0}', name), () => page.send({ kind: 'deleteQuery', id }))}
              </li>`,
          )}
        </ul>
        ${nameForm('save-query', t('Save query as...'), (name) => page.send({ kind: 'saveQuery', name, sql: page.state.kept.sql }))}`,
    page,
  );
}
