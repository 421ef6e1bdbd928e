import { byDimension, type DimensionId } from '#core/contract/dimensions.ts';
import { FILTERS, type Filters, type FilterValues } from './analysis-values.ts';

/** The text in the editor's language, with {0}, {1}... replaced: `vscode.l10n.t` in the host, `t` in a page. */
export interface L10n {
  t(message: string, ...values: readonly (string | number)[]): string;
}

const LABELS = byDimension(({ label }) => label);

export function dimensionLabel(id: DimensionId, l10n: L10n): string {
  const label = LABELS[id];
  return l10n.t(label);
}

/** The filters in effect, such as `['Severity', 'high']`; values are text of others. */
export function filterFacts(filters: Filters, l10n: L10n): readonly (readonly [name: string, value: string])[] {
  return FILTERS.flatMap(({ id, label }) => {
    const [only, not] = [filters[id], filters.exclude?.[id]];
    return [
      ...(only === null ? [] : [[l10n.t(label), listed(only)] as const]),
      ...(not === undefined ? [] : [[l10n.t(label), l10n.t('not {0}', listed(not))] as const]),
    ];
  });
}

function listed(values: FilterValues): string {
  return [values].flat().join(', ');
}
