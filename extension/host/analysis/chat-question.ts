import type { Asked, Target } from '../../protocol/analysis-draft.ts';
import { filterFacts, type L10n } from '../../protocol/analysis-labels.ts';

/** A question for the editor's chat that names the server and the filters; it carries no text of cases. */
export function chatQuestion(target: Pick<Target, 'kind' | 'label'>, asked: Asked, l10n: L10n): string {
  const { filters, period, question } = asked;
  const server = target.kind === 'sample' ? l10n.t('Case Insights (sample data)') : target.label;
  const set = filterFacts(filters, l10n).map(([name, value]) => `${name} "${oneLine(value)}"`);
  const which = [l10n.t('from {0} to {1}', period.start, period.end), ...set].join(', ');
  const task =
    question.trim() === '' ? l10n.t('What are the top issues, and what should we do first?') : oneLine(question);
  return l10n.t('With the tools of {0}, look at the support cases {1}. {2}', oneLine(server), which, task);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
