import { story, type Scenario } from '../scenario.ts';

const LAMBDA = 'aws-lambda';
const API_GATEWAY = 'api-gateway';

export const SERVERLESS_SCENARIOS: readonly Scenario[] = [
  {
    service: LAMBDA,
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Alarming', 'Anomaly Detection'],
    kind: 'degraded',
    signal: 'Throttles of {fn}',
    stories: [
      story(
        'TooManyRequestsException from {fn}',
        'Calls to {fn} in {region} failed with TooManyRequestsException, reason ReservedFunctionConcurrentInvocationLimitExceeded, from {time} on.',
        'Reserved concurrency of {fn} was {20-100}, while the caller opened {150-600} parallel requests and retried [at once|without backoff].',
        'Raising the reservation to {200-500} and [buffering the work in {queue}|limiting the event source mapping to {40-100} concurrent calls] ended the throttling.',
        'The workload went beyond the configured concurrency and calls were throttled.',
      ),
      story(
        'Lambda throttles in {region}, reserved concurrency exceeded',
        '{Who} saw {200-2500} throttled invocations a minute of {fn}, [Rate Exceeded|HTTP 429] in the log of the {workload}, after a [bulk import|replay of old events] had started.',
        'Support saw ConcurrentExecutions reach the account quota of 1,000, because [one reporting function|a test function] took {400-800} of them and left little to {fn}.',
        '{Who} gave the [noisy|greedy] function its own ceiling, added exponential backoff with jitter and moved the import to {queue}.',
        'Throttling set in at a concurrency limit that no test had reached before.',
      ),
    ],
  },
  {
    service: LAMBDA,
    rca: 'Upgrade Management',
    lifecycles: ['Risk Evaluation', 'Ops Reviews', 'CICD'],
    kind: 'minor',
    signal: 'functions on deprecated runtimes',
    stories: [
      story(
        'Cannot update {fn}: runtime no longer supported',
        'A deployment of {fn} in {region} failed on {day} with InvalidParameterValueException: the runtime [parameter|in use] is no longer supported for updating functions.',
        'The runtime had passed its block-update date; Trusted Advisor and AWS Health had listed {fn} for [six months|two quarters], addressed to the [root contact|former owner].',
        '{Who} moved {fn} to the current runtime, replaced [the bundled SDK v2|a native module], and deployed through an alias after {1-5} days.',
        'An announced runtime deprecation had been missed until updates were blocked.',
      ),
      story(
        'Lambda runtime deprecation blocks deployment',
        '{Who} could not [patch|redeploy] {4-30} functions of the {workload}, since UpdateFunctionCode rejected their [Node.js|Python] runtime.',
        'Support explained the deprecation phases: existing versions [keep running|go on serving traffic] without patches, but their code can no longer be changed.',
        'The functions were upgraded in [three waves|two batches] with canary aliases, and a Config rule now lists [deprecated runtimes|what is due next].',
        'Lifecycle notices for the managed runtime were not acted on in time.',
      ),
    ],
  },
  {
    service: LAMBDA,
    rca: 'Customer Release',
    lifecycles: ['AB Testing', 'CICD', 'Code Review'],
    kind: 'outage',
    signal: 'Errors of {fn}',
    stories: [
      story(
        '{fn} fails on every call since release',
        'Every call of {fn} in {region} failed from {time} with Runtime.ImportModuleError, right after [a release|version {40-180}] of the {workload}.',
        'The package had been built [on macOS with native modules for another platform|without a new dependency of the layer], and only unit tests ran before the release.',
        'Pointing the alias back to the previous version stopped the errors in [under a minute|{2-6} minutes], and the package is now built in [the Lambda base image|CodeBuild].',
        'A faulty deployment went to all traffic at once without a check that it starts.',
      ),
      story(
        'Runtime.ImportModuleError in {region} after deployment',
        '{Who} deployed {fn} to [all traffic at once|the live alias] at {time} and met Runtime.ExitError and [timeouts at 3 seconds|out of memory reports].',
        'Support compared both versions of {fn}: memory had been [cut from 1,024 to 256 MB|reset to the default by the new template], so start-up alone took the whole timeout.',
        '{Who} rolled back, corrected the template, and released again with [Canary10Percent5Minutes|a linear traffic shift] and an error alarm.',
        'The outage began with the release and ended with its rollback.',
      ),
    ],
  },
  {
    service: LAMBDA,
    rca: 'Customer Question',
    lifecycles: ['Performance Benchmarking', 'Training', 'Tracing'],
    kind: 'question',
    signal: 'InitDuration of {fn}',
    stories: [
      story(
        'How to reduce cold starts of {fn}',
        '{Who} asked how to bring the p99 latency of {fn} in {region} below {300-900} ms, with cold starts of {2-6} seconds in [a Java|a .NET|a Python] function.',
        'X-Ray traces showed that {60-85} percent of the start went into [loading configuration from Secrets Manager|building SDK clients], which can happen at init.',
        'With SnapStart and [lazy loading|primed connections] the test version started in {200-500} ms, which was enough for the {workload}.',
        'The customer asked how to tune start-up time; the function worked as designed.',
      ),
      story(
        'SnapStart or provisioned concurrency for {fn}?',
        'For {fn} {who} wanted to compare [SnapStart and provisioned concurrency|memory settings of 512 and 1,769 MB], including the cost of each.',
        'Support recommended [AWS Lambda Power Tuning|a memory test with {200-900} real payloads] for {fn} and noted that SnapStart needs [unique values to be drawn after restore|published versions].',
        '{Who} chose provisioned concurrency of {5-20} with a schedule for [office hours|the evening peak] and will measure cost after {2-4} weeks.',
        'This was a request for advice on performance without an incident.',
      ),
    ],
  },
  {
    service: API_GATEWAY,
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Architecture', 'Monitoring'],
    kind: 'degraded',
    signal: '4XXError of API {api}',
    stories: [
      story(
        '429 Too Many Requests on API {api}',
        'Clients of API {api} in {region} received HTTP 429 with [Limit Exceeded|Too Many Requests] from {time}, in {10-45} percent of their calls to the {workload}.',
        'The usage plan allowed {50-200} requests a second with a burst of {100-300}, and [one partner polled every second|a client retried without backoff].',
        '{Who} raised the plan to {300-900} requests a second, turned on caching for [GET routes|the catalogue] and asked the client to [honour Retry-After|back off].',
        'Request rates beyond the configured throttle made API Gateway reject calls.',
      ),
      story(
        'Partners receive Limit Exceeded from stage prod of {api}',
        '{Who} reported {800-6000} rejected calls a minute on [stage prod|the live stage] of {api}, [spread over many clients|from all clients].',
        'Account level throttling of 10,000 requests a second in {region} was shared by {4-9} APIs, and [a crawler|a load test] on another one had used most of it.',
        'Method level throttles on [the polled route|the other API] protected {api}, and a quota increase for the Region was [approved|filed].',
        'Clients exceeded the allowed request rate, and the limit had never been tested.',
      ),
    ],
  },
  {
    service: 'amazon-simple-queue-service',
    rca: 'Development Issue',
    lifecycles: ['Code Review', 'Architecture', 'Logging'],
    kind: 'minor',
    signal: 'ApproximateAgeOfOldestMessage of {queue}',
    stories: [
      story(
        'Messages of {queue} processed twice',
        '{Who} found that {1-6} percent of the messages in {queue} ({region}) were handled two or three times, which led to [duplicate e-mails|double bookings] in the {workload}.',
        'A batch of ten was retried as a whole because {fn} [did not report partial failures|raised one exception for all], and its writes were not idempotent.',
        '{Who} set the visibility timeout to six times the function timeout, turned on ReportBatchItemFailures and [added an idempotency key|used Powertools idempotency].',
        'The consumer did not expect at-least-once delivery.',
      ),
      story(
        'Duplicate processing with {queue} and {fn}',
        'After a slower version of {fn} went live, messages of {queue} came back while still in work, and {200-900} of them ended in the dead-letter queue.',
        'The visibility timeout of {queue} was 30 seconds, shorter than the {60-180} seconds that {fn} [may take|takes at peak], so SQS delivered them again.',
        'The consumer now [extends visibility during long work|deletes messages one by one], and the dead-letter queue was redriven without [errors|duplicates].',
        'Queue and function time-outs did not fit together, a misconfiguration during development.',
      ),
    ],
  },
  {
    service: 'aws-step-functions',
    category: 'feature-request',
    rca: 'Feature Request',
    lifecycles: ['Tracing', 'Architecture', 'Training'],
    kind: 'request',
    signal: 'execution history of the state machine',
    stories: [
      story(
        'Feature request: search and longer execution history',
        '{Who} asked for [a way to search executions by a field of their input|a history beyond 25,000 events] in Step Functions, since audits of the {workload} need it.',
        'Support confirmed that [executions can be listed by status and name only|a standard workflow ends at 25,000 history events] today and recorded the use case for the service team.',
        'As a workaround {who} [writes the business key into the execution name|sends the logs to CloudWatch and queries them there].',
        'The customer requested a capability that the service does not offer today.',
      ),
      story(
        'Request: search Step Functions executions by input',
        'Operators of the {workload} in {region} [look up|must find] {10-60} executions a day by [order number|customer number] and asked for a built-in search.',
        'A search over input data is not offered, and no date could be given, so the request was filed with [the business impact|three example queries].',
        'Support suggested [nested workflows with distributed map|a small index table filled by EventBridge], which {who} will build.',
        'A feature request with a business case was forwarded to the service team.',
      ),
    ],
  },
];
