import type { Translate } from './ports.ts';

/** What each version of the server brought that users notice, the newest first. */
function history(t: Translate): readonly { readonly version: string; readonly brought: readonly string[] }[] {
  return [
    {
      version: '0.1.0',
      brought: [
        t(
          'Long analyses answer: results stream with progress for up to 15 minutes, instead of ending after 29 seconds.',
        ),
        t('Exact figures over all matching cases, with charts, come with every analysis.'),
        t('The model is a parameter; the old default, Claude 3 Haiku, has ended.'),
        t('Queries are checked to be read-only and to stay on the tables of cases.'),
        t('A cancelled call is stopped, in Athena too.'),
        t('Data scopes, alarms, a dashboard and the cost of each answer.'),
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
