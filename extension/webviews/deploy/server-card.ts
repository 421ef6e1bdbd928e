import { html, nothing, type TemplateResult } from 'lit';
import type { ExistingServer } from '../../protocol/deploy.ts';
import { keyValues } from '../common/key-values.ts';
import { mark } from '../common/mark.ts';
import { sentences } from '../common/sentences.ts';
import { t } from '../common/words.ts';
import { actionRow } from './actions.ts';
import type { PageParts } from './page-parts.ts';

/** An existing server: what it is, what it lacks, and the available actions. */
export function serverCard(place: string, server: ExistingServer, page: PageParts): TemplateResult {
  const { stackName, origin, version, outdated, headline, endpoint, lacks, notes } = server;
  const what = origin === 'sample' ? t("Deployed from the old sample's template") : t('Version {0}', version);
  return html`
    <div class="card">
      <div class="row">
        <h3 class="text">${stackName}</h3>
        ${outdated ? mark('warning', 'warned', t('outdated')) : nothing}
      </div>
      <p class="text">${headline}</p>
      ${keyValues([[t('Server'), what], ...(endpoint === '' ? [] : [[t('Endpoint'), endpoint] as const])])}
      ${sentences(t('Missing features:'), lacks)} ${notes.map((note) => html`<p class="muted text">${note}</p>`)}
      ${actionRow(place, server.actions, page)}
    </div>
  `;
}
