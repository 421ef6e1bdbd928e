import { pairChart, type Change } from './chart.ts';
import { amount, list, shape, text, type Shape } from './read.ts';
import { facts, headed, periodText, present, sentence, type View } from './view.ts';
import type { Words } from './words.ts';

/** The dimensions of a comparison, the ones that a comparison by all of them shows first. */
const COMPARED = [
  ['severity', 'severity', true],
  ['service', 'service', true],
  ['rca_category', 'root cause', true],
  ['lifecycle_category', 'lifecycle category', false],
  ['account', 'account', false],
] as const;

/** `compare_periods`: two periods, value by value. */
export function ofComparison(answer: Shape, words: Words): View | undefined {
  const total = readChange(answer['total']);
  const changes = list(answer['changes']);
  const [now, before] = [shape(answer['period']), shape(answer['period_before'])];
  if (!total || !changes || !now || !before) return undefined;
  if (total.now + total.before === 0) return sentence('No cases match in either period.');
  const dimensions = new Set(changes.map((entry) => shape(entry)?.['dimension']));
  const shown = COMPARED.filter(([key, , always]) => dimensions.has(key) && (always || dimensions.size === 1));
  const days = [amount(before['days']), amount(now['days'])] as const;
  const beforeText = periodText(before, words);
  return {
    kind: 'charts',
    heading: headed('Support cases', now, words) + (beforeText === undefined ? '' : `, compared with ${beforeText}`),
    facts: [
      ...facts(words, [
        ['Before', total.before],
        ['Now', total.now],
      ]),
      {
        name: 'Change',
        value: `${words.signed(total.now - total.before)}${total.significant ? ' (significant)' : ''}`,
      },
    ],
    charts: present(
      shown.map(([key, name]) => {
        const own = changes.filter((entry) => shape(entry)?.['dimension'] === key);
        return pairChart(
          name,
          own.map(readChange).filter((change) => change !== undefined),
          words,
        );
      }),
    ),
    ...(days[0] !== days[1] &&
      days[0] !== undefined &&
      days[1] !== undefined && {
        note: `The periods differ in length: ${words.number(days[0])} days before, ${words.number(days[1])} now. What counts as significant takes that into account.`,
      }),
  };
}

function readChange(entry: unknown): Change | undefined {
  const [before, now] = [amount(shape(entry)?.['before']), amount(shape(entry)?.['now'])];
  if (before === undefined || now === undefined) return undefined;
  const value = text(shape(entry)?.['value']) ?? null;
  return { value, before, now, significant: shape(entry)?.['significant'] === true };
}
