import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState, ConnectionStep, ConnectionToHost } from '../../protocol/connection.ts';
import { t } from '../common/words.ts';

/** The steps of the way to an answer, each with its finding and what mends it. */
export function connectionPage(state: ConnectionState, post: (message: ConnectionToHost) => void): TemplateResult {
  return html`
    <h1>${t('Connection to {0}', state.server)}</h1>
    <div class="row">
      ${
        state.running
          ? html`<vscode-button secondary @click=${() => post({ kind: 'stop' })}>${t('Stop')}</vscode-button>`
          : html`<vscode-button @click=${() => post({ kind: 'run' })}>${t('Test Again')}</vscode-button>`
      }
    </div>
    <p role="status" class="text">${state.outcome}</p>
    <ol class="steps" aria-label=${t('Steps')}>
      ${state.steps.map((step) => stepRow(step, post))}
    </ol>
  `;
}

function stepRow(step: ConnectionStep, post: (message: ConnectionToHost) => void): TemplateResult {
  const [icon, word] = STATES[step.state]();
  return html`
    <li class="step">
      <span class="codicon codicon-${icon} icon-${step.state}" aria-hidden="true"></span>
      <div>
        <div class="row">
          <strong>${step.title}</strong>
          <span class="muted">${word}${step.ms > 0 ? ` · ${step.ms} ms` : ''}</span>
        </div>
        ${step.detail === '' ? nothing : html`<p class="text">${step.detail}</p>`}
        ${step.remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', step.remedy)}</p>`}
        ${
          step.actions.length === 0
            ? nothing
            : html`<div class="row">
                ${step.actions.map(
                  ({ id, label }, index) =>
                    html`<vscode-button ?secondary=${index > 0} @click=${() => post({ kind: 'act', id })}
                      >${label}</vscode-button
                    >`,
                )}
              </div>`
        }
      </div>
    </li>
  `;
}

const STATES: Readonly<Record<ConnectionStep['state'], () => readonly [icon: string, word: string]>> = {
  waiting: () => ['circle-outline', t('not run yet')],
  running: () => ['sync', t('running')],
  passed: () => ['pass', t('passed')],
  warned: () => ['warning', t('passed with a warning')],
  failed: () => ['error', t('failed')],
  skipped: () => ['circle-slash', t('skipped')],
};
