import { dimensionLabel } from '../../../protocol/analysis-labels.ts';
import type { Change } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { number } from '../words.ts';

const LONGEST = 120;

/** Changes in words, such as `Service amazon-s3: 12, before 4`. */
export function changeTexts(changes: readonly Change[]): readonly string[] {
  return changes.map(({ dimension, value, before, now }) =>
    t('{0} {1}: {2}, before {3}', dimensionLabel(dimension, { t }), changeValue(value), number(now), number(before)),
  );
}

/** What a change is of, in a length that one reads. */
export function changeValue(value: string | null): string {
  if (value === null || value.trim() === '') return t('(none)');
  return visibleText(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
}
