import { chartWords } from '#core/charts/chart-words.ts';

/** Charts' words as an English reader gets them. */
export const ENGLISH = chartWords(
  (message, ...values) => message.replaceAll(/\{(\d+)\}/g, (_whole, index) => String(values[Number(index)])),
  'en-US',
);
