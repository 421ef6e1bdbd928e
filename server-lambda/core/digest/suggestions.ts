import { SEVERITIES } from '../contract/dimensions.ts';
import type { KnownCases } from './known.ts';
import { knownNames } from './known-names.ts';
import { editDistance, nearest } from './near-words.ts';
import type { QuestionState } from './question-state.ts';
import type { QuestionReading, SoughtTerm } from './reading.ts';
import { UNSEARCHED_WORDS } from './unsearched-words.ts';

/** More words that no case has are not compared with others. */
const MOST = 5;
const SHORTEST = 4;
/** As long as "teh". */
const SHORTEST_SWAPPED = 3;

/**
 * For terms that no case has: values and words that exist and are spelled nearly so. A misspelt stop word is no longer
 * searched, and that is said.
 */
export function suggestionsFor(
  state: QuestionState,
  terms: readonly SoughtTerm[],
  known: KnownCases,
): { readonly kept: readonly SoughtTerm[]; readonly suggestions: QuestionReading['suggestions'] } {
  const unknown = terms.filter(({ term, isMentioned }) => !term.includes(' ') && !isMentioned).slice(0, MOST);
  if (unknown.length === 0) return { kept: terms, suggestions: [] };
  const names = namesOf(known);
  const suggestions: { written: string; value: string }[] = [];
  const dropped = new Set<SoughtTerm>();
  for (const sought of unknown) {
    const name = nearest(sought.term, names.keys());
    const isNamed = name !== undefined && editDistance(sought.term, name, 3) === 1;
    const stop = isNamed ? undefined : stopWordLike(sought.term);
    const word = nearest(sought.term, known.words);
    if (stop !== undefined) {
      dropped.add(sought);
      state.notApplied.push(`No case mentions "${sought.written}", which is nearly "${stop}": it was not searched.`);
    } else if (name !== undefined && (isNamed || word === undefined || nearer(sought.term, name, word))) {
      suggestions.push({ written: sought.written, value: names.get(name) ?? name });
    } else if (word !== undefined) suggestions.push({ written: sought.written, value: word });
  }
  for (const { term } of dropped) {
    state.words.forEach((word, at) => {
      if (word.text === term && state.roles[at] === 'term') state.roles[at] = 'not applied';
    });
  }
  return { kept: terms.filter((sought) => !dropped.has(sought)), suggestions };
}

function nearer(term: string, one: string, other: string): boolean {
  return editDistance(term, one, 3) <= editDistance(term, other, 3);
}

/** Names of services and categories, and severities, under their letters and digits. */
function namesOf(known: KnownCases): ReadonlyMap<string, string> {
  const names = [...knownNames(known)].map(([key, { shown }]) => [key, shown] as const);
  return new Map([...names, ...SEVERITIES.map((severity) => [severity, severity] as const)]);
}

/** The stop word that one letter was left out of, doubled or swapped in; both begin alike. */
function stopWordLike(term: string): string | undefined {
  if (term.length < SHORTEST) return term.length === SHORTEST_SWAPPED ? swapped(term) : undefined;
  for (const word of UNSEARCHED_WORDS) {
    const isNear =
      word.startsWith(term.charAt(0)) && word.length >= SHORTEST && Math.abs(word.length - term.length) <= 1;
    if (isNear && editDistance(term, word, 2) === 1) return word;
  }
  return undefined;
}

function swapped(term: string): string | undefined {
  const [a = '', b = '', c = ''] = term;
  return [`${a}${c}${b}`, `${b}${a}${c}`].find((word) => UNSEARCHED_WORDS.has(word));
}
