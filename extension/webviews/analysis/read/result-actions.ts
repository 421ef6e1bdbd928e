import { html, type TemplateResult } from 'lit';
import { EXPORT_FORMATS, type ExportFormat } from '../../../protocol/analysis.ts';
import type { Run } from '../../../protocol/analysis-runs.ts';
import { t } from '../../common/words.ts';
import { disclosure } from '../disclosure.ts';
import { iconButton } from '../icon-button.ts';
import type { Page } from '../state/page-state.ts';

/** What one can do with a finished run. */
export function resultActions({ id, pinned }: Run, page: Page): TemplateResult {
  return html`<div class="actions">
    <div class="row">
      <vscode-button secondary icon="refresh" @click=${() => page.send({ kind: 'runAgain', run: id })}
        >${t('Run Again')}</vscode-button
      >
      <vscode-button secondary icon="comment-discussion" @click=${() => page.send({ kind: 'askInChat', run: id })}
        >${t('Ask in Chat')}</vscode-button
      >
      <vscode-button secondary icon="history" @click=${() => page.send({ kind: 'runPeriodBefore', run: id })}
        >${t('Run for Previous Period')}</vscode-button
      >
      ${iconButton('pinned', t('Pin'), () => page.send({ kind: 'pin', run: id, pinned: !pinned }), pinned)}
      ${iconButton('open-preview', t('Open in an editor tab'), () => page.send({ kind: 'openInEditor' }))}
    </div>
    ${disclosure('export', t('Export'), () => exportButtons(id, page), page)}
  </div>`;
}

function exportButtons(run: string, page: Page): TemplateResult {
  return html`<div class="row">
    ${EXPORT_FORMATS.map(
      (format) =>
        html`<vscode-button secondary @click=${() => page.send({ kind: 'export', run, format })}
          >${FORMATS[format]()}</vscode-button
        >`,
    )}
  </div>`;
}

const FORMATS: Readonly<Record<ExportFormat, () => string>> = {
  markdown: () => t('Markdown'),
  html: () => t('HTML'),
  csv: () => t('CSV'),
  json: () => t('JSON'),
};
