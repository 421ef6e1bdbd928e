import { html, nothing, type TemplateResult } from 'lit';
import type { Cause } from '../../protocol/deploy.ts';
import { box } from '../common/box.ts';
import { fold } from '../common/fold.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** What went wrong first. It stays in its place while everything is being rolled back, and after. */
export function causeBox({ logicalId, type, message, remedy, verbatim }: Cause, page: PageParts): TemplateResult {
  return box(
    'failed',
    html`
      <h2>${t('What went wrong first')}</h2>
      <p class="text"><strong>${message}</strong></p>
      ${remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', remedy)}</p>`}
      ${logicalId === '' ? nothing : html`<p class="muted text">${t('At {0} ({1})', logicalId, type)}</p>`}
      ${
        verbatim === ''
          ? nothing
          : fold(foldOf(page, 'verbatim', false), t('In the words of AWS'), html`<p class="text">${verbatim}</p>`)
      }
    `,
  );
}
