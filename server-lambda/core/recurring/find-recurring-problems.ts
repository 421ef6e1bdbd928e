import { briefText } from '../analysis/case-matches.ts';
import { isSevere } from '../contract/dimensions.ts';
import type { ProblemKind, RecurringProblem } from '../contract/recurring.ts';
import { addDays, dayNumber, dayOfNumber, daysIn, type Period } from '../days.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { UNPACED, type Pace } from '../ports/pace.ts';
import { oneLine } from '../text/plain-text.ts';
import { occursIn } from '../text/words.ts';
import { burstOf, type Burst } from './burst.ts';
import { isOneKind, kindsOf, type CaseKinds } from './case-kinds.ts';
import { termsOf } from './case-terms.ts';
import { cadenceOf } from './rhythm.ts';

export interface RecurringOptions {
  /** The days that the cases are of. */
  readonly period: Period;
  /** The UTC day on which it is asked. */
  readonly today: string;
  /** Fewer cases are no problem; 3 unless given. */
  readonly minCases?: number;
  /** At most so many problems; 20 unless given. */
  readonly limit?: number;
  readonly kind?: ProblemKind | undefined;
  readonly pace?: Pace;
}

const MIN_CASES = 3;
const LIMIT = 20;
/** An account's own cases with a term are looked at for a rhythm if there are so many. */
const ACCOUNT_CASES = 5;
/** One problem: the same cases, but for this share. */
const SAME = 0.6;
/** Terms that are looked into further; the others have fewer cases. */
const MOST_SEEDS = 4_000;
const CASES_BETWEEN_BREATHS = 64;

/**
 * What comes back among these cases: resources, error codes and phrases that several have in common, the most
 * important first. A case counts where its subject, summary or root-cause reason has the term as whole words. Of terms
 * that the same cases share, one is named and the others explain it. Takes time and memory linear in the cases.
 */
export async function findRecurringProblems(
  cases: readonly CaseBrief[],
  options: RecurringOptions,
): Promise<readonly RecurringProblem[]> {
  const { minCases = MIN_CASES, limit = LIMIT, pace = UNPACED } = options;
  const dated = cases.filter(({ date }) => dayNumber(date) !== undefined);
  const seeds = await seedsOf(dated, Math.max(2, minCases), pace);
  const kinds = kindsOf(dated);
  const rated: Rated[] = [];
  for (const [index, seed] of seeds.entries()) {
    rated.push(...ratingsOf(seed, dated, kinds, seeds.length, options));
    if (index % CASES_BETWEEN_BREATHS === 0) await pace.breathe();
  }
  const chosen = distinct(
    rated.filter(({ kind }) => options.kind === undefined || kind === options.kind).sort(byScore),
    limit,
  );
  const texts: string[] = [];
  for (const brief of dated) {
    texts.push(briefText(brief));
    if (texts.length % CASES_BETWEEN_BREATHS === 0) await pace.breathe();
  }
  const problems: RecurringProblem[] = [];
  for (const problem of chosen) {
    problems.push(...(await described(problem, seeds, dated, texts, options)));
    await pace.breathe();
  }
  return problems;
}

/** What a case is known by. */
function textOf({ subject, summary, rcaReason }: CaseBrief): string {
  return [subject, summary, rcaReason].filter((part) => part !== null).join(' | ');
}

interface Seed {
  readonly kind: ProblemKind;
  readonly key: string;
  readonly surface: string;
  /** Positions of the cases that have the term, oldest first. */
  readonly members: readonly number[];
}

interface Rated extends Seed {
  /** Only the cases of this account; null for those of all. */
  readonly account: string | null;
  readonly cadence: number | null;
  readonly burst: Burst | null;
  readonly score: number;
}

