import type { CaseBrief } from '../ports/analyst.ts';
import { binomialTail } from '../statistics/significance.ts';

/** What cases are of one kind by: their root cause, and their root cause of one service. */
export type CaseKinds = readonly {
  /** The kind of each case. */
  readonly kinds: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}[];

/** Words must stand for so many cases of one kind, and for this share. */
const FEWEST = 4;
const SHARE = 0.75;
/** How rare it must be that so many have one kind by chance. */
const RARE = 1e-4;

/** Root causes of cases in which nothing went wrong. */
const NO_PROBLEM = /Customer Question|Feature Request/i;

export function kindsOf(cases: readonly CaseBrief[]): CaseKinds {
  const rootCauses = cases.map(({ rca_category }) => rca_category ?? '');
  const ofServices = cases.map(({ service, rca_category }) => JSON.stringify([service, rca_category]));
  return [rootCauses, ofServices].map((kinds) => ({ kinds, counts: countsOf(kinds) }));
}

/**
 * Whether most of the cases at these positions are of one kind, far more than chance explains. Words alone, such as
 * the name of a team, stand in cases of every kind.
 */
export function isOneKind(members: readonly number[], kinds: CaseKinds): boolean {
  return kinds.some(({ kinds: all, counts }) => {
    const own = countsOf(members.flatMap((index) => all[index] ?? []));
    const [kind, count] = [...own].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0]);
    if (count < FEWEST || count < members.length * SHARE || NO_PROBLEM.test(kind)) return false;
    return binomialTail(count, members.length, (counts.get(kind) ?? 0) / all.length) < RARE;
  });
}

function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
