import { html, nothing, type TemplateResult } from 'lit';
import type { Output } from '../../protocol/deploy.ts';
import { copyButton } from '../common/copy-button.ts';
import { fold } from '../common/fold.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** What the deployment says of itself, to be copied; the server's address stands out. */
export function outputsSection(outputs: readonly Output[], page: PageParts): TemplateResult | typeof nothing {
  if (outputs.length === 0) return nothing;
  const main = outputs.filter((output) => output.main);
  const others = outputs.filter((output) => !output.main);
  return html`
    <div class="card">
      ${list(main, page)}
      ${others.length === 0 ? nothing : fold(foldOf(page, 'outputs', false), t('More outputs'), list(others, page))}
    </div>
  `;
}

function list(outputs: readonly Output[], page: PageParts): TemplateResult {
  return html`<dl class="outputs">
    ${outputs.map(
      ({ key, label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>
            <code class="text">${value}</code>
            ${copyButton(label, page.local.copied === key, () => page.act('copy-output', key))}
          </dd>
        </div>`,
    )}
  </dl>`;
}
