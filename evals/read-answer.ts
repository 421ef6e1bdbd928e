/** How the texts of answers are read: for numbers, names, cases and what they say there is not. */

const READING_LINE = /^\W*read as\b.*$/gim;

/** The answer without emphasis, without commas in thousands, in lower case, and without how it read the question. */
export function plainAnswer(text: string): string {
  return text
    .replaceAll(READING_LINE, '')
    .replaceAll(/[*`]/g, '')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .toLowerCase();
}

/** Where the answer to what was asked must stand. */
const HEADLINE = 1_500;

/** The beginning of an answer, in which what was asked is answered: its first section. */
export function headlineOf(plain: string): string {
  const [opening = '', first = ''] = plain.trim().split(/^#+ /m);
  return `${opening}\n${first}`.slice(0, HEADLINE);
}

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A pattern of a whole number that is no share, no part of a date and no part of another number; up to twelve as a word, too. */
function numberPattern(value: string): string {
  const word = WORDS[Number(value)];
  const digits = `(?<![\\d.,/-])${escaped(value)}(?!\\d|[.,:]\\d|[-/]\\d|\\s?%)`;
  return word === undefined ? digits : `(?:${digits}|\\b${word}\\b)`;
}

/** Whether an answer has a number. */
export function hasNumber(plain: string, value: string): boolean {
  return new RegExp(numberPattern(value), 'u').test(plain);
}

/** Whether an answer gives a number as one of cases: "12 cases", "12 urgent cases". */
export function countsCases(plain: string, value: string): boolean {
  return new RegExp(`${numberPattern(value)}(?:\\s[\\p{L}-]+){0,2}\\s(?:(?:cases?|fälle|fall)\\b|件)`, 'u').test(plain);
}

/** Where the names of a value stand, the first first. */
function placesOf(plain: string, value: string): readonly { readonly start: number; readonly end: number }[] {
  const names = spokenNames(value).map(escaped).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${names})(?![\\p{L}\\p{N}]|-[\\p{L}\\p{N}])`, 'gu');
  return Array.from(plain.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

export function isNamed(plain: string, value: string): boolean {
  return placesOf(plain, value).length > 0;
}

/** Which of the values an answer names first; undefined where it names none. */
export function firstNamed(plain: string, values: readonly string[]): string | undefined {
  const places = values.flatMap((value) => placesOf(plain, value).map(({ start, end }) => ({ value, start, end })));
  // Of two that begin at one place the longer is meant.
  return places.sort((one, other) => one.start - other.start || other.end - one.end)[0]?.value;
}

/** As in "6 cases in Lambda". */
const COUNT_BEFORE = /\d+\s(?:[\p{L}]+\s){0,2}(?:in|of|for|from|with|by|on)\s(?:\p{L}+\s)?$/u;
/** How far a count may stand from its name. */
const BESIDE = 120;

/** Whether a name has this number beside it: after it and before the next name or line, or else just before it. */
export function isCountedAs(
  plain: string,
  { value, count, others }: { readonly value: string; readonly count: string; readonly others: readonly string[] },
): boolean {
  const ends = others.flatMap((other) => placesOf(plain, other));
  return placesOf(plain, value).some(({ start, end }) => {
    const next = Math.min(
      ...ends.map((place) => place.start).filter((at) => at >= end),
      lineEnd(plain, end),
      end + BESIDE,
    );
    const after = plain.slice(end, next);
    const last = Math.max(
      ...ends.map((place) => place.end).filter((at) => at <= start),
      lineStart(plain, start),
      start - BESIDE,
    );
    const before = plain.slice(last, start);
    return hasNumber(COUNT_BEFORE.test(before) || !/\d/.test(after) ? before : after, count);
  });
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function lineStart(text: string, before: number): number {
  return text.lastIndexOf('\n', before) + 1;
}

/** The names that people use for what AWS Support calls by a code. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  'amazon-relational-database-service-postgresql': ['rds (postgresql)', 'rds postgresql', 'rds for postgresql'],
  'amazon-relational-database-service-aurora': ['rds (aurora)', 'aurora'],
  'amazon-elastic-compute-cloud-linux': ['ec2 (linux)', 'ec2 linux', 'ec2'],
  'amazon-elastic-compute-cloud-windows': ['ec2 (windows)', 'ec2 windows'],
  'ec2-container-service': ['ecs'],
  'amazon-simple-storage-service': ['s3'],
  'amazon-simple-email-service': ['ses'],
  'amazon-virtual-private-cloud': ['vpc'],
  'amazon-acm-service': ['acm', 'certificate manager'],
  'amazon-route53': ['route 53'],
  'service-eks': ['eks'],
  'elastic-load-balancing': ['elb', 'load balancing'],
};

/** A value, and how else it may be written. */
function spokenNames(value: string): readonly string[] {
  const base = value.replace(/^(?:amazon|aws|service)-/, '');
  const names = [value, base, base.replaceAll('-', ' '), ...(SPOKEN[value] ?? [])];
  return [...new Set(names)].sort((one, other) => other.length - one.length);
}

/** Long numbers, as those of cases and accounts are; not those that are struck out. */
export function longNumbers(text: string): readonly string[] {
  return [...new Set(text.replaceAll(/~~[^~]*~~/g, ' ').match(/(?<!\d)\d{10,}(?!\d)/g) ?? [])];
}

/** How much of an answer is its beginning. */
const BEGINNING = 400;
const NOTHING =
  /\bno (?:\S+ ){0,5}cases?\b|\bno (?:\S+ ){0,2}match|(?<!\d)0 (?:\S+ ){0,2}cases?\b|\bnone of the\b|\bnothing (?:matches|mentions|was found|is)\b|\bthere (?:are|is|were|was) no\b|\bkeine?[nr]? (?:\S+ ){0,3}f[aä]lle?\b|\bnichts\b|ありません|見つかりません|該当なし|(?<!\d)0\s?件/u;

/** Whether an answer begins by saying that there is no such case. */
export function findsNothing(plain: string): boolean {
  return NOTHING.test(plain.trim().slice(0, BEGINNING));
}

const MISSING =
  /\b(?:no|not|none|neither|cannot|without|lacks?|missing|only)\b|n't\b|\b(?:keine?[nr]?|nicht|fehlt)\b|ありません|含まれ|ない/u;

/** What may lack something. "No case mentions it" says that it could have been there. */
const DATA =
  /\b(?:data|fields?|columns?|information|recorded|stored|holds?|known?|tells?|says?|applied|available|daten|felder|gespeichert)\b|データ|記録/u;

/** Whether one sentence says that the data lacks something. */
export function saysMissing(plain: string, of: readonly string[]): boolean {
  const sentences = plain.split(/(?<=[.!?。])\s|\n/);
  return sentences.some(
    (sentence) =>
      MISSING.test(sentence) && DATA.test(sentence) && of.some((word) => sentence.includes(word.toLowerCase())),
  );
}

const IN_LANGUAGE = {
  de: /(?:\b(?:der|die|das|und|ist|fälle|keine|wurden?|mit|von)\b[^]*?){5}/u,
  ja: /(?:[\p{Script=Hiragana}\p{Script=Katakana}][^]*?){10}/u,
};
const AS_THEY_STAND = /words? (?:\S+ ){0,6}as (?:they|it) stands?|only english|english (?:words|only)/u;

/** Whether an answer is in a language, or says that the words of the question were matched as they stand. */
export function isIn(plain: string, language: keyof typeof IN_LANGUAGE): boolean {
  return IN_LANGUAGE[language].test(plain) || AS_THEY_STAND.test(plain);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
