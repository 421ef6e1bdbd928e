import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeployProgress, ResourceRow } from '../../protocol/deploy.ts';
import { sayElapsed } from '../common/amounts.ts';
import { section } from '../common/fold.ts';
import { mark, type Tone } from '../common/mark.ts';
import { progressBar } from '../common/progress-bar.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** How far an operation is. While it is at work the times go on by themselves. */
export function progressSections(progress: DeployProgress, working: boolean, page: PageParts): TemplateResult {
  const { done, total, share, direction, resources } = progress;
  const more = working ? page.sinceMs : 0;
  const count =
    total === null
      ? t('{0} done', done)
      : direction === 'back'
        ? t('{0} of {1} rolled back', done, total)
        : t('{0} of {1} done', done, total);
  const time = sayElapsed(progress.elapsedMs + more);
  return html`
    ${working ? progressBar(t('Progress'), share ?? undefined, `${count} · ${time}`) : nothing}
    ${section(
      foldOf(page, 'resources', working),
      t('Resources'),
      working ? String(resources.length) : `${count} · ${time}`,
      html`
        <table class="resources">
          <thead>
            <tr>
              <th scope="col">${t('Resource')}</th>
              <th scope="col">${t('State')}</th>
              <th scope="col" class="amount">${t('Time')}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              resources,
              ({ logicalId }) => logicalId,
              (row) => resourceRow(row, more),
            )}
          </tbody>
        </table>
      `,
    )}
  `;
}

function resourceRow({ logicalId, type, state, status, reason, elapsedMs }: ResourceRow, more: number): TemplateResult {
  const [icon, tone, word] = STATES[state]();
  const time = state === 'waiting' ? '' : sayElapsed(elapsedMs + (state === 'working' ? more : 0));
  return html`
    <tr>
      <td>
        <span>${logicalId}</span>
        <span class="muted line">${type}</span>
        ${state === 'failed' && reason !== '' ? html`<span class="line">${reason}</span>` : nothing}
      </td>
      <td title=${status}>${mark(icon, tone, word)}</td>
      <td class="amount">${time}</td>
    </tr>
  `;
}

const STATES: Readonly<Record<ResourceRow['state'], () => readonly [icon: string, tone: Tone, word: string]>> = {
  waiting: () => ['circle-outline', 'plain', t('waiting')],
  working: () => ['ellipsis', 'plain', t('in progress')],
  done: () => ['pass', 'passed', t('done')],
  failed: () => ['error', 'failed', t('failed')],
  undone: () => ['discard', 'plain', t('rolled back')],
};
