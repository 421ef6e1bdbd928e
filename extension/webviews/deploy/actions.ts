import { html, nothing, type TemplateResult } from 'lit';
import type { DeployAction } from '../../protocol/deploy.ts';
import { button } from '../common/button.ts';
import { fold } from '../common/fold.ts';
import { t } from '../common/words.ts';
import { foldOf, waitsForHost, type PageParts } from './page-parts.ts';

/** The line that says what the host does. */
export const BUSY_ID = 'busy';

/**
 * Buttons in a row, the rare ones folded below it, with the reasons why some of them can't be used in words below. `place` is unique in the page;
 * `resources` go along with what they send.
 */
export function actionRow(
  place: string,
  actions: readonly DeployAction[],
  page: PageParts,
  resources?: readonly string[],
): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  const often = actions.filter(({ rare }) => rare !== true);
  const rare = actions.filter((action) => action.rare === true);
  const reasons = [...new Set(actions.map(({ disabled }) => disabled))].filter((reason) => reason !== '');
  const idOf = (reason: string) => `${place}-reason-${reasons.indexOf(reason)}`;
  const row = (shown: readonly DeployAction[]) =>
    html`<div class="row actions">
      ${shown.map((action) =>
        button({
          label: action.label,
          look: action.look,
          waitsFor: action.disabled !== '' ? idOf(action.disabled) : waitsForHost(page, action) ? BUSY_ID : undefined,
          press: () => page.act(action.id, action.target, resources),
        }),
      )}
    </div>`;
  return html`
    ${row(often)} ${rare.length === 0 ? nothing : fold(foldOf(page, `${place}-more`, false), t('More'), row(rare))}
    ${reasons.map((reason) => html`<p id=${idOf(reason)} class="muted text">${reason}</p>`)}
  `;
}
