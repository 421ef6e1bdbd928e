import { html, nothing, type TemplateResult } from 'lit';
import type { Preflight, PreflightRow } from '../../protocol/deploy.ts';
import { section } from '../common/fold.ts';
import { mark, type Tone } from '../common/mark.ts';
import { t } from '../common/words.ts';
import { actionRow } from './actions.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** Whether a deployment would succeed, as a list of what was looked at, each with its remedy. */
export function preflightSection({ running, rows, summary }: Preflight, page: PageParts): TemplateResult {
  return section(
    foldOf(page, 'checks', true),
    t('Checks'),
    running ? t('running') : summary,
    html`<ul class="rows">
      ${rows.map((row) => checkRow(row, page))}
    </ul>`,
  );
}

function checkRow({ id, title, state, detail, remedy, actions }: PreflightRow, page: PageParts): TemplateResult {
  const [icon, tone, word] = STATES[state]();
  return html`
    <li class="check-row">
      <strong class="wrap">${title}</strong>
      ${mark(icon, tone, word)}
      <div>
        <p class="text">${detail}</p>
        ${remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', remedy)}</p>`}
        ${actionRow(`check-${id}`, actions, page)}
      </div>
    </li>
  `;
}

const STATES: Readonly<Record<PreflightRow['state'], () => readonly [icon: string, tone: Tone, word: string]>> = {
  waiting: () => ['circle-outline', 'plain', t('not checked yet')],
  running: () => ['ellipsis', 'plain', t('checking')],
  passed: () => ['pass', 'passed', t('passed')],
  warning: () => ['warning', 'warned', t('passed with a warning')],
  failed: () => ['error', 'failed', t('failed')],
  unknown: () => ['question', 'plain', t('could not be checked')],
};
