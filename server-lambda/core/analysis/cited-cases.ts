import type { CaseQuestion } from '../ports/analyst.ts';
import { briefText } from './pack-cases.ts';

/** Long enough to be the number of a case; years, counts and error codes are shorter. */
const NUMBER = /(?:(?<![\w-])|(?<=\bcase[-_#]))\d{8,}(?![\w-])/gi;

/** Every number in a text that is long enough to name a case. */
export function numbersIn(text: string): readonly string[] {
  return text.match(NUMBER) ?? [];
}

/** The long numbers that a model was given. */
export interface KnownNumbers {
  readonly all: ReadonlySet<string>;
  /** Those of accounts, which have twelve digits as many cases do, and are no cases. */
  readonly accounts: ReadonlySet<string>;
}

/** What a model was given: `texts` are read for numbers of any kind. */
export function knownNumbers(given: {
  readonly texts: Iterable<string>;
  readonly accounts: Iterable<string | null>;
  readonly cases: Iterable<string>;
}): KnownNumbers {
  const accounts = new Set<string>();
  for (const account of given.accounts) if (account !== null) accounts.add(account);
  const all = new Set(accounts);
  for (const text of given.texts) for (const number of numbersIn(text)) all.add(number);
  for (const number of given.cases) {
    all.add(number);
    accounts.delete(number);
  }
  return { all, accounts };
}

/** Every long number that an analyst was given with its question. */
export function numbersKnownFrom(question: CaseQuestion, previousAnalysis = ''): KnownNumbers {
  const texts = [question.question, previousAnalysis, ...question.cases.map(briefText)];
  return knownNumbers({ texts, ...casesAndAccounts(question) });
}

/** The accounts of a question that are no cases. */
export function accountsKnownFrom(question: CaseQuestion): KnownNumbers['accounts'] {
  return knownNumbers({ texts: [], ...casesAndAccounts(question) }).accounts;
}

function casesAndAccounts({ figures, before, cases }: CaseQuestion) {
  const counted = [...figures.by_account, ...before.by_account].map(({ value }) => value);
  return {
    accounts: [...counted, ...cases.map(({ account }) => account)],
    cases: cases.map(({ caseNumber }) => caseNumber),
  };
}

export interface CheckedText {
  readonly text: string;
  /** The numbers that were struck, each once. */
  readonly unknown: readonly string[];
}

/** What stands between a number and the word that calls it a case. */
const CALLED_CASE = /\bcases?[\s*_`#:-]*$/i;
/** What stands between two numbers of one list. */
const LISTED = /^[\s*_`#]*(?:,|;|&|\band\b|\bor\b|,\s*and\b|,\s*or\b)[\s*_`#]*$/i;

/**
 * Strikes out every long number in an answer that does not occur in the model's input, and every account number that
 * the answer calls a case: these cases do not exist.
 */
export function checkCitations(answer: string, { all, accounts }: KnownNumbers): CheckedText {
  const unknown = new Set<string>();
  let end = 0;
  let calledCase = false;
  const text = answer.replaceAll(NUMBER, (number, at: number) => {
    const between = answer.slice(end, at);
    calledCase = CALLED_CASE.test(between) || (calledCase && LISTED.test(between));
    end = at + number.length;
    if (all.has(number) && !(calledCase && accounts.has(number))) return number;
    unknown.add(number);
    return `~~${number}~~`;
  });
  return { text, unknown: [...unknown] };
}

/** The cases that a checked answer names, each once, in order of appearance, without struck numbers and accounts. */
export function citedCases(answer: string, accounts: KnownNumbers['accounts']): readonly string[] {
  const numbers = numbersIn(answer.replaceAll(/~~\d+~~/g, ''));
  return [...new Set(numbers)].filter((number) => !accounts.has(number));
}
