import type { CaseQuestion } from '../ports/analyst.ts';

/** What an answer may refer to by number. */
export interface KnownNumbers {
  /** Cases that were given. */
  readonly cases: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** What the caller wrote: an answer may repeat it, though that cites nothing. */
  readonly asked?: ReadonlySet<string>;
}

/** The numbers that an analyst was given as cases and as accounts; what stands in the text of a case is neither. */
export function numbersKnownFrom(question: CaseQuestion): KnownNumbers {
  const { figures, before, cases, recurring, everyCase, filters } = question;
  const given = [...cases, ...(everyCase?.now ?? []), ...(everyCase?.before ?? [])];
  const counted = [...figures.by_account, ...before.by_account].map(({ value }) => value);
  return {
    cases: new Set([
      ...given.map(({ caseNumber }) => caseNumber),
      ...recurring.flatMap(({ caseNumbers }) => caseNumbers),
    ]),
    accounts: new Set([...counted, ...given.map(({ account }) => account)].filter((account) => account !== null)),
    asked: new Set([question.question, ...[filters.case_id ?? []].flat()].flatMap((text) => text.match(/\d+/g) ?? [])),
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
const NUMBER = /\p{Nd}(?:(?:[\s\p{Zs}\p{Pd}.,'’/#]|[*_~`]{1,2})?\p{Nd})*/gu;
const DIGIT = /\p{Nd}/u;
/** Nothing but marks of emphasis between the digits: no list is written so. */
const EMPHASISED = /^\p{Nd}+(?:[*_~`]+\p{Nd}+)+$/u;

/** What calls the number after it a case. */
const CALLED_CASE = /(?:\bcases?|\bcase (?:number|no|id))[\s*_`#:.~([-]*$/i;
/** What calls it something else. */
const CALLED_OTHER =
  /(?:\b(?:accounts?|account (?:number|id)|arn|request|trace|version|epoch|timestamp|time|order|ticket|phone|tel|port|pid|build|bytes?|id)|\$|€|£|\+)[\s*_`#:.=("'-]*$/i;
/** The beginning of a telephone number. */
const DIALLED = /\+[\p{Nd} ()-]{1,20}$/u;
/** What stands between two numbers of one list. */
const LISTED = /^[\s*_`#)\]]*(?:,|;|&|\/|\band\b|\bor\b|,\s*and\b|,\s*or\b)[\s*_`#([]*$/i;
/** What follows a quantity. */
const UNIT =
  /^\s?(?:%|bytes?\b|[kmgt]i?b\b|ms\b|s\b|sec|minutes?\b|requests?\b|rows?\b|records?\b|messages?\b|events?\b|objects?\b|files?\b|tokens?\b|times\b)/i;
/** How much before and after a number is looked at. */
const NEAR = 40;

/**
 * Strikes out every case that an answer names and that was not given, however its number is written. Numbers of accounts,
 * moments, quantities, and what stands in code, addresses and longer names are left alone, unless they are called cases.
 * Takes linear time.
 */
export function checkCitations(answer: string, known: KnownNumbers): CheckedText {
  const check = new CitationCheck(answer, known);
  const text = answer.replaceAll(NUMBER, (written, at: number) => check.read(written, at));
  return { text, unknown: [...check.unknown], cited: [...check.cited] };
}

/** The cases that an answer names, each once, in order of appearance. */
export function citedCases(answer: string, known: KnownNumbers): readonly string[] {
  return checkCitations(answer, known).cited;
}

/** One answer under way: numbers are read in their order. */
class CitationCheck {
  readonly unknown = new Set<string>();
  readonly cited = new Set<string>();
  readonly #answer: string;
  readonly #known: KnownNumbers;
  readonly #lengths: ReadonlySet<number>;
  readonly #code: readonly CodeRange[];
  #nextCode = 0;
  #end = 0;
  #calledCase = false;

  constructor(answer: string, known: KnownNumbers) {
    this.#answer = answer;
    this.#known = known;
    this.#lengths = new Set([...known.cases].map((number) => number.length));
    this.#code = codeIn(answer);
  }

  /** The number as it stands in the checked text. */
  read(written: string, at: number): string {
    const digits = digitsOf(written);
    if (digits.length < FEWEST_DIGITS) return written;
    // Two numbers with one mark between them, unless they make one that was given.
    const parts = [...written.matchAll(/\p{Nd}+/gu)];
    const isList =
      !this.#known.cases.has(digits) &&
      !EMPHASISED.test(written) &&
      parts.some(([part]) => part.length >= FEWEST_DIGITS);
    if (!isList || parts.length === 1) return this.#readOne(written, digits, at);
    let end = 0;
    const checked = parts.map(({ 0: part, index }) => {
      const between = written.slice(end, index);
      end = index + part.length;
      return between + (part.length < FEWEST_DIGITS ? part : this.#readOne(part, digitsOf(part), at + index));
    });
    return checked.join('') + written.slice(end);
  }

  #readOne(written: string, digits: string, at: number): string {
    const { cases, accounts } = this.#known;
    const before = this.#answer.slice(Math.max(this.#end, at - NEAR), at);
    const after = this.#answer.slice(at + written.length, at + written.length + NEAR);
    const called = CALLED_CASE.test(before) || (this.#calledCase && at - this.#end < NEAR && LISTED.test(before));
    this.#calledCase = called;
    this.#end = at + written.length;
    const inName = !called && (isPartOfName(before, after) || this.#isInCode(at, digits));
    if (cases.has(digits) && !inName) {
      this.cited.add(digits);
      return written;
    }
    if (this.#known.asked?.has(digits) === true) return written;
    const isMeant =
      called || (!inName && looksLikeCase(written, digits, this.#lengths) && !isOther(digits, before, after, accounts));
    if (!isMeant) return written;
    this.unknown.add(digits);
    return `~~${written}~~`;
  }

  /** Within code that is more than the number itself; positions come in ascending order. */
  #isInCode(at: number, digits: string): boolean {
    while ((this.#code[this.#nextCode]?.end ?? Infinity) <= at) this.#nextCode++;
    const range = this.#code[this.#nextCode];
    return range !== undefined && range.start <= at && (/\p{L}/u.test(range.text) || digitsOf(range.text) !== digits);
  }
}

interface CodeRange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Blocks between fences, and spans between backticks in a line. */
function codeIn(markdown: string): readonly CodeRange[] {
  const ranges: CodeRange[] = [];
  let start = 0;
  let fenced = false;
  for (const line of markdown.split('\n')) {
    const isFence = /^\s{0,3}(?:`{3}|~{3})/.test(line);
    if (fenced || isFence) ranges.push({ start, end: start + line.length, text: line });
    else
      for (const { 0: text, index } of line.matchAll(/`[^`]+`/g))
        ranges.push({ start: start + index, end: start + index + text.length, text });
    if (isFence) fenced = !fenced;
    start += line.length + 1;
  }
  return ranges;
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
    accounts.has(digits) || CALLED_OTHER.test(before) || DIALLED.test(before) || UNIT.test(after) || isMoment(digits)
  );
}

/** Seconds or milliseconds since 1970, of the years 2001 to 2099, or a moment as 14 digits. */
function isMoment(digits: string): boolean {
  const value = Number(digits);
  if (digits.length === 10) return value > 1e9 && value < 4.1e9;
  if (digits.length === 13) return value > 1e12 && value < 4.1e12;
  return digits.length === 14 && /^20\d\d[01]\d[0-3]\d[0-2]\d/.test(digits);
}

/** Within an ARN, an address, an identifier or a hash; a case may be `#170…`, `case-170…` or stand in brackets. */
function isPartOfName(before: string, after: string): boolean {
  if (/[\p{L}_:/=@.-]$/u.test(before) && !/\s[:=-]$/.test(before)) return true;
  return /^(?:[\p{L}_@=]|[-:/.]\p{L}|-\p{Nd}{4})/u.test(after);
}
