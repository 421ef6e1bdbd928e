import type { DimensionId } from '../contract/dimensions.ts';
import { phrases, wordSet } from './phrases.ts';
import type { ReportKind } from './reading.ts';

/** What each report is asked for with. A question gets every report that it asks for, in the order in which it does. */
export const REPORT_PHRASES: readonly (readonly [ReportKind, ReturnType<typeof phrases>])[] = [
  [
    'overview',
    phrases(
      'top|main|biggest|common|commonest|frequent|key|major|typical|important issue|issues|problem|problems|theme|themes|topic|topics|pattern|patterns|incidents|challenges|complaints',
      'top|main|common|commonest|frequent|typical error|errors|failure|failures|outage|outages',
      'pain points',
      'overview|patterns|themes',
      'what is|was|has been? going on|happening|happened?',
      'what happened',
    ),
  ],
  [
    'recurring',
    phrases(
      'keep|keeps|kept|keeping coming? back|recurring|happening|reappearing|returning|repeating|breaking|failing',
      'come|comes|came|coming back',
      'recurring|recurrent|recur|recurs|recurred|recurrence|reoccur|reoccurs|reoccurring|repeating|repeated|repeatedly|repetitive|chronic|regularly',
      'again and again',
      'over and over again?',
      'time and again',
      'same issue|issues|problem|problems|thing|things',
      'more than once',
      'repeat offenders|offender|issues|problems|cases',
    ),
  ],
  [
    'changes',
    phrases(
      'what is|are|has|have? been? new|different|changed|changing',
      'change|changes|changed|changing',
      'getting|get|got|gets|become|became|becoming|went|gone worse|better',
      'trend|trends|trending',
      'increase|increases|increased|increasing|decrease|decreases|decreased|decreasing|decline|declined|declining|drop|drops|dropped',
      'rise|rises|rising|rose|risen|grow|grows|growing|grew|grown|growth|shrink|shrinking|shrank|spike|spikes|spiked|surge|surged|jump|jumped',
      'going up|down',
      'went up|down',
      'gone up|down',
      'emerging|emerged|evolve|evolved|evolving|evolution',
      'new issue|issues|problem|problems|kind|kinds|type|types|cases?',
      'improved|improving|worsen|worsened|worsening|deteriorating|deteriorated',
      'over time',
      'month|week|quarter|year over|on|by month|week|quarter|year',
      'compared|compare|comparing|relative to|with the? before|previous|prior|earlier|preceding period?',
      'vs|versus|against|than the? before|previous|prior|preceding period',
      'difference|differences to|with|from the? before|previous|prior|preceding|last period?',
      'more|fewer|less than before|usual|earlier',
    ),
  ],
  [
    'fix first',
    phrases(
      'fix|address|tackle|solve|do|improve|change|handle|attack|work first|next',
      'should|can|could|must we|i|you? fix|improve|prioritise|prioritize|tackle|address|do|change|invest|focus|prevent|avoid',
      'to fix|improve|prioritise|prioritize|tackle|prevent|avoid',
      'prioritise|prioritize|prioritising|prioritizing|prioritisation|prioritization',
      'biggest|best|most lever|levers|impact|improvement|improvements|win|wins|return',
      'where|what to start|begin|focus|invest|improve|prioritise|prioritize|fix|do|prevent|avoid',
      'start|begin with',
      'recommend|recommends|recommended|recommendation|recommendations|advice|advise|suggest|suggestion|suggestions',
      'action|actions|next item|items|plan|step|steps',
      'quick win|wins',
      'lessons learned?',
      'improvement|improvements',
      'reduce|reducing|lower|cut|minimize|minimise|eliminate',
      'preventable',
    ),
  ],
  [
    'weekly digest',
    phrases(
      'weekly digest|report|summary|update|overview|review|recap|newsletter|status',
      'digest|recap|newsletter',
      'summary|digest|report|overview|review|recap of|for the|this|last week|weeks',
    ),
  ],
  [
    'count',
    phrases(
      'how many|often|frequently',
      'number|count of cases|tickets|issues|incidents|problems|the|all|our|them?',
      'what is? the? total|number|count',
      'total number|count',
      'count the|all|our? cases|tickets|issues|incidents',
      'case count|counts|volume|volumes|total',
    ),
  ],
];

/** Superlatives of severity, longest first; the value is the least severity that they mean. */
export const SUPERLATIVES: readonly (readonly ['urgent' | 'critical', ReturnType<typeof phrases>])[] = [
  [
    'urgent',
    phrases(
      'most severe|serious|urgent|grave|dangerous',
      'severest|gravest|worst|heaviest',
      'highest|top|greatest|maximum severity|severities|priority|urgency',
      'very severe|serious|urgent',
    ),
  ],
  ['critical', phrases('most critical')],
];

/** What cases are ranked by. */
export const RANKED_BY: ReadonlyMap<string, DimensionId> = new Map(
  Object.entries({
    service: 'service',
    services: 'service',
    product: 'service',
    products: 'service',
    severity: 'severity',
    severities: 'severity',
    priority: 'severity',
    priorities: 'severity',
    cause: 'rca_category',
    causes: 'rca_category',
    reason: 'rca_category',
    reasons: 'rca_category',
    rca: 'rca_category',
    lifecycle: 'lifecycle_category',
    lifecycles: 'lifecycle_category',
    practice: 'lifecycle_category',
    practices: 'lifecycle_category',
    account: 'account',
    accounts: 'account',
  } as const),
);
/** Words that make a ranking of a dimension, up to three words before it. */
export const RANKING_WORDS = wordSet(
  'which what top by per each every most many rank ranked ranking breakdown distribution split group grouped common frequent biggest main leading largest worst list count counts across',
);
/** Words that ask for causes, and so rank by root cause. */
export const CAUSE_PHRASES = phrases('why', 'caused|causing', 'what|root|the|main cause|causes');

/** Words between two values that are set side by side. */
export const COMPARING = wordSet(
  'vs versus than against compare compared compares comparing comparison difference differences differ',
);
/** Beside "or" between two values, these ask for a comparison. */
export const CHOICE_WORDS = wordSet('more fewer less most worse worst better which what');
