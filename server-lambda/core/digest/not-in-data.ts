import { phrases } from './phrases.ts';

/** A fact that people ask for and that cases do not have. */
export interface MissingFact {
  readonly asked: ReturnType<typeof phrases>;
  /** A sentence without its end: what is missing, and what there is instead. */
  readonly said: string;
}

/** Facts that the data does not have. Where a word of these is marked as a topic ("about cost") or quoted, it is searched. */
export const MISSING_FACTS: readonly MissingFact[] = [
  { asked: phrases('average|averages|median'), said: 'A digest gives counts, and no averages' },
  {
    asked: phrases(
      'how much money|did|do|does|have|has|is|was|were? the|these|those|it|our|all? cases|they|outages? cost|costs|costed|spend|spent',
      'cost|costs|costly|costing|price|prices|pricing|expensive|expense|expenses|money|spend|spent|spending|dollar|dollars|usd|eur|budget|revenue|invoice|invoices|cheap|cheaper|cheapest|roi',
    ),
    said: 'Cases have no costs or prices',
  },
  {
    asked: phrases(
      'who owns|owned',
      'owner|owners|ownership|responsible|accountable',
      'which|what|whose|by|per|each team|teams owns?|owned?',
      'owns|own|owned by?',
      'business unit|units',
      'department|departments|squad|squads',
    ),
    said: 'Cases have no owner or team; they have an account',
  },
  {
    asked: phrases('who', 'whom', 'submitter|submitters|requester|requesters|reporter|reporters|opener'),
    said: 'The digest does not read who opened a case; count_cases counts by submitter',
  },
  {
    asked: phrases('reopened|reopen|reopens|reopening', 're opened|open|opening'),
    said: 'Cases do not say whether they were reopened',
  },
  {
    asked: phrases('satisfaction|csat|nps|feedback|rating|ratings|satisfied|dissatisfied|sentiment|survey|surveys'),
    said: 'Cases have no ratings or satisfaction',
  },
  {
    asked: phrases(
      'breach|breached|breaching|meet|met|miss|missed the|our|any? sla|slas|slo|slos',
      'sla|slas|slo|slos',
      'service level|levels agreement|agreements?',
      'response|reply|answer time|times',
      'first response|responses',
    ),
    said: 'Cases have no response times or service levels',
  },
  {
    asked: phrases(
      'how long|fast|quickly',
      'time to resolve|resolution|close|closure|fix|repair|recovery|recover|solve|restore',
      'resolution time|times',
      'mttr|mttd|mtta|downtime',
      'take|takes|took|taken to resolve|close|fix|solve',
    ),
    said: 'The digest does not read how long cases took; count_cases measures time_to_close, approximately',
  },
  {
    asked: phrases(
      'still|currently|yet|remain|remains|remaining open|unresolved|pending|unsolved',
      'open|pending|unresolved|unsolved|ongoing case|cases|ticket|tickets|issue|issues|incidents',
      'are|is|remain|remains|not open|pending|unresolved|resolved|closed|solved|ongoing',
      'unresolved|unsolved|pending|backlog|outstanding|ongoing',
      'case status',
      'by|the|what status',
      'status of',
    ),
    said: 'Only resolved cases are stored, and without a status',
  },
  {
    asked: phrases(
      'agent|agents|assignee|assignees|tam|tams handled|handles|worked|works? it|them|on?',
      'assigned to',
      'handled|escalated by|to',
      'support engineer|engineers|agent|agents|staff',
    ),
    said: 'Cases do not say who worked on them',
  },
  {
    asked: phrases('attachment|attachments', 'screenshot|screenshots', 'attached files'),
    said: 'Cases have no attachments',
  },
  {
    asked: phrases('correspondence|correspondences|communications'),
    said: 'Cases have a summary, and not their correspondence',
  },
  {
    asked: phrases(
      'which|by|per|each region|regions|country|countries|tag|tags|environment|environments|application|applications|language|languages|resource|resources',
    ),
    said: 'Cases have no such field; their text may mention it',
  },
  {
    asked: phrases(
      'predict|predicted|prediction|predictions|forecast|forecasted|forecasts|projection',
      'next week|month|quarter|year',
      'tomorrow',
      'will happen|occur|fail|break',
      'upcoming|future',
    ),
    said: 'Cases lie in the past: nothing is predicted',
  },
  {
    asked: phrases(
      'by|per|each|every day|days|week|weeks|month|months|quarter|quarters|weekday|weekdays|hour|hours|year|years',
      'weekday|weekdays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends',
      'day|days|time|times|hour|hours of the day|week|month|year',
      'at night',
      'what time|hour|day',
      'when did|do|does|was|were|is|are',
    ),
    said: 'Counts over time are not part of a digest; count_cases gives them by day, week, month, weekday or hour',
  },
  {
    asked: phrases(
      'recently|lately|recent|latest|newest',
      'these days',
      'last|past few|several|couple days|weeks|months',
    ),
    said: 'The question names no exact period, such as "last 14 days"',
  },
];
