import type { CaseKind, Severity } from './scenario.ts';

/** Sentences on what a failure meant for the business, as grave as the case is severe. */
const FAILURE_IMPACT: Readonly<Record<Severity, readonly string[]>> = {
  critical: [
    'The {workload} was down for all users for {dur}, and the {team} team declared a [severity 1 incident|major incident].',
    'Business stopped for {dur}, as [nothing|no request] could be processed without the {workload}.',
    'All production traffic of the {workload} failed for {dur}, and a bridge with support was opened.',
    'Customers could not use the {workload} at all from {time}, and revenue was lost in {1-5} markets.',
  ],
  urgent: [
    'About {30-70} percent of the users of the {workload} were affected for {dur}.',
    'Production was badly impaired, and the {team} team [worked with support by chat|joined a call with support] at once.',
    'A large share of [requests|transactions] of the {workload} failed for {dur}.',
    'Partners and shops noticed the outage of the {workload} within {5-20} minutes.',
  ],
  high: [
    'Users of the {workload} noticed [delays|errors] for {dur}, while the main functions stayed up.',
    'Around {5-25} percent of the work of the {workload} had to be repeated.',
    'An important but not central part of the {workload} was unavailable for {dur}.',
    'Internal users reported {5-60} tickets about the {workload} until it was solved.',
  ],
  normal: [
    'The effect on the {workload} was moderate, since [retries|a fallback] absorbed most failures.',
    'No deadline was missed, but the {team} team had to [intervene by hand|repeat {3-20} runs].',
    'Only one of {3-8} environments of the {workload} was affected.',
    'The {workload} kept working with [a backlog of {dur}|reduced throughput].',
  ],
  low: [
    'No user was affected, and the {team} team wanted the cause for [its records|a review].',
    'The issue was seen in the staging environment of the {workload} only.',
    'A retry hid the problem from users of the {workload}.',
  ],
};

const PLANNING_IMPACT: readonly string[] = [
  'The change is needed before {deadline}, when the {workload} [goes live|is to grow].',
  'Nothing failed in production, but the date of {deadline} for the {workload} was at risk.',
  'The {team} team gave {deadline} as the latest date.',
];

const QUESTION_IMPACT: readonly string[] = [
  'No incident of the {workload} was behind the question.',
  'The answer was needed for a design decision by {deadline}.',
  'Production of the {workload} was not affected.',
  'The {team} team wants to decide on this before {deadline}.',
];

export function impactPhrases(kind: CaseKind, severity: Severity): readonly string[] {
  switch (kind) {
    case 'planning':
      return PLANNING_IMPACT;
    case 'question':
    case 'request':
      return QUESTION_IMPACT;
    case 'outage':
    case 'degraded':
    case 'minor':
      return FAILURE_IMPACT[severity];
  }
}

/** A last sentence for summaries that would be too short. */
export function closingPhrases(kind: CaseKind): readonly string[] {
  switch (kind) {
    case 'planning':
    case 'question':
    case 'request':
      return [
        'The case was closed on {closeDay} with the consent of the {team} team.',
        'The {team} team confirmed on {closeDay} that [everything was answered|no question was left].',
        'Support offered [a call|further help] on {signal} if questions remain.',
        'The case was [closed|resolved] on {closeDay} after {2-6} [messages|exchanges].',
      ];
    case 'outage':
    case 'degraded':
    case 'minor':
      return [
        'The {team} team confirmed on {closeDay} that the {workload} was [back to normal|stable].',
        'The case was resolved on {closeDay} with a written [timeline|summary] for the {team} team.',
        'No repetition on the {workload} was [seen|reported] until {closeDay}.',
        'Support sent the [timeline|figures] of {signal} to the {team} team.',
        'The case was [closed|resolved] on {closeDay} after {2-9} [messages|exchanges].',
      ];
  }
}
