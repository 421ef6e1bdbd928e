import type { Tone } from './chart-spec.ts';

/** Colours on a light and on a dark background, where no host gives its own. */
const PALETTE: Readonly<Record<Tone, readonly [light: string, dark: string]>> = {
  critical: ['#a1260d', '#f2705b'],
  urgent: ['#c4540a', '#ef9456'],
  high: ['#b58900', '#e0c04c'],
  normal: ['#1f6fb2', '#4fa3e3'],
  low: ['#4c8b57', '#7cc08a'],
  plain: ['#1f6fb2', '#4fa3e3'],
  before: ['#9a9a9a', '#8a8a8a'],
  none: ['#8a8a8a', '#8a8a8a'],
};

/** Declarations of the custom properties that charts are coloured by. */
export const PALETTE_CSS = Object.entries(PALETTE)
  .map(([tone, [light, dark]]) => `--tone-${tone}:light-dark(${light},${dark})`)
  .join(';');