/** Terms by the cases that have them, those that at least so many cases have. */
async function seedsOf(cases: readonly CaseBrief[], least: number, pace: Pace): Promise<readonly Seed[]> {
  const order = cases.map((_, index) => index).sort((a, b) => compare(cases[a]?.date, cases[b]?.date) || a - b);
  const found = new Map<string, { kind: ProblemKind; surface: string; members: number[] }>();
  for (const [count, index] of order.entries()) {
    const brief = cases[index];
    if (brief === undefined) continue;
    for (const { key, kind, surface } of termsOf(textOf(brief))) {
      const seed = found.get(key);
      if (seed === undefined) found.set(key, { kind, surface, members: [index] });
      else seed.members.push(index);
    }
    if (count % CASES_BETWEEN_BREATHS === 0) await pace.breathe();
  }
  const seeds: Seed[] = [];
  let looked = 0;
  // A phrase of a quarter of all cases says nothing about any of them.
  const mostPhrases = Math.max(cases.length, 40) / 4;
  for (const [key, seed] of found) {
    if (seed.members.length >= least && (seed.kind !== 'phrase' || seed.members.length <= mostPhrases))
      seeds.push({ key, ...seed });
    if (++looked % 4_096 === 0) await pace.breathe();
  }
  return seeds.sort((a, b) => b.members.length - a.members.length || compare(a.key, b.key)).slice(0, MOST_SEEDS);
}

/** How a term comes back: over all its cases, and within accounts that have many of them. */
function ratingsOf(
  seed: Seed,
  cases: readonly CaseBrief[],
  kinds: CaseKinds,
  tries: number,
  options: RecurringOptions,
): readonly Rated[] {
  const whole = ratingOf(seed, null, cases, kinds, tries, options);
  const byAccount = groupsOf(seed.members, (index) => cases[index]?.account ?? null);
  if (byAccount.size < 2 || whole?.cadence != null) return whole === undefined ? [] : [whole];
  const within = [...byAccount].flatMap(([account, members]) => {
    if (account === null || members.length < ACCOUNT_CASES) return [];
    const own = ratingOf({ ...seed, members }, account, cases, kinds, tries, options);
    return own?.cadence == null ? [] : [own];
  });
  return whole === undefined ? within : [whole, ...within];
}

function ratingOf(
  seed: Seed,
  account: string | null,
  cases: readonly CaseBrief[],
  kinds: CaseKinds,
  tries: number,
  { period }: RecurringOptions,
): Rated | undefined {
  const days = daysOf(seed.members, cases);
  const cadence = cadenceOf([...new Set(days)]);
  const burst = burstOf(days, daysIn(period), tries);
  // Words that merely stand in many cases, such as the name of a team, are none: those of a burst must be of one kind.
  const inBurst = burst === null ? seed.members : seed.members.filter((index) => isWithin(cases[index], burst));
  if (seed.kind === 'phrase' && cadence === null && !isOneKind(inBurst, kinds)) return undefined;
  const severe = seed.members.flatMap((index) => cases[index] ?? []).filter(isSevere).length;
  const weight = WEIGHTS[seed.kind] * (1 + (cadence === null ? 0 : 2) + (burst === null ? 0 : 1.5));
  return { ...seed, account, cadence, burst, score: Math.log2(1 + seed.members.length + severe) * weight };
}

function isWithin(brief: CaseBrief | undefined, { start, end }: Burst): boolean {
  const day = dayNumber(brief?.date ?? '');
  return day !== undefined && day >= start && day <= end;
}

/** A name says more than a code, and a code more than words. */
const WEIGHTS: Readonly<Record<ProblemKind, number>> = { resource: 1.2, 'error code': 1, phrase: 0.8 };

/** The best of those that mean the same cases, in the order given. */
function distinct(rated: readonly Rated[], limit: number): readonly Rated[] {
  const chosen: Rated[] = [];
  const sets: ReadonlySet<number>[] = [];
  for (const candidate of rated) {
    if (chosen.length === limit) break;
    const isTold = sets.some(
      (set) => candidate.members.filter((index) => set.has(index)).length >= candidate.members.length * SAME,
    );
    if (isTold) continue;
    chosen.push(candidate);
    sets.push(new Set(candidate.members));
  }
  return chosen;
}

