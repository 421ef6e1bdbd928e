import type { ProblemKind } from '../contract/recurring.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { fold } from '../text/words.ts';

/** What a case says that may come back in another. */
export interface CaseTerm {
  readonly kind: ProblemKind;
  /** The same for spellings that differ in case and accents. */
  readonly key: string;
  /** As this case writes it. */
  readonly surface: string;
}

/** Letters and digits, with at most one mark between two of them: each character is read in one way only. */
const WORD = /[\p{L}\p{N}](?:[-_.'’]?[\p{L}\p{N}\p{M}])*/gu;

/** The longest name of anything in AWS that people write in full. */
const LONGEST = 80;

/** Every resource, error code and pair of neighbouring words in a text, each once. Takes linear time. */
export function termsOf(text: string): readonly CaseTerm[] {
  const terms = new Map<string, CaseTerm>();
  let previous: { readonly word: string; readonly end: number } | undefined;
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const end = match.index + word.length;
    const kind = kindOf(word);
    if (kind === 'resource' || kind === 'error code') add(terms, kind, word);
    const counts = kind === 'word' || kind === 'error code' || kind === 'place';
    if (kind === 'place') add(terms, 'phrase', word);
    if (counts && previous !== undefined && isBlank(text.slice(previous.end, match.index)))
      add(terms, 'phrase', `${previous.word} ${word}`);
    previous = counts ? { word, end } : undefined;
  }
  return [...terms.values()];
}

function add(terms: Map<string, CaseTerm>, kind: ProblemKind, surface: string): void {
  const key = fold(surface);
  if (!terms.has(key)) terms.set(key, { kind, key, surface: surface.replaceAll(/\s+/g, ' ') });
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

type WordKind = 'resource' | 'error code' | 'place' | 'word' | 'nothing';

function kindOf(word: string): WordKind {
  if (word.length < 2 || word.length > LONGEST) return 'nothing';
  if (isErrorCode(word)) return 'error code';
  if (PLACE.test(word)) return 'place';
  if (MEASURE.test(word)) return 'nothing';
  if (isResource(word)) return 'resource';
  if (/^\p{N}/u.test(word) || STOP_WORDS.has(fold(word).replaceAll(/['’]/g, ''))) return 'nothing';
  return 'word';
}

/** Regions and Availability Zones: where something happens, and no name of anything in an account. */
const PLACE = /^(?:[a-z]{2}(?:-gov|-isob?)?-[a-z]{4,9}-\d[a-z]?|[a-z]{3,4}\d-az\d)$/;
/** Numbers, dates, versions, times, and sizes of instances (`m5.large`, `db.r6g.xlarge`, `cache.t4g.small`). */
const MEASURE =
  /^(?:[\d.,_-]+\p{L}{0,4}|v\d[\d.]*|(?:[a-z]{2,6}\.)?[a-z]{1,3}\d[a-z]{0,3}\.(?:nano|micro|small|medium|metal|\d{0,2}x?large)|q[1-4]|\p{L}{2,9}-\d{1,2})$/iu;

const HTTP_STATUS: ReadonlySet<string> = new Set(['403', '429', '502', '503', '504']);

const ERROR_ENDINGS = [
  ...['Exception', 'Error', 'Exceeded', 'Denied', 'Failed', 'Failure', 'Fault', 'Timeout', 'TimedOut', 'Unavailable'],
  ...['Refused', 'Capacity', 'NotFound', 'Invalid', 'Expired', 'Mismatch', 'SlowDown', 'Throttled', 'Events'],
];

/** `ThrottlingException`, `AccessDenied`, `ERR_TIMED_OUT`, `ORA-01555`, and statuses that are seldom a count. */
function isErrorCode(word: string): boolean {
  if (HTTP_STATUS.has(word)) return true;
  if (/^[A-Z]{2,5}-\d{3,6}$/.test(word) || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(word)) return true;
  const capitals = /^[A-Z][A-Za-z0-9]+$/.test(word) ? word.replaceAll(/[^A-Z]/g, '').length : 0;
  return capitals >= 2 && capitals < word.length && ERROR_ENDINGS.some((ending) => word.endsWith(ending));
}

/** Parts of names that people give to what they run. */
const NAME_PARTS: ReadonlySet<string> = new Set([
  ...['prod', 'prd', 'dev', 'stage', 'staging', 'stg', 'test', 'uat', 'live', 'blue', 'green', 'eu', 'us', 'ap'],
  ...['db', 'cluster', 'queue', 'table', 'bucket', 'topic', 'fn', 'lambda', 'api', 'stream', 'worker', 'host', 'node'],
  ...['cache', 'svc', 'service', 'job', 'batch', 'pipeline', 'gateway', 'gw', 'vpc', 'subnet', 'asg', 'nodes'],
  ...['index', 'domain', 'registry', 'repo', 'vault', 'logs', 'data', 'lake', 'raw', 'archive', 'backup', 'exports'],
  ...['handler', 'consumer', 'processor', 'loader', 'writer', 'reader', 'sync', 'events', 'orders', 'app', 'web'],
]);

/** `ledger-prod-db`, `orders_v2`, `i-0abc1234def567890`, `files.example.com`: names with marks inside. */
function isResource(word: string): boolean {
  if (!/^[A-Za-z0-9._-]+$/.test(word)) return false;
  const parts = word.toLowerCase().split(/[._-]/);
  if (parts.length < 2 || !/[a-z]{2}/i.test(word)) return false;
  if (word.includes('_')) return true;
  if (parts.some((part) => /\d/.test(part) && /[a-z]/.test(part) && part.length >= 4)) return true;
  if (word.includes('.')) return parts.length >= 3 && parts.every((part) => part !== '');
  return (
    parts.filter((part) => NAME_PARTS.has(part) || /^\d+$/.test(part)).length >= 1 &&
    parts.length >= 2 &&
    word === word.toLowerCase()
  );
}
