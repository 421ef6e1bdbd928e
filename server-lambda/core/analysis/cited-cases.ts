import type { CaseQuestion } from '../ports/analyst.ts';

/** What an answer may refer to by number. */
export interface KnownNumbers {
  /** Cases that were given. */
  readonly cases: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

/** The numbers that an analyst was given as cases and as accounts; what stands in the text of a case is neither. */
export function numbersKnownFrom(question: CaseQuestion): KnownNumbers {
  const { figures, before, cases, recurring, everyCase, filters } = question;
  const given = [...cases, ...(everyCase?.now ?? []), ...(everyCase?.before ?? [])];
  const counted = [...figures.by_account, ...before.by_account].map(({ value }) => value);
  const asked = [filters.case_id ?? []].flat();
  return {
    cases: new Set([
      ...given.map(({ caseNumber }) => caseNumber),
      ...recurring.flatMap(({ caseNumbers }) => caseNumbers),
      // The caller's own number is no invention, whether or not there is such a case.
      ...asked,
    ]),
    accounts: new Set([...counted, ...given.map(({ account }) => account)].filter((account) => account !== null)),
  };
}

export interface CheckedText {
  readonly text: string;
  /** The numbers that were struck, each once, as their digits. */
  readonly unknown: readonly string[];
  /** The cases that the text names, each once, in order of appearance. */
  readonly cited: readonly string[];
}

/** Shorter numbers are years, counts and error codes. */
const FEWEST_DIGITS = 8;

/**
 * Digits of any script, alone or in groups that single marks part: spaces of every kind, hyphens, dots, commas, and what
 * Markdown and HTML put between characters. Each character is read in one way only.
 */
const NUMBER = /\p{Nd}(?:[\s\p{Zs}\p{Pd}.,_*~`'’/#]?\p{Nd})*/gu;
const DIGIT = /\p{Nd}/u;

/** What calls the number after it a case. */
const CALLED_CASE = /(?:\bcases?|\bcase (?:number|no|id))[\s*_`#:.~([-]*$/i;
/** What calls it something else. */
const CALLED_OTHER =
  /(?:\b(?:accounts?|account (?:number|id)|arn|request|trace|version|epoch|timestamp|time|order|ticket|phone|tel|port|pid|build|bytes?|id)|\$|€|£|\+)[\s*_`#:.=("'-]*$/i;
/** What stands between two numbers of one list. */
const LISTED = /^[\s*_`#)\]]*(?:,|;|&|\/|\band\b|\bor\b|,\s*and\b|,\s*or\b)[\s*_`#([]*$/i;
/** What follows a quantity. */
const UNIT = /^\s?(?:%|bytes?\b|[kmgt]i?b\b|ms\b|s\b|sec|minutes?\b|requests?\b|rows?\b|records?\b|messages?\b|events?\b|objects?\b|files?\b|tokens?\b|times\b)/i;
/** How much before and after a number is looked at. */
const NEAR = 40;

/**
 * Strikes out every case that an answer names and that was not given, however its number is written. Numbers of accounts,
 * moments, quantities, and what stands in code, addresses and longer names are left alone, unless they are called cases.
 * Takes linear time.
 */
export function checkCitations(answer: string, { cases, accounts }: KnownNumbers): CheckedText {
  const unknown = new Set<string>();
  const cited = new Set<string>();
  const lengths = new Set([...cases].map((number) => number.length));
  let end = 0;
  let calledCase = false;
  const text = answer.replaceAll(NUMBER, (written, at: number) => {
    const digits = digitsOf(written);
    if (digits.length < FEWEST_DIGITS) return written;
    const before = answer.slice(Math.max(end, at - NEAR), at);
    const after = answer.slice(at + written.length, at + written.length + NEAR);
    calledCase = CALLED_CASE.test(before) || (calledCase && at - end < NEAR && LISTED.test(before));
    end = at + written.length;
    if (cases.has(digits) && !isPartOfName(before, after, calledCase)) {
      cited.add(digits);
      return written;
    }
    const isMeant = calledCase || (looksLikeCase(written, digits, lengths) && !isOther(digits, before, after, accounts));
    if (!isMeant || (accounts.has(digits) && !calledCase)) return written;
    unknown.add(digits);
    return `~~${written}~~`;
  });
  return { text, unknown: [...unknown], cited: [...cited] };
}

/** The digits of a number in ASCII. */
function digitsOf(written: string): string {
  let digits = '';
  for (const char of written.normalize('NFKD')) if (DIGIT.test(char)) digits += asciiDigit(char);
  return digits;
}

/** Decimal digits stand in runs of ten, from 0 up. */
function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return char;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** A number that nobody calls a case is taken for one if it is one run of digits, or as long as the cases' numbers are. */
function looksLikeCase(written: string, digits: string, lengths: ReadonlySet<number>): boolean {
  return written.length === digits.length || (lengths.has(digits.length) && !isGrouped(written));
}

/** `12 345 678` and `12,345,678` are quantities. */
function isGrouped(written: string): boolean {
  return /^\p{Nd}{1,3}(?:[\s\p{Zs},.'’]\p{Nd}{3})+$/u.test(written);
}

function isOther(digits: string, before: string, after: string, accounts: ReadonlySet<string>): boolean {
  return (
    accounts.has(digits) ||
    CALLED_OTHER.test(before) ||
    UNIT.test(after) ||
    isMoment(digits) ||
    isPartOfName(before, after, false)
  );
}

/** Seconds or milliseconds since 1970, of the years 2001 to 2099, or a moment as 14 digits. */
function isMoment(digits: string): boolean {
  const value = Number(digits);
  if (digits.length === 10) return value > 1e9 && value < 4.1e9;
  if (digits.length === 13) return value > 1e12 && value < 4.1e12;
  return digits.length === 14 && /^20\d\d[01]\d[0-3]\d[0-2]\d/.test(digits);
}

/** Within an ARN, an address, an identifier or a hash; a case may be `#170…`, in brackets, or followed by a plural's s. */
function isPartOfName(before: string, after: string, calledCase: boolean): boolean {
  if (/[\p{L}_:/=@.-]$/u.test(before) && !calledCase && !/\bcase[-_:/]$/i.test(before)) return true;
  return /^(?:[\p{L}_@=]|[-:/.]\p{L}|[-]\p{Nd}{4,})/u.test(after) && !calledCase;
}
