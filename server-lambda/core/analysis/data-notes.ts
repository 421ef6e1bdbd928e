import { DIMENSIONS, type DimensionId } from '../contract/dimensions.ts';
import type { Count } from '../contract/figures.ts';
import type { MergedValue } from '../contract/value-key.ts';
import { addDays } from '../days.ts';

/** What is odd about the cases that an answer counts. */
export interface DataFacts {
  /** The UTC day on which a case was last fetched; null if that is not known. */
  readonly lastRetrieved: string | null;
  /** Cases that no period includes. */
  readonly withoutDate: number;
  /** Cases that were opened after today, if one believes their date. */
  readonly future: number;
  /** Cases that are stored again under the same account and number. */
  readonly repeated: number;
  readonly uncategorised: { readonly rootCause: number; readonly lifecycle: number };
  readonly merged: Readonly<Record<DimensionId, readonly MergedValue[]>>;
}

/** How many merged values a note names. */
const NAMED = 3;

/** The last UTC day of which all resolved cases can have been fetched: the one before the last fetch. */
export function lastCompleteDay(lastRetrieved: string | null): string | null {
  return lastRetrieved === null ? null : addDays(lastRetrieved, -1);
}

/** How many cases have no value. */
export function countOfNone(counts: readonly Count[]): number {
  return counts.find(({ value }) => value === null)?.count ?? 0;
}

/** What a reader must know of the data behind an answer about `total` cases: a sentence each, only what applies. */
export function dataNotes(facts: DataFacts, total: number): readonly string[] {
  const { lastRetrieved, withoutDate, future, repeated, uncategorised } = facts;
  const lastDay = lastCompleteDay(lastRetrieved);
  return [
    'Only resolved cases are stored; open cases are not counted.',
    ...(lastDay === null
      ? []
      : [`The last complete day is ${lastDay}: cases were last fetched on ${lastRetrieved ?? ''}.`]),
    ...(withoutDate === 0
      ? []
      : [
          `${cases(withoutDate)} no readable creation time and ${withoutDate === 1 ? 'belongs' : 'belong'} to no period.`,
        ]),
    ...(future === 0 ? [] : [`${cases(future)} a creation time after today.`]),
    ...(repeated === 0
      ? []
      : [
          `${repeated} of the stored cases repeat${repeated === 1 ? 's' : ''} the account and number of another; each is counted.`,
        ]),
    ...without('root cause', uncategorised.rootCause, total),
    ...without('lifecycle category', uncategorised.lifecycle, total),
    ...DIMENSIONS.flatMap(({ id, label }) => mergedNotes(label, facts.merged[id])),
  ];
}

function cases(count: number): string {
  return count === 1 ? '1 case has' : `${count} cases have`;
}

function without(what: string, count: number, total: number): readonly string[] {
  return count === 0 ? [] : [`Without a ${what}: ${count} of ${total}.`];
}

function mergedNotes(label: string, merged: readonly MergedValue[]): readonly string[] {
  const named = merged.filter(({ shown }) => shown !== null).slice(0, NAMED);
  const more = merged.length - named.length;
  if (named.length === 0) return [];
  const list = named.map(
    ({ shown, spellings }) => `${quoted(shown)} (stored as ${spellings.map(({ value }) => quoted(value)).join(', ')})`,
  );
  return [`${label}: spellings count as one value: ${list.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`];
}

function quoted(value: string | null): string {
  return JSON.stringify(value ?? '');
}
