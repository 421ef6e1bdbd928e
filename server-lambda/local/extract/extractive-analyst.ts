import { DIGEST } from '#core/contract/author.ts';
import type { Count } from '#core/contract/figures.ts';
import type { Analyst, Analysis, AnalystOptions, CaseQuestion } from '#core/ports/analyst.ts';
import { serviceCodesFor } from '#core/sql/service-codes.ts';
import { changesSinceBefore, changesWithin } from './change.ts';
import { findBursts } from './clusters.ts';
import { buildCorpus, caseText, type Corpus } from './corpus.ts';
import { findFocus } from './focus.ts';
import { counted } from './markdown.ts';
import { createPace } from './pace.ts';
import { readQuestion } from './question.ts';
import { findRepeats } from './repeats.ts';
import { report } from './report.ts';
import { analyzeTextData } from './text-data.ts';
import { findSubjects } from './topics.ts';
import { findThemes } from './themes.ts';

/**
 * The analyst where there is no language model: counts, statistics of terms and time, and sentences quoted from the
 * cases, and it says so first. The same input gives the same text. Rejects with CANCELLED alone.
 */
export function createExtractiveAnalyst(): Analyst {
  return {
    author: DIGEST,
    readsEveryCase: true,
    estimateCases: () => Promise.resolve({ modelCalls: 0, inputTokens: 0, outputTokens: 0 }),
    analyzeCases,
    analyzeText: analyzeTextData,
  };
}

/** Bursts in time, at most one fewer, and accounts that keep coming back. */
const MOST_CLUSTERS = 4;

async function analyzeCases(question: CaseQuestion, options: AnalystOptions): Promise<Analysis> {
  const pace = createPace(options);
  const { cases, figures, period } = question;
  await pace.phase({
    phase: 'reading',
    total: cases.length,
    message: `Reading ${counted(cases.length, 'summary', 'summaries')}`,
  });
  const corpus = await buildCorpus(cases.map(caseText), pace);
  const reading = readQuestion(question.question);
  const focus = findFocus(question, reading, corpus);
  await pace.phase({
    phase: 'finding-themes',
    total: focus.members.length,
    message: `Looking for themes in ${counted(focus.members.length, 'case')}`,
  });
  const names = serviceTerms(corpus, figures.by_service);
  const leaveOut = new Set([...focus.leaveOut, ...names]);
  const themes = await findThemes(corpus, focus.members, { leaveOut, pace });
  const subjects = findSubjects(corpus, cases, focus.members);
  await pace.phase({ phase: 'finding-repeats', message: 'Looking for clusters in time and repeating cases' });
  const bursts = await findBursts(cases, focus.members, period, { limit: MOST_CLUSTERS - 1, pace });
  const told = new Set(bursts.flatMap(({ members }) => members));
  const repeats = await findRepeats(corpus, cases, focus.members, {
    limit: MOST_CLUSTERS - bursts.length,
    told,
    leaveOut: names,
    pace,
  });
  await pace.phase({ phase: 'comparing', message: 'Comparing with the period before' });
  const changes = changesSinceBefore(question) ?? changesWithin(question);
  return {
    text: report({ question, reading, corpus, focus, subjects, themes, bursts, repeats, changes, quoted: new Set() }),
  };
}

/**
 * The words that name a service among the stored codes (`EKS` for `service-eks`): they say where a case belongs, which
 * the figures tell, and not what it is about.
 */
function serviceTerms(corpus: Corpus, stored: readonly Count[]): ReadonlySet<number> {
  const codes = [...new Set(stored.flatMap(({ value }) => value?.toLowerCase() ?? []))];
  const parts = new Set(codes.flatMap((code) => code.split('-')));
  const named = corpus.terms.flatMap((term, id) => {
    const word = term.surface.toLowerCase();
    // Few words are names; the others needn't be looked up.
    if (term.kind === 'code' || (!parts.has(word) && word.length > 12)) return [];
    const { codes: whole, prefixes } = serviceCodesFor(word);
    const names = codes.some((code) => whole.includes(code) || prefixes.some((prefix) => code.startsWith(prefix)));
    return names ? [id] : [];
  });
  return new Set(named);
}
