import { html, nothing, type TemplateResult } from 'lit';
import type { DeployState } from '../../protocol/deploy.ts';
import { sentences } from '../common/sentences.ts';
import { t } from '../common/words.ts';
import { changeSections } from './changes.ts';
import { costSection } from './cost.ts';
import { packageSection } from './package.ts';
import type { PageParts } from './page-parts.ts';
import { problemBox } from './problem.ts';

type Reviewing = Extract<DeployState, { kind: 'reviewing' }>;

/** What the change set comes to, and what a yes means: which stack, which account, which region. */
export function reviewingHeadline({ changes, stackName, who }: Reviewing): TemplateResult {
  const { type, state, headline } = changes;
  const [account, region] = [who?.account ?? '', who?.region ?? ''];
  return html`
    <p class="headline text">${headline}</p>
    <p class="wrap">
      ${
        state !== 'ready'
          ? t('Stack {0}', stackName)
          : type === 'CREATE'
            ? t('Once you confirm, stack {0} is created in account {1}, region {2}.', stackName, account, region)
            : t('Once you confirm, stack {0} is updated in account {1}, region {2}.', stackName, account, region)
      }
    </p>
  `;
}

/** The change set: warnings, and what it does. */
export function reviewingSections(state: Reviewing, page: PageParts): TemplateResult {
  const { changes, cost } = state;
  const { problem, findings } = changes;
  return html`
    ${problem === null ? nothing : problemBox('changes', problem, page)} ${sentences(t('What AWS found:'), findings)}
    ${changeSections(changes, page)} ${costSection(cost, page)} ${packageSection(state.package, true, page)}
  `;
}
