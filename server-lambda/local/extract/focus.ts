import type { CaseQuestion } from '#core/ports/analyst.ts';
import type { Corpus } from './corpus.ts';
import {
  categoryFacets,
  monthFacets,
  numberFacets,
  serviceFacets,
  severityFacets,
  topicFacets,
  wordFacets,
  wordsOf,
  type Facet,
  type Placed,
  type Search,
  type Word,
} from './facets.ts';
import type { QuestionReading } from './question.ts';

/** The cases that a question is about, among those read. */
export interface Focus {
  /** Ascending positions. */
  readonly members: readonly number[];
  /** What narrows the question; empty when it is about all cases. A case has every one of them. */
  readonly facets: readonly Facet[];
  /** Terms that all cases of the focus were chosen by, and that therefore say nothing more about them. */
  readonly leaveOut: ReadonlySet<number>;
  /** What the question names and no case has, in words (`critical severity`, `service EC2`). */
  readonly absent: readonly string[];
  /** Things that the question names, each of which some case has, and none has all of them. */
  readonly apart: readonly string[];
  /** Other words of the question that no case has. */
  readonly unknown: readonly string[];
}

/** Finds the cases that a question is about: by severity, service, account, month, category, topic and plain words. */
export function findFocus({ question, figures, cases }: CaseQuestion, reading: QuestionReading, corpus: Corpus): Focus {
  const words = wordsOf(question);
  const search: Search = { words, figures, cases, corpus, absent: [], leaveOut: new Set() };
  const facets = [
    ...numberFacets(search, reading.numbers),
    ...severityFacets(search, reading.severities),
    ...monthFacets(search, reading.months),
  ];
  const named = [...categoryFacets(search), ...serviceFacets(search), ...topicFacets(search)];
  const { found, unknown } = wordFacets(search);
  const matters = mattersOf([...named, ...found], words);
  const every = [...facets, ...matters];
  const fitting = (wanted: readonly Facet[]) =>
    cases.flatMap((_, index) => (wanted.every((facet) => facet.cases.has(index)) ? [index] : []));
  const { absent, leaveOut } = search;
  const members = fitting(every);
  if (members.length > 0 || cases.length === 0) return { members, facets: every, leaveOut, absent, apart: [], unknown };
  // Together they fit no case: the named things count, the plain words don't.
  const apart = every.map((facet) => facet.names.join(' or '));
  const firm = [...facets, ...mattersOf(named, words)];
  const rest = fitting(firm);
  if (rest.length > 0 && firm.length > 0) return { members: rest, facets: firm, leaveOut, absent, apart, unknown };
  return { members: fitting([]), facets: [], leaveOut: new Set(), absent, apart, unknown };
}

/**
 * A case has one service and one category, so several of them are alternatives; topics and words are alternatives where
 * "and", "or" and their like join them, and are wanted together otherwise.
 */
function mattersOf(placed: readonly Placed[], words: readonly Word[]): Facet[] {
  const groups: Placed[][] = [];
  for (const facet of [...placed].sort((a, b) => a.from - b.from)) {
    const group = groups.find((parts) => parts.some((part) => alternatives(part, facet, words)));
    if (group === undefined) groups.push([facet]);
    else group.push(facet);
  }
  return groups.map((parts) => ({
    kind: parts[0]?.kind ?? 'word',
    names: parts.flatMap((part) => part.names),
    cases: new Set(parts.flatMap((part) => [...part.cases])),
    exact: parts.reduce<number | null>((sum, { exact }) => (sum === null || exact === null ? null : sum + exact), 0),
  }));
}

function alternatives(a: Placed, b: Placed, words: readonly Word[]): boolean {
  if (a.kind !== b.kind && (!isMatter(a) || !isMatter(b))) return false;
  if (a.kind === 'service' || a.kind === 'category') return true;
  const between = words.slice(a.to + 1, b.from).map((word) => word.text.toLowerCase());
  return between.length > 0 && between.every((word) => JOINING.has(word));
}

function isMatter(facet: Facet): boolean {
  return facet.kind === 'topic' || facet.kind === 'word';
}

const JOINING = new Set(['and', 'or', 'versus', 'vs', 'compared', 'to', 'with', 'than']);
