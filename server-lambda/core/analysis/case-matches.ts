import { CASE_FILTER, DIMENSIONS, TEXT_FILTER, type FilterSpec, type MatchRule } from '../contract/dimensions.ts';
import type { CaseFilters, FilterValues } from '../contract/filters.ts';
import { valueKey } from '../contract/value-key.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { serviceCodesFor } from '../sql/service-codes.ts';
import { caseText } from '../sql/text-match.ts';
import { occursIn, searchTerms } from '../text/words.ts';

type CaseTest = (brief: CaseBrief) => boolean;

/**
 * Whether a case that is at hand matches filters: the rules of `matching` in SQL, for briefs. A brief knows its number
 * and not its `caseId`, and as much of its text as was read.
 */
export function caseMatches(filters: CaseFilters): CaseTest {
  const { period } = filters;
  const within: CaseTest = ({ date }) => period === undefined || (date >= period.start && date <= period.end);
  const tests = [...DIMENSIONS, CASE_FILTER, TEXT_FILTER].flatMap((spec) => {
    const wanted = anyTest(spec, filters[spec.argument]);
    const excluded = anyTest(spec, filters[`exclude_${spec.argument}`]);
    const left: CaseTest | undefined = excluded && ((brief) => !excluded(brief));
    return [wanted, left].filter((test) => test !== undefined);
  });
  return (brief) => within(brief) && tests.every((test) => test(brief));
}

/** The folded text of a case in which words are looked for. */
export function briefText({ subject, summary, rcaReason }: CaseBrief): string {
  return caseText([subject, summary === '' ? null : summary, rcaReason]);
}

function anyTest(spec: FilterSpec, given: FilterValues | undefined): CaseTest | undefined {
  if (given === undefined) return undefined;
  const tests = (typeof given === 'string' ? [given] : given).map((value) => TESTS[spec.match](spec, value));
  return (brief) => tests.some((test) => test(brief));
}

const TESTS: Readonly<Record<MatchRule, (spec: FilterSpec, value: string) => CaseTest>> = {
  exact: (spec, value) => (brief) => stored(spec, brief) === value.trim(),
  folded: keyTest,
  'root cause': keyTest,
  service: serviceTest,
  case: (_spec, value) => {
    const number = value.trim();
    return ({ caseNumber }) => caseNumber === number;
  },
  words: (_spec, value) => {
    const [term] = searchTerms(value, 'phrase');
    return (brief) => term !== undefined && occursIn(briefText(brief), term);
  },
};

function stored({ column }: FilterSpec, brief: CaseBrief): string | null {
  const dimension = DIMENSIONS.find((known) => known.column === column);
  return dimension === undefined ? null : brief[dimension.id];
}

/** A value that stands for none finds the cases that have none. */
function keyTest(spec: FilterSpec, value: string): CaseTest {
  const key = valueKey(spec, value);
  return (brief) => valueKey(spec, stored(spec, brief)) === key;
}

function serviceTest(spec: FilterSpec, value: string): CaseTest {
  if (valueKey(spec, value) === null) return keyTest(spec, value);
  const { codes, prefixes } = serviceCodesFor(value);
  const keys = new Set(codes.map((code) => valueKey(spec, code)));
  return (brief) => {
    const key = valueKey(spec, stored(spec, brief));
    return key !== null && (keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix)));
  };
}
