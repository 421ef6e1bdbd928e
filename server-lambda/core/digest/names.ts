import { dimensionOf, type DimensionId } from '../contract/dimensions.ts';
import { serviceName } from '../contract/service-names.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { label } from './markdown.ts';

/** How a value is called in a sentence: inert text. */
export function nameOf(dimension: DimensionId, value: string | null): string {
  if (value === null) return `no ${dimensionOf(dimension).label.toLowerCase()}`;
  if (dimension === 'service') return valueText(serviceName(value));
  if (dimension === 'rca_category') return valueText(value);
  return `${dimensionOf(dimension).label.toLowerCase()} ${dimension === 'account' ? label(value) : valueText(value)}`;
}

/** A value is no place for the number of a case: who reads it could not tell that nobody gave that case. */
function valueText(value: string): string {
  return label(value.replaceAll(/\d{8,}/g, '…'));
}

/** `case 170000000001`. */
export function caseName({ caseNumber }: Pick<CaseBrief, 'caseNumber'>): string {
  return `case ${label(caseNumber)}`;
}

/** The severities that wait for nobody. */
export function isSevere({ severity }: Pick<CaseBrief, 'severity'>): boolean {
  return /^(?:critical|urgent)$/i.test(severity?.trim() ?? '');
}
