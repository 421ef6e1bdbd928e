import { html, type TemplateResult } from 'lit';
import type { DeployState } from '../../protocol/deploy.ts';
import { mark, type Tone } from '../common/mark.ts';
import { t } from '../common/words.ts';

type Preparing = Extract<DeployState, { kind: 'preparing' }>;
type StepState = Preparing['steps'][number]['state'];

/** The way to the change set. Nothing is executed on it. */
export function preparingSection({ steps }: Preparing): TemplateResult {
  return html`
    <ol class="rows">
      ${steps.map(({ title, state }) => {
        const [icon, tone, word] = STATES[state]();
        return html`<li class="check-head">
          <span class="text">${title}</span>
          ${mark(icon, tone, word)}
        </li>`;
      })}
    </ol>
  `;
}

const STATES: Readonly<Record<StepState, () => readonly [icon: string, tone: Tone, word: string]>> = {
  waiting: () => ['circle-outline', 'plain', t('not started')],
  running: () => ['ellipsis', 'plain', t('in progress')],
  done: () => ['pass', 'passed', t('done')],
  failed: () => ['error', 'failed', t('failed')],
};
