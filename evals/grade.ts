import type { Truth } from './eval-question.ts';
import {
  countsCases,
  findsNothing,
  firstNamed,
  hasNumber,
  headlineOf,
  isCountedAs,
  isIn,
  isNamed,
  longNumbers,
  plainAnswer,
  saysMissing,
} from './read-answer.ts';
import type { TruthRow } from './truth-sql.ts';

/** A truth and what SQL says about it; no rows where it needs none. */
export interface Fact {
  readonly truth: Truth;
  readonly rows: readonly TruthRow[];
}

/** What the graded answer may name. */
export interface KnownNumbers {
  readonly cases: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** Long numbers within the values of facts, such as a root cause, that figures show as they are stored. */
  readonly values: ReadonlySet<string>;
}

export interface GradedAnswer {
  readonly text: string;
  /** The cases that the answer is said to cite; absent where nothing says it. */
  readonly cited?: readonly string[];
}

/** Why an answer fails, a sentence each; empty where it is right. */
export function grade(answer: GradedAnswer, facts: readonly Fact[], known: KnownNumbers): readonly string[] {
  if (answer.text.trim() === '') return ['There is no answer.'];
  const plain = plainAnswer(answer.text);
  const numbers = longNumbers(plain);
  const cited = numbers.filter((number) => known.cases.has(number));
  const invented = numbers.filter((number) => !isKnown(number, known));
  return [
    ...invented.map((number) => `It names ${number}, which is neither a case nor an account.`),
    ...wronglyListed(answer.cited ?? cited, cited),
    ...facts.flatMap((fact) => failuresOf(fact, { plain, cited })),
  ];
}

function isKnown(number: string, { cases, accounts, values }: KnownNumbers): boolean {
  return cases.has(number) || accounts.has(number) || values.has(number);
}

/** The list of cited cases is that of the cases in the text. */
function wronglyListed(listed: readonly string[], cited: readonly string[]): readonly string[] {
  const wrong = [
    ...listed.filter((number) => !cited.includes(number)),
    ...cited.filter((number) => !listed.includes(number)),
  ];
  return wrong.map((number) => `${number} is cited in the text or in the list, and not in both.`);
}

interface ReadAnswer {
  readonly plain: string;
  readonly cited: readonly string[];
}

function failuresOf({ truth, rows }: Fact, { plain, cited }: ReadAnswer): readonly string[] {
  const values = rows.map(([value]) => (value ?? 'none').toLowerCase());
  const numbers = rows.flat().map((value) => value ?? '0');
  switch (truth.must) {
    case 'write number':
      return numbers
        .filter((value) => !hasNumber(truth.anywhere ? plain : headlineOf(plain), value))
        .map((value) => `${value} is not ${truth.anywhere ? 'in it' : 'at its beginning'}.`);
    case 'not count':
      return numbers
        .filter((value) => countsCases(headlineOf(plain), value))
        .map((value) => `It counts ${value} cases.`);
    case 'rank':
      return wrongRanks(plain, rows, truth.rows);
    case 'name':
      return values.filter((value) => !isNamed(plain, value)).map((value) => `${value} is not named.`);
    case 'not name':
      return values.filter((value) => isNamed(plain, value)).map((value) => `${value} is named.`);
    case 'cite': {
      const found = values.filter((number) => cited.includes(number)).length;
      const least = truth.least === 'all' ? values.length : truth.least;
      return found >= least
        ? []
        : [`It cites ${found} of ${values.length} cases, and ${least} are wanted: ${values.slice(0, 5).join(', ')}.`];
    }
    case 'cite only':
      return cited.filter((number) => !values.includes(number)).map((number) => `It cites ${number} wrongly.`);
    case 'find nothing':
      return [
        ...(findsNothing(plain) ? [] : ['It does not say first that there is no such case.']),
        ...cited.map((number) => `It cites ${number}, and there is none.`),
      ];
    case 'find something':
      return findsNothing(plain) ? ['It says that there is no such case.'] : [];
    case 'say it is missing':
      return saysMissing(plain, truth.of) ? [] : [`It does not say that the data lacks ${truth.of.join(' or ')}.`];
    case 'say':
      return truth.any.some((text) => plain.includes(text.toLowerCase()))
        ? []
        : [`It says none of: ${truth.any.join(', ')}.`];
    case 'not say':
      return truth.any.filter((text) => plain.includes(text.toLowerCase())).map((text) => `It says ${text}.`);
    case 'answer in':
      return isIn(plain, truth.language) ? [] : ['It is not in the language of the question.'];
  }
}

/** Rows of a ranking: one or two names, then the count. */
function wrongRanks(plain: string, rows: readonly TruthRow[], wanted: number): readonly string[] {
  const ranked = rows.map((row) => ({
    value: (row[0] ?? 'none').toLowerCase(),
    within: row.length > 2 ? (row[1] ?? 'none').toLowerCase() : undefined,
    count: row.at(-1) ?? '0',
  }));
  const values = [...new Set(ranked.map(({ value }) => value))];
  const most = ranked[0]?.count;
  const largest = ranked.filter(({ count }) => count === most).map(({ value }) => value);
  const first = firstNamed(plain, values);
  const wrong = ranked.slice(0, wanted).filter(({ value, within, count }) => {
    if (within !== undefined) return !isCountedTogether(plain, [value, within], count);
    return !isCountedAs(plain, { value, count, others: values.filter((other) => other !== value) });
  });
  return [
    ...(first !== undefined && largest.includes(first)
      ? []
      : [`${largest.join(' or ')} should come first, not ${first ?? 'nothing'}.`]),
    ...wrong.map(
      ({ value, within, count }) => `${[value, within].filter(Boolean).join(' and ')} should be counted as ${count}.`,
    ),
  ];
}

/** Two names and a number in one line. */
function isCountedTogether(plain: string, names: readonly string[], count: string): boolean {
  return plain.split('\n').some((line) => names.every((name) => isNamed(line, name)) && hasNumber(line, count));
}
