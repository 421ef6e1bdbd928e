import type { Corpus } from './corpus.ts';
import type { Centroid } from './similarity.ts';
import { sentencesOf } from './terms.ts';

/**
 * The sentence of a text that says most of what the centroid's texts have in common, the first of equals; null where there is none.
 * With `prefer`, a sentence that matches it wins over an equally telling one that doesn't. A sentence that speaks to a
 * language model instead of about the case is never taken.
 */
export function tellingSentence(corpus: Corpus, text: string, centroid: Centroid, prefer?: RegExp): string | null {
  let best: string | null = null;
  let most = -1;
  for (const sentence of sentencesOf(text)) {
    if (isInstruction(sentence) || sentence.length < 4) continue;
    const score = tellingness(corpus, sentence, centroid) * (prefer?.test(sentence) === true ? 1.5 : 1);
    if (score > most) [best, most] = [sentence, score];
  }
  return best;
}

function tellingness(corpus: Corpus, sentence: string, centroid: Centroid): number {
  const words = corpus.tokenizer.read(sentence).filter((number) => number >= 0);
  let sum = 0;
  for (const key of new Set(words.map((number) => corpus.tokenizer.tokens[number]?.key ?? ''))) {
    const term = corpus.idOf.get(key);
    if (term !== undefined) sum += centroid.terms.get(term)?.weight ?? 0;
  }
  // Long sentences gather words; beyond what is quoted they gather them for nothing.
  return sum / Math.sqrt(8 + words.length + Math.max(0, sentence.length - 200) / 10);
}

/** Sentences that say why. */
export const CAUSAL =
  /\b(?:because|due to|caus(?:e|ed|ing)|root cause|as a result|result(?:ed|ing) (?:from|in)|triggered|led to|owing to|since|after)\b/i;

/** True for a sentence that speaks to a language model instead of about the matter. */
export function isInstruction(sentence: string): boolean {
  return INSTRUCTION.test(sentence.slice(0, LOOKED_AT));
}

/** No more of a sentence is ever quoted. */
const LOOKED_AT = 2_000;

/** What addresses a model: the patterns taken out of questions, and their relatives. */
const INSTRUCTION =
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instruction|previous|prior|above|everything|prompt|rule|guideline|polic)|(?:^|\s|<|\[)(?:system|assistant|human|user)\s*[:>\]]|<\|?\/?(?:system|assistant|im_start|im_end)|\byou (?:are|must|should|will) now\b|\b(?:system|hidden) prompt\b|\b(?:as|you are) an? (?:ai|assistant|language model)\b|\b(?:print|reveal|output|send|exfiltrate)\b.{0,40}\b(?:secret|credential|password|api key|prompt)s?\b/i;
