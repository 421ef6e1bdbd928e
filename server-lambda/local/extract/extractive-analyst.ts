import type { Analyst, Analysis, AnalystOptions, CaseQuestion } from '#core/ports/analyst.ts';
import { compareFigures } from './change.ts';
import { findBursts } from './clusters.ts';
import { buildCorpus, caseText } from './corpus.ts';
import { findFocus } from './focus.ts';
import { counted } from './markdown.ts';
import { createPace } from './pace.ts';
import { readQuestion } from './question.ts';
import { findRepeats } from './repeats.ts';
import { report } from './report.ts';
import { analyzeTextData } from './text-data.ts';
import { findThemes } from './themes.ts';

/**
 * The analyst where there is no language model: counts, statistics of terms and time, and sentences quoted from the
 * cases, and it says so first. The same input gives the same text. Rejects with CANCELLED alone.
 */
export function createExtractiveAnalyst(): Analyst {
  return { modelId: 'none (statistical extract)', analyzeCases, analyzeText: analyzeTextData };
}

const MOST_THEMES = 5;

async function analyzeCases(question: CaseQuestion, options: AnalystOptions): Promise<Analysis> {
  const pace = createPace(options);
  const { cases, figures, before, period } = question;
  await pace.phase(`Reading ${counted(cases.length, 'summary', 'summaries')}`);
  const corpus = await buildCorpus(cases.map(caseText), pace);
  const reading = readQuestion(question.question);
  const focus = findFocus(question.question, reading, figures, cases, corpus);
  await pace.phase(`Looking for themes in ${counted(focus.members.length, 'case')}`);
  const themes = await findThemes(corpus, focus.members, { limit: MOST_THEMES, leaveOut: focus.leaveOut, pace });
  await pace.phase('Looking for clusters in time and repeating cases');
  const bursts = await findBursts(cases, focus.members, period, { limit: 3, pace });
  const repeats = await findRepeats(corpus, cases, focus.members, { limit: 2, pace });
  await pace.phase('Comparing with the period before');
  const changes = compareFigures(figures, before);
  return { text: report({ question, reading, corpus, focus, themes, bursts, repeats, changes }) };
}
