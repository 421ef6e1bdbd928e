import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Choices, Target } from '../../../protocol/analysis-draft.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { valueOf } from '../field.ts';
import { iconButton } from '../icon-button.ts';
import { problem } from '../problem.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number, periodText } from '../words.ts';

/** Whose cases are asked, and what there is of them. */
export function targetPart(page: Page): TemplateResult {
  const { targets, choices } = page.state;
  if (targets === undefined) return skeleton('field');
  if (targets.targets.length === 0) return noTargets(page);
  const chosen = targets.targets.find(({ id }) => id === targets.chosen);
  return html`<div class="field">
      <label for="target">${t('Data source')}</label>
      <div class="row nowrap">
        <select
          id="target"
          class="grow"
          .value=${live(targets.chosen)}
          @change=${(event: Event) => page.send({ kind: 'chooseTarget', target: valueOf(event) })}
        >
          ${targets.targets.map(
            ({ id, kind, label }) =>
              html`<option value=${id} ?selected=${id === targets.chosen}>
                ${kind === 'sample' ? visibleText(label) : `${visibleText(label)} · ${KINDS[kind]()}`}
              </option>`,
          )}
        </select>
        ${iconButton('refresh', t('Connect and read again'), () => page.send({ kind: 'refresh' }))}
        ${iconButton('plug', t('Connect to a server'), () => page.send({ kind: 'connectServer' }))}
        ${iconButton('folder-opened', t('Open a folder of cases'), () => page.send({ kind: 'openFolder' }))}
      </div>
    </div>
    <p class="muted about-target" role="status">${chosen === undefined ? '' : about(chosen, choices)}</p>
    ${chosen?.problem === undefined ? nothing : problem(chosen.problem, page)}
    ${choices?.state === 'failed' && choices.problem !== undefined && chosen?.problem === undefined ? problem(choices.problem, page) : nothing}`;
}

function noTargets(page: Page): TemplateResult {
  return html`<div class="welcome">
    <p>${t('There are no cases to ask yet. Connect to a server that you have, or open a folder of exported cases.')}</p>
    <div class="row">
      <vscode-button @click=${() => page.send({ kind: 'connectServer' })}>${t('Connect to a Server')}</vscode-button>
      <vscode-button secondary @click=${() => page.send({ kind: 'openFolder' })}>${t('Open a Folder')}</vscode-button>
    </div>
  </div>`;
}

const KINDS: Readonly<Record<Exclude<Target['kind'], 'sample'>, () => string>> = {
  deployment: () => t('deployment'),
  server: () => t('server'),
  folder: () => t('folder'),
};

function about({ connection, description }: Target, choices: Choices | undefined): string {
  if (connection === 'connecting') return t('Connecting to {0}', visibleText(description));
  if (connection === 'lost') return t('The connection is lost.');
  if (choices?.state !== 'ready') return visibleText(description);
  const { totalCases, withSummary, firstDay, lastDay } = choices;
  const counts =
    totalCases === 1
      ? t('1 case, {0} with a summary', number(withSummary))
      : t('{0} cases, {1} with a summary', number(totalCases), number(withSummary));
  return firstDay === null || lastDay === null ? counts : `${counts}, ${periodText(firstDay, lastDay)}`;
}
