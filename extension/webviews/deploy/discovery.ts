import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Discovery, Source } from '../../protocol/deploy.ts';
import { fold, section } from '../common/fold.ts';
import { keyValues } from '../common/key-values.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';
import { serverCard } from './server-card.ts';

/** The data there is to answer from, and the servers that stand already. */
export function discoverySections(discovery: Discovery, page: PageParts): TemplateResult {
  const { sources, servers, leftOut, advice } = discovery;
  const chosen = sources.find((source) => source.chosen)?.stackName ?? '';
  return html`
    ${
      servers.length === 0
        ? nothing
        : section(
            foldOf(page, 'servers', true),
            t('Existing servers'),
            String(servers.length),
            servers.map((server, index) => serverCard(`server-${index}`, server, page)),
          )
    }
    ${section(
      foldOf(page, 'sources', true),
      t('Case data'),
      chosen,
      html`
        ${advice === '' ? nothing : html`<p class="text">${advice}</p>`}
        ${
          sources.length === 0
            ? nothing
            : html`<div role="radiogroup" aria-label=${t('Case data')}>
                ${sources.map((source) => sourceRow(source, page))}
              </div>`
        }
        ${leftOut === 0 ? nothing : html`<p class="muted">${t('{0} more not listed', leftOut)}</p>`}
      `,
    )}
  `;
}

function sourceRow({ stackName, analytics, chosen, detail, exports }: Source, page: PageParts): TemplateResult {
  return html`
    <label class="option">
      <input
        type="radio"
        name="source"
        ?disabled=${!analytics || page.busy !== ''}
        .checked=${live(chosen)}
        @change=${() => page.act('choose-source', stackName)}
      />
      <span class="wrap">
        <strong>${stackName}</strong>
        <span class="muted line">${detail}</span>
      </span>
    </label>
    ${
      exports.length === 0
        ? nothing
        : html`<div class="indented">
            ${fold(
              foldOf(page, `exports-${stackName}`, false),
              t('Exports of {0}', stackName),
              keyValues(exports.map(({ name, value }) => [name, value])),
            )}
          </div>`
    }
  `;
}
