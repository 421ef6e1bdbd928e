import type { Tone } from './chart.ts';

const SEVERITIES = ['critical', 'urgent', 'high', 'normal', 'low'] as const;

/** The colour of a severity as AWS Support names it; what is no severity has none. */
export function severityTone(value: string | null): Tone {
  return SEVERITIES.find((severity) => severity === value) ?? 'none';
}

/** The gravest first, whatever their counts; what is no severity last, and as given. */
export function bySeverity<T extends { readonly value: string | null }>(values: readonly T[]): readonly T[] {
  const rank = ({ value }: T) => {
    const at = SEVERITIES.findIndex((severity) => severity === value);
    return at === -1 ? SEVERITIES.length : at;
  };
  return [...values].sort((one, other) => rank(one) - rank(other));
}
