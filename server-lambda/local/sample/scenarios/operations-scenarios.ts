import { story, type Scenario } from '../scenario.ts';

export const OPERATIONS_SCENARIOS: readonly Scenario[] = [
  {
    service: 'aws-cloudformation',
    rca: 'Development Issue',
    lifecycles: ['CICD', 'Code Review', 'Run Books'],
    kind: 'minor',
    signal: 'drift of {stack}',
    stories: [
      story(
        '{stack} in UPDATE_ROLLBACK_FAILED',
        '{stack} in {region} has been in UPDATE_ROLLBACK_FAILED since {time}, and no deployment of the {workload} [is possible|gets through].',
        'A [security group|log group] had been deleted by hand, so CloudFormation could not restore its former state during the rollback.',
        'ContinueUpdateRollback with the resource skipped brought {stack} to a stable state, and drift detection [corrected|listed] the rest.',
        'A manual change outside the template broke the update of the stack.',
      ),
      story(
        'Cannot update {stack}, circular change',
        '{Who} could not update {stack}: the change set failed with [Export cannot be updated as it is in use|a resource that already exists].',
        'Two stacks refer to one another through exports, and [a renamed subnet|a replaced queue] would have changed a value that {3-9} stacks import.',
        '{Who} replaced the export with [an SSM parameter|a dynamic reference] in two deployments, and the update passed.',
        'The stacks were coupled in a way that prevents updates.',
      ),
    ],
  },
  {
    service: 'amazon-cloudwatch',
    rca: 'Lack Monitoring',
    lifecycles: ['Alarming', 'Anomaly Detection', 'Ops Reviews', 'Logging'],
    kind: 'degraded',
    signal: 'alarms in state INSUFFICIENT_DATA',
    stories: [
      story(
        'Alarm for {workload} did not fire',
        'The {workload} was impaired for {dur} from {time}, but the alarm stayed in INSUFFICIENT_DATA, and {who} heard of it from users.',
        'The alarm watched a dimension that [ended with the last deployment|names an instance that is gone], and missing data was treated as missing.',
        'Missing data is now treated as breaching, and [metric math over the fleet|a composite alarm] replaced the alarm per instance.',
        'The alarm configuration could not detect this kind of failure.',
      ),
      story(
        'No notification during outage of {workload}',
        '{Who} asked why no notification came for {fn} at {time}, although errors passed the threshold [{3-9} times|for {10-40} minutes].',
        'The alarm needed five of five periods above an average of {10-20} percent, so [short bursts|a failing zone] never raised it.',
        '{Who} set two of three periods at p99, subscribed the [on-call tool|pager], and tested it with set-alarm-state.',
        'Monitoring existed on paper but did not reach the team.',
      ),
    ],
  },
  {
    service: 'amazon-codebuild',
    rca: 'Transient Issues',
    lifecycles: ['Monitoring', 'Logging', 'CICD'],
    kind: 'minor',
    signal: 'queued duration of builds',
    stories: [
      story(
        'Builds stuck in QUEUED, later fine',
        '{9-40} builds of the {workload} in {region} waited in QUEUED for {10-45} minutes from {time} and then [ran normally|passed without change].',
        'Support saw a short delay in provisioning that had ended, and no [quota|service event] that explains it fully.',
        'The builds were repeated with success, and [reserved capacity|a retry in the pipeline] was suggested.',
        'A passing delay that ended by itself, without a proven cause.',
      ),
      story(
        'Random BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE',
        'Builds failed at random with BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE around {time}, and {who} had [changed nothing|no deployment].',
        'The pulls failed for {4-12} minutes against [a public registry|an upstream mirror], and logs of that time show [no clear source|timeouts only].',
        '{Who} set up an ECR pull-through cache, and no failure was seen in {3-9} days.',
        'The failures were short and could not be reproduced.',
      ),
    ],
  },
  {
    service: 'service-fault-injection-simulator',
    rca: 'Customer Question',
    lifecycles: ['Fault Injection and GameDay', 'Resilience', 'Training'],
    kind: 'question',
    signal: 'stop condition of the experiment',
    stories: [
      story(
        'Game day for {workload} with loss of {az}',
        '{Who} plans a game day for the {workload} in {region} and asked how to simulate the loss of {az} without harm to [other teams|shared subnets].',
        'Support recommended the AZ Availability: Power Interruption scenario, tags for the targets, and a stop condition on [the error rate|orders per minute].',
        'A trial in staging ran for {10-30} minutes, and {who} found [one client without retries|a missing alarm].',
        'The customer asked for guidance on fault injection before a game day.',
      ),
      story(
        'FIS experiment template for {cluster}',
        'For a resilience review {who} asked which FIS actions cover [a failover of {db}|throttled APIs and pod failures] of the {workload}.',
        'The role of the experiment lacked [rds:FailoverDBCluster|eks permissions], and network disruption works on subnets, so it had to be limited by tag.',
        'The template was reviewed together, and the [game day|experiment] will be repeated each [quarter|half-year].',
        'An advisory case on testing resilience.',
      ),
    ],
  },
  {
    service: 'amazon-xray',
    rca: 'Customer Question',
    lifecycles: ['Tracing', 'Training', 'Logging'],
    kind: 'question',
    signal: 'share of sampled requests',
    stories: [
      story(
        'Traces of {workload} end at {queue}',
        '{Who} asked why traces of the {workload} in {region} stop at {queue}, so that [slow orders|failed calls] cannot be followed to {fn}.',
        'The producer sends no trace header, and the consumer starts [a new trace|a segment of its own] for each batch, which links but does not continue.',
        'With OpenTelemetry and propagation through AWSTraceHeader the whole path [is visible|shows up as one trace].',
        'A question on sampling and trace propagation; nothing had failed.',
      ),
      story(
        'Missing spans in X-Ray for {fn}',
        'Only {1-5} percent of the requests to {fn} appear in X-Ray, and {who} asked how to [keep all errors|sample by customer].',
        'The default rule takes one request a second and five percent of the rest; [head sampling|the rule] cannot know the later error.',
        '{Who} added a sampling rule for [checkout paths|the POST routes] and turned on Transaction Search for all spans.',
        'The customer needed help with instrumentation.',
      ),
    ],
  },
];
