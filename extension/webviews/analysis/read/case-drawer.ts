import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import type { CaseDetail, CaseView } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { foreignText } from '../foreign-text.ts';
import { iconButton } from '../icon-button.ts';
import { problem } from '../problem.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { dataTimeText } from '../words.ts';

/** One case in full, over the page; Escape puts it away and the focus is where it was. */
export function caseDrawer(page: Page): TemplateResult | typeof nothing {
  const view = page.state.case;
  if (view.state === 'closed') return nothing;
  return html`<dialog
    class="drawer"
    aria-labelledby="case-title"
    ${ref(showModal)}
    @close=${() => page.send({ kind: 'closeCase' })}
  >
    <div class="row nowrap drawer-head">
      <h2 id="case-title" class="text grow">${t('Case {0}', visibleText(view.caseNumber))}</h2>
      ${iconButton('copy', t('Copy the case number'), () => page.send({ kind: 'copy', text: view.caseNumber }))}
      ${iconButton('close', t('Close'), close)}
    </div>
    <div class="drawer-body">${content(view, page)}</div>
  </dialog>`;
}

/** An element is given before it stands in the page. */
function showModal(element: Element | undefined): void {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
}

/** Closing gives the focus back to what had it. */
function close(): void {
  document.querySelector('dialog')?.close();
}

function content(view: Exclude<CaseView, { state: 'closed' }>, page: Page): unknown {
  switch (view.state) {
    case 'loading':
      return html`${skeleton('line', 3)}${skeleton('block')}`;
    case 'failed':
      return problem(view.problem, page);
    case 'ready':
      return html`${view.cases.map((detail) => caseFacts(detail, page))}
      ${view.note === undefined ? nothing : html`<p class="text">${visibleText(view.note)}</p>`}`;
  }
}

function caseFacts(detail: CaseDetail, page: Page): TemplateResult {
  const facts: readonly (readonly [string, string | null])[] = [
    ...DIMENSIONS.filter((dimension) => !('reason' in dimension)).map(
      ({ id, label }) => [t(label), detail[id]] as const,
    ),
    [t('Category'), detail.category],
    [t('Created'), timeOf(detail.created)],
    [t('Submitted by'), detail.submittedBy],
    [t('Read on'), timeOf(detail.retrieved)],
  ];
  return html`<section>
    ${detail.subject === null ? nothing : html`<h3 class="text" dir="auto">${foreignText(detail.subject)}</h3>`}
    <dl class="facts">
      ${facts.map(([name, value]) =>
        value === null
          ? nothing
          : html`<dt>${name}</dt>
              <dd class="text"><bdi>${foreignText(value)}</bdi></dd>`,
      )}
    </dl>
    ${words(t('Summary'), detail.summary ?? t('The summary is not written yet.'))}
    ${DIMENSIONS.filter((dimension) => 'reason' in dimension).map(({ id, label }) =>
      words(`${t(label)}: ${visibleText(detail[id] ?? t('(none)'))}`, detail.reasons[id] ?? null),
    )}
    ${
      detail.inConsole
        ? html`<vscode-button
            secondary
            icon="link-external"
            @click=${() => page.send({ kind: 'openInConsole', caseNumber: detail.caseNumber })}
            >${t('Open in the Support Console')}</vscode-button
          >`
        : nothing
    }
  </section>`;
}

function timeOf(value: string | null): string | null {
  return value === null ? null : dataTimeText(value);
}

function words(heading: string, text: string | null): TemplateResult {
  return html`<h4 class="text">${heading}</h4>
    ${text === null || text === '' ? nothing : html`<p dir="auto"><span class="lines">${foreignText(text)}</span></p>`}`;
}