async function described(
  rated: Rated,
  seeds: readonly Seed[],
  cases: readonly CaseBrief[],
  texts: readonly string[],
  options: RecurringOptions,
): Promise<readonly RecurringProblem[]> {
  const members: number[] = [];
  for (const [index, text] of texts.entries()) {
    if (rated.account !== null && cases[index]?.account !== rated.account) continue;
    if (occursIn(text, rated.key)) members.push(index);
    if (index % 1_024 === 0) await options.pace?.breathe();
  }
  members.sort(
    (a, b) => compare(cases[a]?.date, cases[b]?.date) || compare(cases[a]?.caseNumber, cases[b]?.caseNumber),
  );
  const [first, last] = [members[0], members.at(-1)].map((index) => cases[index ?? -1]?.date);
  if (members.length < (options.minCases ?? MIN_CASES) || first === undefined || last === undefined) return [];
  const days = daysOf(members, cases);
  const cadence = cadenceOf([...new Set(days)]);
  const burst = burstOf(days, daysIn(options.period), seeds.length);
  const accounts = [...groupsOf(members, (index) => cases[index]?.account ?? null)]
    .sort((a, b) => b[1].length - a[1].length || compare(a[0] ?? '', b[0] ?? ''))
    .flatMap(([account]) => account ?? []);
  return [
    {
      label: labelOf(rated, seeds),
      term: rated.surface,
      kind: rated.kind,
      cases: members.length,
      accounts,
      first,
      last,
      cadenceDays: cadence,
      expectedNext: cadence === null ? null : expectedNext(last, cadence, options.today),
      burst:
        burst === null
          ? null
          : {
              start: dayOfNumber(burst.start),
              end: dayOfNumber(burst.end),
              cases: burst.count,
              expected: Math.round(burst.expected * 10) / 10,
            },
      caseNumbers: members.flatMap((index) => cases[index]?.caseNumber ?? []),
    },
  ];
}

/** A rhythm that was broken more than once is over. */
function expectedNext(last: string, cadence: number, today: string): string | null {
  const next = addDays(last, cadence);
  return addDays(next, cadence) < today ? null : next;
}

const LABEL_LENGTH = 90;

/** The term, and up to two others that most of its cases have, too. */
function labelOf(rated: Rated, seeds: readonly Seed[]): string {
  const own = new Set(rated.members);
  const words = new Set(rated.key.split(' '));
  const beside: string[] = [];
  for (const { key, surface, members, kind } of seeds) {
    if (beside.length === 2) break;
    if (
      key.split(' ').some((word) => words.has(word)) ||
      members.length < own.size * SAME ||
      members.length > own.size * 2
    )
      continue;
    if (members.filter((index) => own.has(index)).length < own.size * SAME) continue;
    if (kind === 'phrase' && rated.kind === 'phrase' && beside.length === 1) continue;
    beside.push(surface);
    for (const word of key.split(' ')) words.add(word);
  }
  return oneLine(beside.length === 0 ? rated.surface : `${rated.surface} (${beside.join(', ')})`, LABEL_LENGTH);
}

function byScore(a: Rated, b: Rated): number {
  return b.score - a.score || compare(a.key, b.key) || compare(a.account ?? '', b.account ?? '');
}

function groupsOf<Key>(members: readonly number[], keyOf: (index: number) => Key): ReadonlyMap<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (const index of members) {
    const key = keyOf(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return groups;
}

/** Numbers of days, ascending, one for each case. */
function daysOf(members: readonly number[], cases: readonly CaseBrief[]): readonly number[] {
  return members.flatMap((index) => dayNumber(cases[index]?.date ?? '') ?? []).sort((a, b) => a - b);
}

function compare(one: string | undefined, other: string | undefined): number {
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}
