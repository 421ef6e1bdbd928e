import type { Translate } from './ports.ts';

/** What each version of the server brought that users notice, the newest first. */
function history(t: Translate): readonly { readonly version: string; readonly brought: readonly string[] }[] {
  return [
    {
      version: '0.1.0',
      brought: [
        t(
          'Long analyses finish: results stream with progress for up to 15 minutes instead of being cut off after 29 seconds.',
        ),
        t('Every analysis has exact figures over all matching cases, with charts.'),
        t('You can choose the model. The old default, Claude 3 Haiku, is no longer available.'),
        t('Queries are checked: they can only read, and only from the case tables.'),
        t('Cancelling a call also stops its Athena query.'),
        t('Data scopes, alarms, a dashboard, and the cost of each answer.'),
      ],
    },
  ];
}

/**
 * What `shipped` has and `deployed` lacks, one sentence each; empty if `deployed` is as new. The sample's servers have
 * no version and lack everything.
 */
export function lacks(deployed: string | undefined, shipped: string, t: Translate): readonly string[] {
  return history(t)
    .filter(({ version }) => !isOlder(shipped, version))
    .filter(({ version }) => deployed === undefined || isOlder(deployed, version))
    .flatMap(({ brought }) => brought);
}

/** Whether the version `a` (numbers by dots) comes before `b`. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
