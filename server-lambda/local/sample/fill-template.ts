import type { SeededRandom } from './seeded-random.ts';

/** Looks up the value of a named slot; throws when there is no such slot. */
export type SlotLookup = (name: string) => string;

/**
 * Fills a template: `[a|b]` becomes one of the alternatives, `{12-40}` a whole number in the range, `{name}` the value
 * of a slot. Alternatives may hold slots but no further alternatives.
 */
export function fillTemplate(template: string, lookUp: SlotLookup, random: SeededRandom): string {
  let text = '';
  for (const piece of parsed(template)) {
    switch (piece.kind) {
      case 'text':
        text += piece.text;
        break;
      case 'slot':
        text += lookUp(piece.name);
        break;
      case 'range':
        text += withSeparators(roundedInteger(piece.min, piece.max, random));
        break;
      case 'alternatives':
        text += fillTemplate(random.pick(piece.templates), lookUp, random);
    }
  }
  return text;
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'alternatives'; readonly templates: readonly string[] };

/** Templates are few and used often. */
const PARSED = new Map<string, readonly Piece[]>();

function parsed(template: string): readonly Piece[] {
  let pieces = PARSED.get(template);
  if (!pieces) {
    pieces = template
      .split(/(\[[^\]]+\]|\{[^}]+\})/)
      .filter((part) => part !== '')
      .map(parsePiece);
    PARSED.set(template, pieces);
  }
  return pieces;
}

function parsePiece(part: string): Piece {
  const inside = part.slice(1, -1);
  if (part.startsWith('[')) return { kind: 'alternatives', templates: inside.split('|') };
  if (!part.startsWith('{')) return { kind: 'text', text: part };
  const range = /^(\d+)-(\d+)$/.exec(inside);
  return range ? { kind: 'range', min: Number(range[1]), max: Number(range[2]) } : { kind: 'slot', name: inside };
}

/** Large figures in a report are round ones. */
function roundedInteger(min: number, max: number, random: SeededRandom): number {
  const value = random.integer(min, max);
  const step = max >= 10_000 ? 500 : max >= 1_000 ? 50 : max >= 300 ? 5 : 1;
  return Math.min(max, Math.max(min, Math.round(value / step) * step));
}

function withSeparators(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
