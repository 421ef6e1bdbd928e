import type { Expression, GroupingElement, Place } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { rowContext } from './expression-contexts.ts';
import { expressionText } from './expression-text.ts';
import { analyzeExpression } from './expressions.ts';
import { columnOf, withoutOuter } from './scope.ts';
import type { SelectContext } from './select-context.ts';
import { isComparable } from './type-properties.ts';
import type { Typed } from './typed-tree.ts';

/** GROUP BY, as the rows are grouped. */
export interface Grouping {
  readonly keys: readonly Typed[];
  /** Each a list of indexes of keys. */
  readonly sets: readonly (readonly number[])[];
  /** The key that a column of the rows is. */
  readonly byColumn: ReadonlyMap<number, number>;
  /** The key that an expression with this fingerprint is. */
  readonly byFingerprint: ReadonlyMap<number, number>;
}

const MAX_SETS = 2048;

type Sets = readonly (readonly number[])[];

/** Without GROUP BY, all rows are one group. */
export function analyzeGrouping(select: SelectContext): Grouping {
  const { elements = [], distinct = false } = select.select.groupBy ?? {};
  const keys = createKeys(select);
  const sets = elements
    .map((element) => ({ element, sets: setsOf(element, keys) }))
    .reduce<Sets>((product, next) => multiply(product, next.sets, placeOf(next.element)), [[]]);
  return {
    keys: keys.typed,
    byColumn: keys.byColumn,
    byFingerprint: keys.byFingerprint,
    sets: distinct ? distinctSets(sets) : sets,
  };
}

function setsOf(element: GroupingElement, keys: Keys): Sets {
  if (element.kind === 'set') return [element.expressions.map(keys.add)];
  const sets = element.sets.map((expressions) => expressions.map(keys.addColumn));
  switch (element.kind) {
    case 'grouping sets':
      return sets;
    case 'rollup':
      return [...sets.keys(), sets.length].map((length) => sets.slice(0, length).flat()).reverse();
    case 'cube':
      return subsets(sets, element.at);
  }
}

/** All of them first, none of them last. */
function subsets(sets: Sets, at: Place): Sets {
  if (2 ** sets.length > MAX_SETS) throw tooManySets(2 ** sets.length, at);
  const count = 2 ** sets.length;
  return Array.from({ length: count }, (_none, number) =>
    sets.filter((_set, index) => ((number >> (sets.length - 1 - index)) & 1) === 0).flat(),
  );
}

function multiply(left: Sets, right: Sets, at: Place | undefined): Sets {
  const count = left.length * right.length;
  if (count > MAX_SETS) throw tooManySets(count, at);
  return left.flatMap((first) => right.map((second) => [...new Set([...first, ...second])]));
}

function tooManySets(count: number, at: Place | undefined): AnalysisFailure {
  return new AnalysisFailure(`GROUP BY has ${count} grouping sets but can contain at most ${MAX_SETS}`, at);
}

function placeOf(element: GroupingElement): Place | undefined {
  return element.kind === 'set' ? element.expressions[0]?.at : element.at;
}

function distinctSets(sets: Sets): Sets {
  return [...new Map(sets.map((set) => [[...set].sort((a, b) => a - b).join(), set])).values()];
}

type Keys = ReturnType<typeof createKeys>;

/** Collects the expressions of GROUP BY, each once. */
function createKeys({ items, source, names, scope }: SelectContext) {
  const context = rowContext(source, 'GROUP BY clause', withoutOuter(scope));
  const typed: Typed[] = [];
  const byColumn = new Map<number, number>();
  const byFingerprint = new Map<number, number>();

  const add = (expression: Expression): number => {
    const item = items[ordinal(expression, items.length, 'GROUP BY') ?? -1];
    if (item?.kind === 'column') return addTyped(columnOf(source.plan, item.column), undefined, expression.at);
    if (item?.kind === 'field') throw new AnalysisFailure('GROUP BY position names a field of row.*', expression.at);
    const meant = item?.expression ?? expression;
    return addTyped(analyzeExpression(meant, context), names.fingerprints(meant), expression.at);
  };

  const addTyped = (value: Typed, fingerprint: number | undefined, at: Place): number => {
    const column = value.kind === 'column' && value.plan === source.plan.id ? value.column : undefined;
    const known = column === undefined ? byFingerprint.get(fingerprint ?? -1) : byColumn.get(column);
    if (known !== undefined) return known;
    if (!isComparable(value.type))
      throw new AnalysisFailure(
        `${typeText(value.type)} is not comparable, and therefore cannot be used in GROUP BY`,
        at,
      );
    const index = typed.push(value) - 1;
    if (column !== undefined) byColumn.set(column, index);
    else if (fingerprint !== undefined) byFingerprint.set(fingerprint, index);
    return index;
  };

  const addColumn = (expression: Expression): number => {
    const index = add(expression);
    if (typed[index]?.kind === 'column' && expression.kind !== 'literal') return index;
    throw new AnalysisFailure(
      `GROUP BY expression must be a column reference: ${expressionText(expression)}`,
      expression.at,
      'Compute the value in a subquery, and group by its column.',
    );
  };

  return { typed, byColumn, byFingerprint, add, addColumn };
}

/** The place, from 0, of the column that a whole number alone stands for; `count` is how many there are. */
export function ordinal(expression: Expression, count: number, clause: 'GROUP BY' | 'ORDER BY'): number | undefined {
  if (expression.kind !== 'literal' || expression.type !== 'integer') return undefined;
  const position = Number(expression.text.replaceAll('_', ''));
  if (position >= 1 && position <= count) return position - 1;
  throw new AnalysisFailure(`${clause} position ${expression.text} is not in select list`, expression.at);
}
