import { z } from 'zod';
import { byFigure, figureOf } from '../contract/dimensions.ts';
import type { Count, Figures } from '../contract/figures.ts';

/** Lists of `{value, count}`. */
export const countsSchema = z.array(z.object({ value: z.string().nullable(), count: z.int() })).meta({ short: true });

/** Figures in an answer. */
export const figuresSchema = z.object({ total: z.int(), ...byFigure(() => countsSchema), by_month: countsSchema });

export function writableFigures(figures: Figures): z.input<typeof figuresSchema> {
  const writable = (counts: readonly Count[]) => [...counts];
  return {
    total: figures.total,
    ...byFigure((dimension) => writable(figures[figureOf(dimension)])),
    by_month: writable(figures.by_month),
  };
}
