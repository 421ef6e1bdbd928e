import type { Dimension, Filters } from '../../protocol/analysis-values.ts';
import { visibleText } from '../../protocol/visible-text.ts';
import { t } from '../common/words.ts';

/** The filters that are chosen from a list. */
export const LISTED_FILTERS = ['severity', 'service', 'rcaCategory', 'lifecycleCategory', 'account'] as const;

export const FILTER_NAMES: Readonly<Record<keyof Filters, () => string>> = {
  severity: () => t('Severity'),
  service: () => t('Service'),
  rcaCategory: () => t('Root cause'),
  lifecycleCategory: () => t('Lifecycle'),
  account: () => t('Account'),
  caseId: () => t('Case'),
};

export const DIMENSION_NAMES: Readonly<Record<Dimension, () => string>> = {
  severity: FILTER_NAMES.severity,
  service: FILTER_NAMES.service,
  rcaCategory: FILTER_NAMES.rcaCategory,
  lifecycleCategory: FILTER_NAMES.lifecycleCategory,
  account: FILTER_NAMES.account,
  month: () => t('Month'),
};

/** The filters in effect, such as `Severity: high`; empty where all cases count. */
export function filterTexts(filters: Filters): readonly string[] {
  return ([...LISTED_FILTERS, 'caseId'] as const).flatMap((name) => {
    const value = filters[name];
    return value === null ? [] : [`${FILTER_NAMES[name]()}: ${visibleText(value)}`];
  });
}
