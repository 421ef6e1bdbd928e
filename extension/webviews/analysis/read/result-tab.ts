import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Result, Run, Runs } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { filterTexts } from '../filters.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { periodText } from '../words.ts';
import { analysisPart } from './analysis-part.ts';
import { casesPart } from './cases-part.ts';
import { coveragePart } from './coverage-part.ts';
import { figuresPart } from './figures-part.ts';
import { followUpPart } from './follow-up-part.ts';
import { resultActions } from './result-actions.ts';
import { runCard } from './run-card.ts';

/** What runs, and what the opened run found: exact figures first, then the words. */
export function resultTab(page: Page): TemplateResult {
  const { runs, result } = page.state;
  if (runs === undefined || result === undefined) return html`${skeleton('block')}${skeleton('chart', 3)}`;
  const active = runs.runs.filter(({ state }) => state.kind === 'running' || state.kind === 'queued');
  const ended = active.length === 0 ? endedWithout(runs, result) : undefined;
  return html`
    ${repeat(
      [...active, ...(ended ? [ended] : [])],
      ({ id }) => id,
      (run) => runCard(run, page),
    )}
    ${result === null ? nothingOpen(active.length > 0 || ended !== undefined, page) : reading(result, page)}
  `;
}

/** The run that was waited for, or the last one where nothing is open, if it ended without a result to show. */
function endedWithout({ runs, awaited }: Runs, result: Result | null): Run | undefined {
  const latest = [...runs].sort((one, other) => other.created - one.created)[0];
  const run = result === null ? latest : runs.find(({ id }) => id === awaited);
  return run?.state.kind === 'finished' ? undefined : run;
}

function nothingOpen(runs: boolean, page: Page): TemplateResult | typeof nothing {
  if (runs) return nothing;
  return html`<div class="welcome">
    <p>${t('No analysis is open. Ask a question, or open a past run.')}</p>
    <div class="row">
      <vscode-button @click=${() => page.keep({ tab: 'ask' })}>${t('Ask a Question')}</vscode-button>
      <vscode-button secondary @click=${() => page.keep({ tab: 'history' })}>${t('Open the History')}</vscode-button>
    </div>
  </div>`;
}

function reading(result: Result, page: Page): TemplateResult {
  const { run } = result;
  const { period, filters, question } = run.asked;
  return html`<article aria-label=${t('Result')}>
    <h2 class="question text">${question === '' ? t('Analysis of all matching cases') : visibleText(question)}</h2>
    <p class="muted text">
      ${[visibleText(run.target.label), periodText(period.start, period.end), ...filterTexts(filters)].join(' · ')}
    </p>
    ${resultActions(run, page)} ${coveragePart(result)}
    <p class="jump">
      <button class="link" type="button" @click=${jumpToAnalysis}>${t('Go to the analysis')}</button>
    </p>
    <div class="columns">
      <div class="column">${figuresPart(result, page)}</div>
      <div class="column">${analysisPart(result, page)} ${followUpPart(result, page)} ${casesPart(result, page)}</div>
    </div>
    ${result.note === undefined ? nothing : html`<p class="muted text">${visibleText(result.note)}</p>`}
  </article>`;
}

/** Where the columns stand one below the other, the words are far down. */
function jumpToAnalysis(): void {
  const heading = document.getElementById('analysis');
  heading?.scrollIntoView();
  heading?.focus();
}
