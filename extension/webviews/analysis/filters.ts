import { filterFacts } from '../../protocol/analysis-labels.ts';
import type { Filters } from '../../protocol/analysis-values.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../common/words.ts';

/** The filters in effect, such as `Severity: high`; empty where all cases count. */
export function filterTexts(filters: Filters): readonly string[] {
  return filterFacts(filters, { t }).map(([name, value]) => `${name}: ${visibleText(value)}`);
}
