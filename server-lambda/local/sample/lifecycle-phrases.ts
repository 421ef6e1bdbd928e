/**
 * By the producer's lifecycle categories: what was agreed for the future, and the producer's reason for choosing the
 * category; one sentence each.
 */
export const LIFECYCLE_PHRASES = {
  'Anomaly Detection': {
    followUps: [
      'An anomaly detection band on {signal} [was added|is planned], so that a change of trend shows before a limit is hit.',
      'Support suggested a CloudWatch anomaly detector for {signal}, [trained on {2-6} weeks|with a band of two deviations].',
    ],
    reasons: [
      'The trend of {signal} had changed well before the impact, which anomaly detection would have shown.',
      'A fixed threshold missed the unusual rise, and an anomaly detector on {signal} would have caught it.',
    ],
  },
  Alarming: {
    followUps: [
      'An alarm on {signal} at {60-85} percent of the limit now pages the {team} on-call.',
      'The {team} team [created|will create] an alarm on {signal} for its on-call rota.',
    ],
    reasons: [
      'An alarm on {signal} would have told the {team} team before users noticed.',
      'The existing alarms did not cover {signal}, or their threshold was too high.',
    ],
  },
  'AB Testing': {
    followUps: [
      'The next change of this kind goes to {5-10} percent of the traffic first, with {signal} as the criterion for going on.',
      'Future versions of the {workload} will be compared side by side on a small share of users.',
    ],
    reasons: [
      'The new behaviour reached everybody at once, where a partial rollout would have limited the impact.',
      'Comparing old and new on a small share of the traffic would have exposed the problem in the {workload}.',
    ],
  },
  Architecture: {
    followUps: [
      'A design review of the {workload} was [booked with the account team|agreed] to remove the underlying constraint.',
      'The {team} team will revise the design of the {workload} in the coming quarter.',
    ],
    reasons: [
      'The design of the {workload} does not suit this load or failure mode.',
      'A different architecture would have avoided the dependence that {signal} revealed.',
    ],
  },
  'Backup/DR': {
    followUps: [
      'The recovery plan of the {workload} will be [rewritten|extended] with a tested objective of {1-4} hours.',
      'A restore exercise for the {workload} in {otherRegion} is scheduled by {deadline}.',
    ],
    reasons: [
      'A rehearsed recovery or failover plan would have made the outcome less dependent on this event.',
      'The case shows that recovery of the {workload} had not been planned or tested in full.',
    ],
  },
  CICD: {
    followUps: [
      'A [pre-deployment check|pipeline stage] now tests this case before the {workload} reaches production.',
      'The {team} team added an automated test to the pipeline that [reproduces the failure|guards the setting].',
    ],
    reasons: [
      'Automated tests in the pipeline of the {workload} would have stopped the change.',
      'The defect passed through the delivery pipeline, which had no check for it.',
    ],
  },
  'Code Review': {
    followUps: [
      'The review checklist for the {workload} was extended by this [point|pattern].',
      'The change to the {workload} was reviewed by two engineers, and a lint rule [was added|is in preparation].',
    ],
    reasons: [
      'A second pair of eyes on the change would probably have found the fault.',
      'The problem is visible in the code or template and belongs in a review.',
    ],
  },
  'Dependency Mapping': {
    followUps: [
      'The dependency on {host} is now part of the service map of the {workload}, with an owner and a health check.',
      'The {team} team will list the external dependencies of the {workload} and [watch|probe] each of them.',
    ],
    reasons: [
      'The {workload} relies on a component that nobody had listed or monitored as a dependency.',
      'A map of dependencies with health checks would have pointed to the failing part at once.',
    ],
  },
  'Event Management': {
    followUps: [
      'AWS Health events for {region} are now sent to the {team} channel through EventBridge.',
      'The incident process of the {team} team will [start with a look at AWS Health|include AWS Health events and an event owner].',
    ],
    reasons: [
      'Announcements in AWS Health were available but did not reach the {team} team in time.',
      'Better handling of AWS Health events would have shortened the diagnosis.',
    ],
  },
  'Load Testing': {
    followUps: [
      'A load test of the {workload} at {2-4} times the present peak is planned, with {signal} as the main figure.',
      'The {team} team will repeat its load test each release and record {signal}.',
    ],
    reasons: [
      'A load test with realistic peak traffic would have shown the limit beforehand.',
      'The {workload} had not been tested at this load, so {signal} came as a surprise.',
    ],
  },
  Logging: {
    followUps: [
      'Structured logs with request identifiers [were enabled|will be introduced] for the {workload} to shorten the next search.',
      'Log retention for the {workload} was raised to {30-90} days, and the relevant service logs were turned on.',
    ],
    reasons: [
      'Logs that would have named the source were switched off or lacked detail.',
      'The diagnosis took long because the {workload} does not log enough.',
    ],
  },
  Monitoring: {
    followUps: [
      'A dashboard with {signal} was added to the daily view of the {team} team.',
      'The {team} team now collects {signal} and reviews it [weekly|every morning].',
    ],
    reasons: [
      'Monitoring of {signal} was missing, so the issue grew unnoticed.',
      'The {team} team had no view of {signal} at the time.',
    ],
  },
  'Performance Benchmarking': {
    followUps: [
      'A benchmark of the {workload} with recorded baselines will precede the next sizing decision.',
      'The measured figures become the baseline for the {workload}, to be compared [each quarter|after each change].',
    ],
    reasons: [
      'Without a benchmark nobody knew which performance the {workload} should reach.',
      'A comparison with a recorded baseline would have shown the difference in {signal}.',
    ],
  },
  Resilience: {
    followUps: [
      'The {workload} will be spread over [three zones|more zones] with spare capacity for the loss of one.',
      'The {team} team will remove the single point of failure in the {workload} by {deadline}.',
    ],
    reasons: [
      'The {workload} could not absorb the loss of one component or zone.',
      'A design that tolerates partial failure would have kept the {workload} available.',
    ],
  },
  'Run Books': {
    followUps: [
      'The steps were written into a runbook for the {team} on-call, [with a Systems Manager automation|including who decides].',
      'A runbook for the {workload} now covers this situation and names {signal} as the first thing to check.',
    ],
    reasons: [
      'The procedure for this known situation was not written down, which cost time.',
      'A runbook would have let the on-call engineer act without a support case.',
    ],
  },
  Training: {
    followUps: [
      'A [workshop|session] with the account team on {signal} was offered to the {team} team.',
      'Support shared the documentation and [a short course|example code] for the engineers of the {team} team.',
    ],
    reasons: [
      'The case rests on a gap in knowledge of how the service works.',
      'Training on this service would have answered the question without a case.',
    ],
  },
  'Fault Injection and GameDay': {
    followUps: [
      'The scenario will be part of the next game day for the {workload} in {nextMonth}.',
      'An AWS FIS experiment for this failure is planned in staging within {3-8} weeks.',
    ],
    reasons: [
      'A game day with this failure would have revealed the weak point in advance.',
      'Injecting this fault in a test would have shown how the {workload} reacts.',
    ],
  },
  'Ops Reviews': {
    followUps: [
      'The topic goes on the agenda of the {team} operations review in {nextMonth}.',
      'The account team will go through {signal} and similar figures in the next operations review.',
    ],
    reasons: [
      'A regular operations review would have brought {signal} to attention.',
      'Repeated signs were visible in earlier tickets and figures but never reviewed.',
    ],
  },
  Tracing: {
    followUps: [
      'End-to-end traces [were enabled|are being introduced] for the {workload} to see the next delay at its source.',
      'The {team} team will instrument the {workload} with OpenTelemetry.',
    ],
    reasons: [
      'Traces across the components of the {workload} would have shown where the time was lost.',
      'Without distributed tracing the failing hop could not be seen.',
    ],
  },
  'Risk Evaluation': {
    followUps: [
      'The remaining risk was entered in the register of the {team} team with an owner and {deadline} as its date.',
      'The {team} team will weigh the cost of [prevention|a second option] against the impact and decide by {deadline}.',
    ],
    reasons: [
      'The risk was known or knowable, and its cost had not been weighed.',
      'An explicit evaluation of this risk would have led to an earlier decision.',
    ],
  },
} satisfies Readonly<Record<string, Readonly<Record<'followUps' | 'reasons', readonly string[]>>>>;

export type Lifecycle = keyof typeof LIFECYCLE_PHRASES;
