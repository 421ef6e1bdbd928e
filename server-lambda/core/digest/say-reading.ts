import { CASE_FILTER, DIMENSIONS, type FilterArgument } from '../contract/dimensions.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { SEVERITIES } from '../contract/dimensions.ts';
import type { Mention } from './question-state.ts';
import type { QuestionReading } from './reading.ts';

const SUBJECTS = [
  ...DIMENSIONS.map(({ id, argument, label }) => ({ id, argument, label: label.toLowerCase() })),
  { id: 'case', argument: CASE_FILTER.argument, label: 'case' } as const,
];

/** The filters of what a question names. */
export function filtersFrom(mentions: readonly Mention[]): Omit<CaseFilters, 'period'> {
  const entries = SUBJECTS.flatMap(({ id, argument }) =>
    [false, true].flatMap((isExcluded): [FilterArgument | `exclude_${FilterArgument}`, readonly string[]][] => {
      const values = valuesOf(mentions, id, isExcluded).map(({ value }) => value);
      return values.length === 0 ? [] : [[isExcluded ? `exclude_${argument}` : argument, values]];
    }),
  );
  return Object.fromEntries(entries);
}

/** What a question names, in words: `severity critical or urgent`, `not service Lambda`. */
export function sayMentions(mentions: readonly Mention[]): readonly string[] {
  return [false, true].flatMap((isExcluded) =>
    SUBJECTS.flatMap(({ id, label }) => {
      const shown = [...new Set(valuesOf(mentions, id, isExcluded).map((mention) => mention.shown))];
      const missing = shown.every((name) => name.startsWith('no '));
      return shown.length === 0
        ? []
        : [`${isExcluded ? 'not ' : ''}${missing ? '' : `${label} `}${listed(shown, 'or')}`];
    }),
  );
}

/** The words that are searched, or left out. */
export function sayTerms({
  terms,
  excludedTerms,
}: Pick<QuestionReading, 'terms' | 'excludedTerms'>): readonly string[] {
  const said = (sought: QuestionReading['terms'], not: string) => {
    const phrases = sought.filter(({ term }) => term.includes(' '));
    const words = sought.filter(({ term }) => !term.includes(' '));
    return [
      ...(words.length === 0
        ? []
        : [
            `${not}the word${words.length === 1 ? '' : 's'} "${words.map(({ written }) => written).join(not === '' ? ' ' : '" or "')}"`,
          ]),
      ...phrases.map(({ written }) => `${not}the phrase "${written}"`),
    ];
  };
  return [...said(terms, ''), ...said(excludedTerms, 'not ')];
}

/** Names with commas and a word before the last. */
export function listed(names: readonly string[], joint: 'and' | 'or'): string {
  const [last = '', ...others] = [...names].reverse();
  return others.length === 0 ? last : `${[...others].reverse().join(', ')} ${joint} ${last}`;
}

/** What is named of one dimension, each value once; severities in their order. */
function valuesOf(mentions: readonly Mention[], id: Mention['dimension'], isExcluded: boolean): readonly Mention[] {
  const named = mentions.filter((mention) => mention.dimension === id && mention.isExcluded === isExcluded);
  const once = [...new Map(named.map((mention) => [mention.value, mention])).values()];
  if (id !== 'severity') return once;
  const rank = ({ value }: Mention) => SEVERITIES.findIndex((severity) => severity === value);
  return once.sort((one, other) => rank(one) - rank(other));
}
