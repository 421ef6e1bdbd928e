import { DIMENSIONS } from '#core/contract/dimensions.ts';
import type { Corpus } from './corpus.ts';
import type { Findings } from './findings.ts';
import { joined, label, quote } from './markdown.ts';
import { tellingSentence } from './quotes.ts';
import { centroidOf, closeness } from './similarity.ts';
import { mostCentral } from './themes.ts';

const MOST_CASES = 4;
/** Cases more alike than this say the same. */
const ALIKE = 0.6;

/** Whose a case is says nothing of what it is about. */
const TOLD = DIMENSIONS.filter(({ id }) => id !== 'account');

/** The cases that stand best for those of the question, each with its facts and a sentence; a lone one with its like. */
export function casesAnswer(findings: Findings): string {
  const { corpus, focus, question } = findings;
  const centroid = centroidOf(corpus, focus.members);
  const shown = different(corpus, mostCentral(corpus, focus.members, centroid, 30));
  const lines = shown.flatMap((index) => {
    const brief = question.cases[index];
    if (brief === undefined) return [];
    const sentence = tellingSentence(corpus, brief.summary, centroid);
    const facts = [brief.date, ...TOLD.map(({ id }) => brief[id])];
    const known = facts.flatMap((fact) => (fact === null ? [] : [label(fact)]));
    return [
      `- case ${label(brief.caseNumber)} (${known.join(', ')})${sentence === null ? '' : `: ${quote(sentence)}`}`,
    ];
  });
  const [lone] = focus.members;
  if (focus.members.length === 1 && lone !== undefined) lines.push(...likeOf(findings, lone));
  const title = focus.members.length > lines.length ? ['Those that stand best for them:'] : [];
  return [...title, ...lines].join('\n');
}

/** The first few that aren't nearly the same. */
function different(corpus: Corpus, texts: readonly number[]): readonly number[] {
  const chosen: number[] = [];
  for (const text of texts) {
    if (chosen.length === MOST_CASES) break;
    const same = chosen.some((other) => closeness(corpus, text, centroidOf(corpus, [other])) > ALIKE);
    if (!same) chosen.push(text);
  }
  return chosen;
}

/** The cases of all that are most like one, where any is. */
function likeOf({ corpus, question }: Findings, lone: number): readonly string[] {
  const centroid = centroidOf(corpus, [lone]);
  const near = question.cases
    .map((brief, index) => ({ brief, index, near: index === lone ? 0 : closeness(corpus, index, centroid) }))
    .filter((other) => other.near > 0.25)
    .sort((a, b) => b.near - a.near || a.index - b.index)
    .slice(0, 3)
    .map(({ brief }) => `case ${label(brief.caseNumber)}`);
  return near.length === 0 ? [] : [`- Most like it: ${joined(near)}.`];
}
