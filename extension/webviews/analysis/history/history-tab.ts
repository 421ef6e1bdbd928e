import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Run, RunState } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { filterTexts } from '../filters.ts';
import { iconButton } from '../icon-button.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { warning } from '../warning.ts';
import { instantText, number, periodText } from '../words.ts';

/** All runs that are kept: to open, to run again, to compare. */
export function historyTab(page: Page): TemplateResult {
  const { runs } = page.state;
  if (runs === undefined) return skeleton('block', 3);
  return html`
    <div class="row">
      <p class="muted grow">
        ${
          runs.keepsText
            ? t('The texts of analyses are kept on this disk.')
            : t('Figures are kept on this disk, the texts of analyses are not.')
        }
        <button
          class="link"
          type="button"
          @click=${() => page.send({ kind: 'openSetting', setting: 'caseInsights.history.keepText' })}
        >
          ${t('Change')}
        </button>
      </p>
      <vscode-button secondary @click=${() => page.send({ kind: 'comparePeriods' })}
        >${t('Compare with Previous Period')}</vscode-button
      >
      ${
        runs.runs.length === 0
          ? nothing
          : html`<vscode-button secondary icon="clear-all" @click=${() => page.send({ kind: 'clearHistory' })}
              >${t('Clear')}</vscode-button
            >`
      }
    </div>
    ${comparing(page)} ${runs.runs.length === 0 ? html`<p>${t('No questions yet.')}</p>` : nothing}
    <ul class="plain-list runs">
      ${repeat(
        runs.runs,
        ({ id }) => id,
        (run) => runRow(run, page),
      )}
    </ul>
    ${runs.unreadable.map(
      ({ file, reason }) =>
        html`<p class="text">${warning(t('{0} could not be read: {1}', visibleText(file), visibleText(reason)))}</p>`,
    )}
  `;
}

function comparing(page: Page): TemplateResult | typeof nothing {
  const chosen = page.state.runs?.runs.find(({ id }) => id === page.state.kept.compare);
  if (chosen === undefined) return nothing;
  return html`<p class="row nowrap narrowed-to" role="status">
    <span class="text grow">${t('Choose another run to compare with: {0}', titleOf(chosen))}</span>
    ${iconButton('close', t('Stop Comparing'), () => page.keep({ compare: null }))}
  </p>`;
}

function runRow(run: Run, page: Page): TemplateResult {
  const { id, state, pinned, asked, target } = run;
  const [icon, tone, word] = STATES[state.kind]();
  const title = titleOf(run);
  const facts = [
    visibleText(target.label),
    periodText(asked.period.start, asked.period.end),
    ...filterTexts(asked.filters),
    ...(state.kind === 'finished' ? [state.total === 1 ? t('1 case') : t('{0} cases', number(state.total))] : []),
  ];
  return html`<li class="run">
    <span class="codicon codicon-${icon} ${tone}" aria-hidden="true"></span>
    <button class="suggestion grow" type="button" @click=${() => open(run, page)}>
      <strong class="text">${title}</strong>
      <span class="muted text">${word} · ${instantText(run.created)} · ${facts.join(' · ')}</span>
    </button>
    <div class="row nowrap run-actions">
      ${iconButton('pinned', t('Pin {0}', title), () => page.send({ kind: 'pin', run: id, pinned: !pinned }), pinned)}
      ${
        state.kind === 'finished'
          ? iconButton('git-compare', t('Compare {0}', title), () => compare(id, page), page.state.kept.compare === id)
          : nothing
      }
      ${iconButton('refresh', t('Run again: {0}', title), () => {
        page.send({ kind: 'runAgain', run: id });
        page.keep({ tab: 'result' });
      })}
      ${iconButton('trash', t('Delete {0}', title), () => page.send({ kind: 'deleteRun', run: id }))}
    </div>
  </li>`;
}

function open({ id }: Run, page: Page): void {
  page.send({ kind: 'openRun', run: id });
  page.keep({ tab: 'result' });
}

/** The first run chosen is the one before. */
function compare(id: string, page: Page): void {
  const { compare: before } = page.state.kept;
  if (before === null || before === id) {
    page.keep({ compare: before === id ? null : id });
    return;
  }
  page.send({ kind: 'compareRuns', before, now: id });
  page.keep({ compare: null, tab: 'compare' });
}

function titleOf({ asked }: Run): string {
  return asked.question === '' ? t('Analysis of all matching cases') : visibleText(asked.question);
}

const STATES: Readonly<Record<RunState['kind'], () => readonly [icon: string, tone: string, word: string]>> = {
  queued: () => ['watch', 'muted', t('waits')],
  running: () => ['sync', 'muted', t('runs')],
  finished: () => ['pass', 'icon-passed', t('finished')],
  failed: () => ['error', 'icon-failed', t('failed')],
  cancelled: () => ['circle-slash', 'muted', t('cancelled')],
  interrupted: () => ['debug-disconnect', 'icon-warned', t('interrupted')],
};
