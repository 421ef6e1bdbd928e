import type { Behaviour, BedrockRequest } from './bedrock-endpoint.ts';
import { aCase } from './cases.ts';
import { caseNumbersIn } from './prompt-of.ts';

/**
 * Ninety seconds as they are, and the patience of the product, with LONG_ANALYSIS=1; else a tenth of all of it, which is
 * still longer than a client of SILENCE_MS would wait without a sign of life.
 */
export const FULL = process.env['LONG_ANALYSIS'] === '1';
export const THINKING_MS = FULL ? 70_000 : 7_000;
export const SILENCE_MS = FULL ? 120_000 : 6_000;
const [PART_MS, WORD_MS] = FULL ? [6_000, 30] : [500, 5];

/** Of a small window, so that many parts make the whole. */
export const SMALL_MODEL = 'meta.llama3-8b-instruct-v1:0';

const SUMMARY =
  'The connections of the orders database were used up at the start of the sale. The pool of the application was larger than the limit of the instance. Support raised the limit and proposed a proxy. The customer moved to a larger instance in the evening and will test the proxy before the next sale.';
export const LONG_CASES = Array.from({ length: 400 }, (_, index) =>
  aCase({ case_number: String(170_700_000_000 + index), case_summary: `${SUMMARY} It was sale ${index}.` }),
);
const WORDS = `The pool of case ${String(LONG_CASES[0]?.case_number)} is too large. ${'It was the sale. '.repeat(40)}`;

/** Takes its time for every part, thinks for a long while about the whole, then writes word by word. */
export function slowModel(request: BedrockRequest): Behaviour {
  return caseNumbersIn(request).length > 0
    ? { delayMs: PART_MS }
    : { delayMs: THINKING_MS, paceMs: WORD_MS, text: WORDS };
}

/** The part with this case breaks off every time that it is asked for; `onPart` hears which cases are in it. */
export function modelThatFailsOn(caseNumber: string, onPart: (cases: readonly string[]) => void) {
  return (request: BedrockRequest): Behaviour => {
    const cases = caseNumbersIn(request);
    if (!cases.includes(caseNumber)) return {};
    onPart(cases);
    return { breaks: { after: 1, with: { exception: 'modelStreamErrorException', message: 'The model failed.' } } };
  };
}
