import { html, nothing, type TemplateResult } from 'lit';
import type { Cost } from '../../protocol/deploy.ts';
import { sayDollars } from '../common/amounts.ts';
import { section } from '../common/fold.ts';
import { sentences } from '../common/sentences.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** The monthly cost, with its assumptions. */
export function costSection({ monthly, rows, assumptions, asOf }: Cost, page: PageParts): TemplateResult {
  return section(
    foldOf(page, 'cost', false),
    t('Cost estimate'),
    t('about {0} per month', sayDollars(monthly)),
    html`
      <table>
        <thead>
          <tr>
            <th scope="col">${t('Item')}</th>
            <th scope="col" class="amount">${t('Per month')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <td>
                  <span>${row.what}</span>
                  <span class="muted line">${[row.quantity, row.price].filter((text) => text !== '').join(' · ')}</span>
                  ${row.fixed ? html`<span class="muted line">${t('Fixed: charged even with no calls')}</span>` : nothing}
                </td>
                <td class="amount">${row.monthly === null ? t('not known') : sayDollars(row.monthly)}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${t('Total')}</th>
            <td class="amount">${sayDollars(monthly)}</td>
          </tr>
        </tfoot>
      </table>
      ${sentences(t('Assumptions:'), assumptions)}
      <p class="muted">${t('AWS list prices as of {0}. Your bill depends on your use.', asOf)}</p>
    `,
  );
}
