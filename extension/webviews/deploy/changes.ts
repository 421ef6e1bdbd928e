import { html, nothing, type TemplateResult } from 'lit';
import type { Changes } from '../../protocol/deploy.ts';
import { box } from '../common/box.ts';
import { fold, section } from '../common/fold.ts';
import { keyValues } from '../common/key-values.ts';
import { mark } from '../common/mark.ts';
import { sentences } from '../common/sentences.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';
import { countChanges, plannedGroups } from './planned-resources.ts';

/** What a change set does: warnings first, then resources, permissions, settings. */
export function changeSections(changes: Changes, page: PageParts): TemplateResult {
  const { warnings, groups, exact } = changes;
  return html`
    ${
      warnings.length === 0
        ? nothing
        : box(
            'warned',
            html`<h2>${t('Warnings')}</h2>
              ${sentences('', warnings)}`,
          )
    }
    ${
      groups.length === 0
        ? nothing
        : section(
            foldOf(page, 'changes', true),
            t('Changes'),
            countChanges(changes.counts),
            plannedGroups(changes, page),
          )
    }
    ${permissionSection(changes, page)} ${parameterSection(changes, page)}
    ${
      exact === ''
        ? nothing
        : fold(
            foldOf(page, 'exact', false),
            t("CloudFormation's own description"),
            html`<pre class="text exact" tabindex="0">${exact}</pre>`,
          )
    }
  `;
}

function permissionSection({ permissions }: Changes, page: PageParts): TemplateResult | typeof nothing {
  if (permissions.length === 0) return nothing;
  const broad = permissions.filter((permission) => permission.broad).length;
  return section(
    foldOf(page, 'permissions', broad > 0),
    t('New permissions'),
    broad > 0 ? t('{0}, broad: {1}', permissions.length, broad) : String(permissions.length),
    html`<ul class="sentences">
      ${permissions.map((permission) =>
        permission.broad
          ? html`<li class="wrap">${mark('warning', 'warned', t('Broad:'))} ${permission.sentence}</li>`
          : html`<li class="text">${permission.sentence}</li>`,
      )}
    </ul>`,
  );
}

function parameterSection({ parameters, type }: Changes, page: PageParts): TemplateResult | typeof nothing {
  if (parameters.length === 0) return nothing;
  const said = (value: string) => (value === '' ? t('none') : value);
  return section(
    foldOf(page, 'parameters', type === 'UPDATE'),
    type === 'UPDATE' ? t('Changed settings') : t('Settings changed from their defaults'),
    String(parameters.length),
    keyValues(
      parameters.map(({ label, before, after }) => [
        label,
        type === 'UPDATE' ? t('{0} (was {1})', said(after), said(before)) : said(after),
      ]),
    ),
  );
}
