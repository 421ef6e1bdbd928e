import type { Tone } from './chart.ts';

/** One thing to paint, in pixels from the top left corner. Texts are plain, and may be anybody's words. */
export type Mark =
  | ({ readonly kind: 'rect'; readonly tone: Tone } & Box)
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Where the letters stand on. */
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly role: 'label' | 'value' | 'axis';
      readonly text: string;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly role: 'grid' | 'axis';
    };

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What choosing a part of a chart means: the cases of a value, of some days, or of all the values not shown. */
export type Pick =
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'days'; readonly start: string; readonly end: string }
  | { readonly kind: 'rest' };

/** A part of a chart that one can choose. */
export interface Target extends Box {
  readonly pick: Pick;
  /** What it stands for, with its figures. */
  readonly label: string;
}

/** A chart as it is painted: the same in a view and in an exported file. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly targets: readonly Target[];
}

/** A text's size in pixels, which whoever paints a drawing must use. */
export const TEXT_SIZE = 12;
