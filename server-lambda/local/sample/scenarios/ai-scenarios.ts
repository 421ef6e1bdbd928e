import { story, type SampleWorkload, type Scenario } from '../scenario.ts';

const BEDROCK = 'service-bedrock';
const SAGEMAKER = 'sagemaker';

const LANGUAGE_WORKLOADS: readonly SampleWorkload[] = [
  { name: 'support assistant', slug: 'support-assistant' },
  { name: 'product description generator', slug: 'product-copy' },
  { name: 'document extraction service', slug: 'doc-extract' },
  { name: 'review summariser', slug: 'review-summary' },
  { name: 'internal knowledge assistant', slug: 'kb-assistant' },
];

const MODEL_WORKLOADS: readonly SampleWorkload[] = [
  { name: 'recommendation model', slug: 'reco-model' },
  { name: 'demand forecast', slug: 'demand-forecast' },
  { name: 'visual search model', slug: 'visual-search' },
];

export const AI_SCENARIOS: readonly Scenario[] = [
  {
    service: BEDROCK,
    workloads: LANGUAGE_WORKLOADS,
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Architecture', 'Anomaly Detection'],
    kind: 'degraded',
    signal: 'InvocationThrottles of the model',
    stories: [
      story(
        'ThrottlingException: Too many tokens on Bedrock',
        'Converse calls of the {workload} in {region} failed with ThrottlingException: Too many tokens, please wait before trying again, from {time}.',
        'The prompts had grown to {8000-30000} tokens, and max_tokens of [8,192|32,000] is set aside from the quota at the start of each call.',
        'A cross-Region inference profile, prompt caching and a max_tokens of {600-1500} ended the throttling.',
        'The token rate exceeded the on-demand quota of the model and calls were throttled.',
      ),
      story(
        'Bedrock Converse throttled in {region}',
        '{Who} saw {6-35} percent of model calls throttled in {region} after [a new prompt|retrieval of more documents] for the {workload} went live.',
        'InputTokenCount showed {200-900} thousand tokens a minute against the on-demand quota, in bursts of [one minute|a few seconds].',
        '{Who} queued requests with [a token bucket|{queue}] and asked for a higher quota of tokens per minute.',
        'Growing prompts used up the quota of tokens per minute.',
      ),
    ],
  },
  {
    service: BEDROCK,
    workloads: LANGUAGE_WORKLOADS,
    rca: 'Customer Question',
    lifecycles: ['Training', 'Risk Evaluation', 'Architecture'],
    kind: 'question',
    signal: 'the Region of each inference request',
    stories: [
      story(
        'Data residency with inference profiles',
        '{Who} asked in which Regions prompts of the {workload} are processed when a [geographic|global] inference profile is called from {region}.',
        'Support explained that a geographic profile stays within its area, that data is not stored in the [destination|other] Region, and that CloudTrail names the Region used.',
        'The answer with [links to the documentation|the list of Regions] was passed to data protection, which approved the profile.',
        'The customer asked how inference profiles work and what they need.',
      ),
      story(
        'AccessDeniedException for a model in {region}',
        '{Who} met AccessDeniedException on InvokeModel in {region} with {role} and asked [what is missing|which permission a profile needs].',
        'The role allowed the profile but not the foundation model in [each destination Region|the other Regions], which an SCP denied as well.',
        '{Who} added the model ARNs of all destination Regions to {role} and an exception to the SCP, and calls succeeded.',
        'A question on permissions and data residency.',
      ),
    ],
  },
  {
    service: BEDROCK,
    workloads: LANGUAGE_WORKLOADS,
    rca: 'Upgrade Management',
    lifecycles: ['Ops Reviews', 'AB Testing', 'Risk Evaluation'],
    kind: 'minor',
    signal: 'calls to models in state LEGACY',
    stories: [
      story(
        'ResourceNotFoundException: model version has reached end of life',
        'All model calls of the {workload} in {region} failed on {day} with ResourceNotFoundException: This model version has reached the end of its life.',
        'The model had been in state LEGACY for {6-12} months, and AWS Health had announced the date to [the account|a shared mailbox].',
        '{Who} switched to the successor through an inference profile and adapted {3-12} prompts after an evaluation run.',
        'The end of life of the model had been announced and was missed.',
      ),
      story(
        'Model for {workload} no longer available',
        '{Who} was told that access is denied because the model is marked [Legacy|by the provider as Legacy] and had not been used for {30-60} days.',
        'The identifier was fixed in {fn}, and [no evaluation|no regression test] of a successor had been made.',
        'With the newer model the service worked after {dur}, and the identifier became a [parameter|setting in AppConfig].',
        'A managed model was retired before the customer had moved.',
      ),
    ],
  },
  {
    service: BEDROCK,
    workloads: LANGUAGE_WORKLOADS,
    rca: 'Development Issue',
    lifecycles: ['Code Review', 'Logging', 'Tracing', 'AB Testing'],
    kind: 'minor',
    signal: 'InvocationClientErrors of the model',
    stories: [
      story(
        'ValidationException: Input is too long for requested model',
        'The {workload} in {region} has failed for {3-15} percent of conversations with ValidationException: Input is too long for requested model.',
        'The whole history and {15-40} chunks are sent on each turn, so long conversations pass the context window of the model.',
        '{Who} summarises older turns and limits retrieval to {4-8} chunks, and the errors [ceased|went away].',
        'The application did not limit the size of its prompts or check its sync jobs.',
      ),
      story(
        'Knowledge base of {workload} returns no results',
        '{Who} reported that the knowledge base behind the {workload} [returns nothing|ignores new files] since a sync on {day}.',
        'The sync job skipped {20-300} files above [50 MB|the size limit], and the metadata filter expects [a number where text is stored|another key].',
        'Splitting the files and correcting the filter gave results again, and [invocation logging|a trace of each step] is now on.',
        'An oversight in the integration with the model caused the errors.',
      ),
    ],
  },
  {
    service: SAGEMAKER,
    workloads: MODEL_WORKLOADS,
    rca: 'ICE Error',
    lifecycles: ['Risk Evaluation', 'Resilience', 'Architecture'],
    kind: 'degraded',
    signal: 'pending training jobs',
    stories: [
      story(
        'CapacityError for {gpu} training',
        'Training of the {workload} in {region} ended after {40-170} minutes with CapacityError: Unable to provision requested ML compute capacity for {gpu}.',
        'The quota was sufficient, but {region} had no free {gpu} in [the zones of the subnets|{az}], which the capacity team confirmed.',
        'With two more subnets and {2-4} retries over night the job ran, and a [flexible training plan|capacity block] was bought for the next cycle.',
        'GPU capacity was short in the zones in question, while the quota was not the limit.',
      ),
      story(
        'Endpoint of {workload} cannot scale: no {gpu}',
        '{Who} could not scale an endpoint from {2-3} to {5-9} instances of {gpu}, as its update [stayed in Updating|failed] for {dur}.',
        'Support saw that [a single zone|one subnet] was configured and that demand for {gpu} was high in the whole Region.',
        '{Who} moved inference to [Inferentia|a smaller GPU type] with multi-model endpoints and kept {gpu} for training.',
        'The job failed on capacity for {gpu}.',
      ),
    ],
  },
];
