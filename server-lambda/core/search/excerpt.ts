import { oneLine } from '../text/plain-text.ts';
import { fold, nextOccurrence } from '../text/words.ts';

/** Characters of an excerpt, about. */
const LENGTH = 200;
/** More occurrences of one term are not looked at. */
const MOST_OCCURRENCES = 50;

/** A term with how much it says. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

interface Hit extends WeightedTerm {
  /** Positions in the text as stored. */
  readonly start: number;
  readonly end: number;
}

interface Window {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** Of several texts, the part that says most of the terms, in one line; the beginning of the first where none does. */
export function excerptOf(texts: readonly (string | null)[], terms: readonly WeightedTerm[]): string {
  const present = texts.filter((text) => text !== null).filter((text) => text.trim() !== '');
  let best: Window | undefined;
  for (const text of present) {
    const window = bestWindow(text, terms);
    if (window !== undefined && window.weight > (best?.weight ?? 0)) best = window;
  }
  return best === undefined ? oneLine(present[0] ?? '', LENGTH) : cut(best);
}

function bestWindow(text: string, terms: readonly WeightedTerm[]): Window | undefined {
  const hits = hitsIn(text, terms);
  let best: Window | undefined;
  for (const [index, first] of hits.entries()) {
    const seen = new Set<string>();
    let { end } = first;
    let weight = 0;
    for (let next = index; next < hits.length; next += 1) {
      const hit = hits[next];
      if (hit === undefined || (next > index && hit.end - first.start > LENGTH)) break;
      // A word that all cases have still says that it is there.
      if (!seen.has(hit.term)) weight += hit.weight + 0.01;
      seen.add(hit.term);
      end = Math.max(end, hit.end);
    }
    if (weight > (best?.weight ?? 0)) best = { text, start: first.start, end, weight };
  }
  return best;
}

function hitsIn(text: string, terms: readonly WeightedTerm[]): readonly Hit[] {
  const { folded, positions } = foldWithPositions(text);
  const hits: Hit[] = [];
  for (const { term, weight } of terms) {
    let count = 0;
    for (let at = nextOccurrence(folded, term, 0); at !== -1; at = nextOccurrence(folded, term, at + term.length)) {
      const end = positions[at + term.length] ?? text.length;
      hits.push({ term, weight, start: positions[at] ?? 0, end });
      count += 1;
      if (count === MOST_OCCURRENCES) break;
    }
  }
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text as `fold` makes it, and for each of its code units where the character is that it came from. */
export function foldWithPositions(text: string): {
  readonly folded: string;
  readonly positions: readonly number[];
} {
  const pieces: string[] = [];
  const positions: number[] = [];
  let at = 0;
  let isAfterSpace = false;
  for (const char of text) {
    // Most characters are plain ones, which take no more than this.
    const piece = char >= '!' && char <= '~' ? char.toLowerCase() : fold(char);
    const kept = isAfterSpace && piece.startsWith(' ') ? piece.slice(1) : piece;
    if (piece !== '') isAfterSpace = piece.endsWith(' ');
    pieces.push(kept);
    positions.push(...Array.from({ length: kept.length }, () => at));
    at += char.length;
  }
  return { folded: pieces.join(''), positions };
}

/** The window with as much around it as an excerpt has, between words where there are any. */
function cut({ text, start, end }: Window): string {
  const room = Math.max(0, LENGTH - (end - start));
  const before = Math.max(0, Math.min(start - Math.floor(room / 3), text.length - LENGTH));
  const from = before === 0 ? 0 : wordStart(text, before, start);
  const after = Math.min(text.length, Math.max(end, from + LENGTH));
  const to = after === text.length ? after : wordEnd(text, end, after);
  return `${from === 0 ? '' : '…'}${oneLine(text.slice(from, to))}${to === text.length ? '' : '…'}`;
}

/** The first beginning of a word from a position on, at the latest at another. */
function wordStart(text: string, from: number, latest: number): number {
  for (let at = Math.min(from, latest); at < latest; at += 1) if (isSpace(text, at - 1)) return at;
  return latest;
}

/** The last end of a word up to a position, at the earliest at another. */
function wordEnd(text: string, earliest: number, to: number): number {
  for (let at = to; at > earliest; at -= 1) if (isSpace(text, at)) return at;
  return earliest;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
