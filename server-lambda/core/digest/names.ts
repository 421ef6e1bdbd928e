import { dimensionOf, type DimensionId } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { label } from './markdown.ts';

/** How a value is called in a sentence: inert text. */
export function nameOf(dimension: DimensionId, value: string | null): string {
  if (value === null) return `no ${dimensionOf(dimension).label.toLowerCase()}`;
  if (dimension === 'service' || dimension === 'rca_category') return label(value);
  return `${dimensionOf(dimension).label.toLowerCase()} ${label(value)}`;
}

/** `case 170000000001`. */
export function caseName({ caseNumber }: Pick<CaseBrief, 'caseNumber'>): string {
  return `case ${label(caseNumber)}`;
}

/** The severities that wait for nobody. */
export function isSevere({ severity }: Pick<CaseBrief, 'severity'>): boolean {
  return /^(?:critical|urgent)$/i.test(severity?.trim() ?? '');
}
