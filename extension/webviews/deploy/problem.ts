import { html, nothing, type TemplateResult } from 'lit';
import type { DeployProblem } from '../../protocol/deploy.ts';
import { box } from '../common/box.ts';
import { actionRow } from './actions.ts';
import type { PageParts } from './page-parts.ts';

/** What failed and what to do. `place` is unique in the page. */
export function problemBox(
  place: string,
  { message, remedy, actions }: DeployProblem,
  page: PageParts,
): TemplateResult {
  return box(
    'failed',
    html`
      <p class="text"><strong>${message}</strong></p>
      ${remedy === '' ? nothing : html`<p class="text">${remedy}</p>`} ${actionRow(place, actions, page)}
    `,
  );
}
