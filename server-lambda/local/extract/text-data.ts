import type { Analysis, AnalystOptions } from '#core/ports/analyst.ts';
import { buildCorpus, type Corpus } from './corpus.ts';
import { byKey, distinctTerms } from './key-terms.ts';
import { counted, label, NOTICE, number, quote } from './markdown.ts';
import { createPace, type Pace } from './pace.ts';
import { isInstruction } from './quotes.ts';
import { hasTerm } from './similarity.ts';
import { readTable } from './table.ts';
import { proseOf, tableReport } from './table-report.ts';
import { sentencesOf, stem } from './terms.ts';
import { TOPICS, topicTerms } from './topics.ts';

/** How much is read of what is given: more than any tool hands over. */
const MOST_CHARACTERS = 4_000_000;

/** Counts what is a table and quotes from what is prose; the prompt's words say what comes first. Rejects with CANCELLED. */
export async function analyzeTextData(
  request: { readonly data: string; readonly prompt: string },
  options: AnalystOptions,
): Promise<Analysis> {
  const pace = createPace(options);
  const data = request.data.slice(0, MOST_CHARACTERS);
  await pace.phase({ phase: 'reading', total: data.length, message: `Reading ${counted(data.length, 'character')}` });
  const parts = [NOTICE];
  const table = readTable(data);
  if (table !== null) {
    parts.push(await tableReport(table, request.prompt, pace));
    const prose = proseOf(table, request.prompt);
    if (prose.length > 0) parts.push(...(await proseReport(prose, request.prompt, pace)));
  } else if (data.trim() === '') parts.push('There is no data to analyse.');
  else parts.push(...(await proseReport([data], request.prompt, pace)));
  parts.push(
    'Counted, not understood: this extract answers no question that its figures and quotations do not answer by themselves.' +
      (data.length < request.data.length ? ` Only the first ${counted(data.length, 'character')} were read.` : ''),
  );
  return { text: `${parts.join('\n\n')}\n` };
}

const MOST_SENTENCES = 20_000;

/** The sentences that say most of what the texts share and the prompt asks for, and the terms that stand out. */
async function proseReport(texts: readonly string[], prompt: string, pace: Pace): Promise<readonly string[]> {
  const sentences = [...new Set(texts.flatMap(sentencesOf))].slice(0, MOST_SENTENCES);
  const corpus = await buildCorpus(sentences, pace);
  const asked = askedTerms(corpus, prompt);
  const telling = await tellingSentences(corpus, sentences, asked, pace);
  const parts = [
    '## What the text says most',
    `${counted(sentences.length, 'different sentence')}${texts.length > 1 ? ` in ${counted(texts.length, 'text')}` : ''}. The most telling, in their order:`,
    telling.map((sentence) => `- ${quote(sentence)}`).join('\n') || '- None says anything that could be counted.',
  ];
  const terms = [...corpus.frequency]
    .map((count, term) => ({
      term,
      texts: count,
      worth: count * (corpus.weight[term] ?? 0) * (asked.has(term) ? 3 : 1),
    }))
    .filter((entry) => entry.worth > 0)
    .sort((a, b) => b.worth - a.worth || byKey(corpus, a.term, b.term))
    .slice(0, 60);
  const shown = distinctTerms(corpus, terms, 8).map(
    (term) => `${label(corpus.terms[term]?.surface ?? '')} (${number(corpus.frequency[term] ?? 0)})`,
  );
  if (shown.length > 0) parts.push(`Terms by how many sentences have them: ${shown.join(', ')}.`);
  return parts;
}

/** The terms that the prompt names, and those by which a text speaks of a topic that it names. */
function askedTerms(corpus: Corpus, prompt: string): ReadonlySet<number> {
  const words = (prompt.toLowerCase().match(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu) ?? []).map(stem);
  const topics = TOPICS.filter(({ asked }) => asked.test(words.join(' ')));
  return new Set([
    ...words.flatMap((word) => corpus.idOf.get(word) ?? []),
    ...topics.flatMap((topic) => [...topicTerms(topic, corpus)]),
  ]);
}

async function tellingSentences(
  corpus: Corpus,
  sentences: readonly string[],
  asked: ReadonlySet<number>,
  pace: Pace,
): Promise<readonly string[]> {
  const worth = (term: number) =>
    Math.log(1 + (corpus.frequency[term] ?? 0)) * (corpus.weight[term] ?? 0) * (asked.has(term) ? 4 : 1);
  const rated: { index: number; score: number }[] = [];
  for (const [index, terms] of corpus.texts.entries()) {
    const sentence = sentences[index] ?? '';
    const score = terms.reduce((sum, term) => sum + worth(term), 0) / Math.sqrt(8 + terms.length);
    if (!isInstruction(sentence)) rated.push({ index, score });
    if (index % 256 === 0) await pace.breathe();
  }
  rated.sort((a, b) => b.score - a.score || a.index - b.index);
  const chosen: number[] = [];
  for (const { index } of rated.slice(0, 200)) {
    if (chosen.length === 5) break;
    if (!chosen.some((other) => alike(corpus, other, index))) chosen.push(index);
  }
  return chosen.sort((a, b) => a - b).map((index) => sentences[index] ?? '');
}

/** True when two sentences share more than half of the terms of the shorter one. */
function alike(corpus: Corpus, a: number, b: number): boolean {
  const [left, right] = [corpus.texts[a] ?? new Int32Array(), corpus.texts[b] ?? new Int32Array()];
  const shared = left.filter((term) => hasTerm(corpus, b, term)).length;
  return shared * 2 > Math.min(left.length, right.length);
}
