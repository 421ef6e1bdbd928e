import { html, nothing, type TemplateResult } from 'lit';
import { TABS, type Tab } from '../../protocol/analysis.ts';
import { t } from '../common/words.ts';
import { askTab } from './ask/ask-tab.ts';
import { comparisonTab } from './history/comparison-tab.ts';
import { historyTab } from './history/history-tab.ts';
import { notices } from './notices.ts';
import { caseDrawer } from './read/case-drawer.ts';
import { resultTab } from './read/result-tab.ts';
import { sqlTab } from './sql/sql-tab.ts';
import { moveFocus } from './move-focus.ts';
import type { Page, PageState } from './state/page-state.ts';
import { number } from './words.ts';

/** The whole page: its tabs, the one that is open, what has to be said, and the case that is looked at. */
export function analysisPage(page: Page): TemplateResult {
  const { state } = page;
  const tab = state.kept.tab === 'compare' && state.comparison.state === 'none' ? 'history' : state.kept.tab;
  return html`
    <h1 class="visually-hidden">${t('Analyze Cases')}</h1>
    <div class="tabs" role="tablist" aria-label=${t('Analyze Cases')} @keydown=${moveFocus('[role=tab]')}>
      ${TABS.filter((name) => name !== 'compare' || state.comparison.state !== 'none').map((name) =>
        tabButton(name, name === tab, page),
      )}
    </div>
    ${notices(page)}
    <section id="panel" role="tabpanel" aria-labelledby="tab-${tab}" class="panel panel-${tab}">
      ${panelOf(tab, page)}
    </section>
    ${caseDrawer(page)}
  `;
}

function tabButton(name: Tab, selected: boolean, page: Page): TemplateResult {
  const running = name === 'result' ? countRunning(page.state) : 0;
  return html`<button
    id="tab-${name}"
    class="tab"
    role="tab"
    aria-selected=${selected ? 'true' : 'false'}
    aria-controls="panel"
    tabindex=${selected ? 0 : -1}
    @click=${() => page.keep({ tab: name })}
  >
    ${TITLES[name]()}${
      running === 0
        ? nothing
        : html` <span class="badge" aria-label=${t('{0} running', number(running))}>${number(running)}</span>`
    }
  </button>`;
}

const TITLES: Readonly<Record<Tab, () => string>> = {
  ask: () => t('Ask'),
  result: () => t('Results'),
  sql: () => t('SQL'),
  history: () => t('History'),
  compare: () => t('Compare'),
};

function countRunning({ runs }: PageState): number {
  return (runs?.runs ?? []).filter(({ state }) => state.kind === 'running' || state.kind === 'queued').length;
}

function panelOf(tab: Tab, page: Page): TemplateResult {
  switch (tab) {
    case 'ask':
      return askTab(page);
    case 'result':
      return resultTab(page);
    case 'sql':
      return sqlTab(page);
    case 'history':
      return historyTab(page);
    case 'compare':
      return comparisonTab(page);
  }
}
