import { html, nothing, type TemplateResult } from 'lit';
import type { Changes, PlannedResource } from '../../protocol/deploy.ts';
import { fold } from '../common/fold.ts';
import { mark, type Tone } from '../common/mark.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';

type Kind = PlannedResource['kind'];

/** Counts by action, such as "12 new · 1 replaced", without zeros. */
export function countChanges(counts: Changes['counts']): string {
  return ORDER.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${KINDS[kind]()[2]}`)
    .join(' · ');
}

/** The resources, grouped by purpose. Groups with a risk are open. */
export function plannedGroups({ groups, leftOut }: Changes, page: PageParts): TemplateResult {
  return html`
    ${groups.map(({ title, changes }) =>
      fold(
        foldOf(page, `changes-${title}`, changes.some(isRisk)),
        html`<strong>${title}</strong> <span class="muted">${changes.length}</span>`,
        html`<ul class="rows">
          ${changes.map(plannedRow)}
        </ul>`,
      ),
    )}
    ${leftOut === 0 ? nothing : html`<p class="muted">${t('{0} more not listed', leftOut)}</p>`}
  `;
}

function plannedRow({ kind, logicalId, type, physicalId, properties }: PlannedResource): TemplateResult {
  const details = [physicalId, properties.join(', ')].filter((text) => text !== '');
  return html`
    <li>
      <div class="check-head">
        <span class="wrap"><strong>${logicalId}</strong> <span class="muted">${type}</span></span>
        ${mark(...KINDS[kind]())}
      </div>
      ${details.map((text) => html`<p class="muted text">${text}</p>`)}
    </li>
  `;
}

/** The warnings themselves stand above all groups. */
function isRisk({ kind, warning }: PlannedResource): boolean {
  return warning !== '' || kind === 'remove' || kind === 'replace' || kind === 'may-replace';
}

const ORDER: readonly Kind[] = ['remove', 'replace', 'may-replace', 'add', 'change', 'import'];

const KINDS: Readonly<Record<Kind, () => readonly [icon: string, tone: Tone, word: string]>> = {
  add: () => ['diff-added', 'plain', t('new')],
  change: () => ['diff-modified', 'plain', t('changed')],
  replace: () => ['warning', 'warned', t('replaced')],
  'may-replace': () => ['warning', 'warned', t('may be replaced')],
  remove: () => ['warning', 'failed', t('removed')],
  import: () => ['diff-renamed', 'plain', t('imported')],
};
