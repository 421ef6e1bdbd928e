import { quote } from './markdown.ts';

/** The sentences of a text, trimmed; line breaks end one too. Takes linear time. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s(?=[\p{Lu}\p{N}"'“‘(])|[\r\n\u2028\u2029]/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const SHORTEST = 12;

/** The first sentence of a summary that is about the case, in quotation marks, inert; undefined where there is none. */
export function firstSentence(summary: string): string | undefined {
  const sentence = sentencesOf(summary).find((text) => text.length >= SHORTEST && !isInstruction(text));
  return sentence === undefined ? undefined : quote(sentence);
}

/** No more of a sentence is ever quoted. */
const LOOKED_AT = 2_000;

/** What addresses a model: the patterns taken out of questions, and their relatives. */
const INSTRUCTION =
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instruction|previous|prior|above|everything|prompt|rule|guideline|polic)|(?:^|\s|<|\[)(?:system|assistant|human|user)\s?[:>\]]|<\|?\/?(?:system|assistant|im_start|im_end)|\byou (?:are|must|should|will) now\b|\b(?:system|hidden) prompt\b|\b(?:as|you are) an? (?:ai|assistant|language model)\b|\b(?:print|reveal|output|send|exfiltrate)\b.{0,40}\b(?:secret|credential|password|api key|prompt)s?\b/i;

/** True for a sentence that speaks to a language model instead of about the matter. */
export function isInstruction(sentence: string): boolean {
  return INSTRUCTION.test(sentence.slice(0, LOOKED_AT));
}
