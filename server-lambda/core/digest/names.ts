import { dimensionOf, type DimensionId } from '../contract/dimensions.ts';
import { serviceName } from '../contract/service-names.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { label } from './markdown.ts';

/** How a value is called in a sentence: inert text. */
export function nameOf(dimension: DimensionId, value: string | null): string {
  const { label: what } = dimensionOf(dimension);
  if (value === null) return `no ${what.toLowerCase()}`;
  const name = valueName(dimension, value);
  return dimension === 'service' || dimension === 'rca_category' ? name : `${what.toLowerCase()} ${name}`;
}

/** The same under a heading that says of what it is a value. */
export function valueName(dimension: DimensionId, value: string | null): string {
  if (value === null) return 'not recorded';
  if (dimension === 'account') return label(value);
  return valueText(dimension === 'service' ? serviceName(value) : value);
}

/** A value is no place for the number of a case: who reads it could not tell that nobody gave that case. */
function valueText(value: string): string {
  return label(value.replaceAll(/\d{8,}/g, '…'));
}

/** `case 170000000001`. */
export function caseName({ caseNumber }: Pick<CaseBrief, 'caseNumber'>): string {
  return `case ${label(caseNumber)}`;
}
