import { html, nothing, type TemplateResult } from 'lit';
import type { Run, RunState, RunStep } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { css } from '../css-properties.ts';
import { markdownView } from '../markdown/markdown-view.ts';
import { problem } from '../problem.ts';
import type { Page } from '../state/page-state.ts';
import { elapsedText, number } from '../words.ts';

/** A run that waits, works, or ended without a result. */
export function runCard(run: Run, page: Page): TemplateResult {
  const { state } = run;
  const question = run.asked.question === '' ? t('Analysis of all matching cases') : visibleText(run.asked.question);
  const active = state.kind === 'queued' || state.kind === 'running';
  return html`<div class="run-card" role="group" aria-label=${question}>
    <div class="row nowrap">
      <h2 class="text grow">${question}</h2>
      ${
        active
          ? html`<vscode-button
              secondary
              ?disabled=${state.kind === 'running' && state.stopping}
              @click=${() => page.send({ kind: 'cancel', run: run.id })}
              >${state.kind === 'running' && state.stopping ? t('Stopping') : t('Cancel')}</vscode-button
            >`
          : html`<vscode-button secondary @click=${() => page.send({ kind: 'runAgain', run: run.id })}
              >${t('Run Again')}</vscode-button
            >`
      }
    </div>
    ${stateView(state, page)}
  </div>`;
}

function stateView(state: RunState, page: Page): TemplateResult {
  switch (state.kind) {
    case 'queued':
      return html`<p role="status" class="muted">
        ${state.ahead === 0 ? t('Next in the queue') : t('{0} ahead in the queue', number(state.ahead))}
      </p>`;
    case 'running':
      return running(state, page);
    case 'failed':
      return problem(state.problem, page);
    case 'cancelled':
      return html`<p class="muted">${t('Cancelled. Nothing is running in the background.')}</p>`;
    case 'interrupted':
      return html`<p class="muted">${t('Interrupted, because the editor was closed or reloaded.')}</p>`;
    case 'finished':
      return html`<p class="muted">${t('Finished')}</p>`;
  }
}

function running(state: Extract<RunState, { kind: 'running' }>, page: Page): TemplateResult {
  const { steps, share, text, started } = state;
  const latest = steps.at(-1)?.text ?? t('Starting');
  const percent = share === null ? undefined : Math.round(share * 100);
  return html`
    <div
      class="progress ${percent === undefined ? 'unknown' : ''}"
      role="progressbar"
      aria-label=${t('Progress')}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent ?? nothing}
    >
      <div class="progress-bar" ${css({ width: `${percent ?? 100}%` })}></div>
    </div>
    <div class="row nowrap">
      <p role="status" class="text grow">${visibleText(latest)}${partsRead(steps)}</p>
      <span class="elapsed muted" aria-label=${t('Elapsed')}>${elapsedText(page.state.now - started)}</span>
    </div>
    ${
      steps.length < 2
        ? nothing
        : html`<ol class="steps-done muted">
            ${steps.slice(-4, -1).map(({ text: done }) => html`<li class="text">${visibleText(done)}</li>`)}
          </ol>`
    }
    ${
      text === ''
        ? nothing
        : html`<div class="streamed">${markdownView(text, { cases: new Set(), openCase: () => undefined })}</div>`
    }
  `;
}

/** How many parts are read, where the latest step does not say so itself. */
function partsRead(steps: readonly RunStep[]): string {
  const at = steps.findLastIndex(({ phase }) => phase === 'reading-parts');
  const { done = 0, total = 0 } = steps[at] ?? {};
  return at === steps.length - 1 || done === 0 ? '' : ` · ${t('{0} of {1} parts read', number(done), number(total))}`;
}
