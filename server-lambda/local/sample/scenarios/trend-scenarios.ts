import { story, type Scenario } from '../scenario.ts';

/** A release of the mobile app without backoff overruns the three services behind it (`throttling spike` of the calendar). */
export const APP_RELEASE_THROTTLING: readonly Scenario[] = [
  {
    service: 'amazon-dynamodb',
    category: 'performance',
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Anomaly Detection', 'AB Testing'],
    kind: 'outage',
    signal: 'WriteThrottleEvents on {table}',
    stories: [
      story(
        '{table} throttled since app release',
        'Since the release of a new mobile app {who} has met ThrottlingException on {table} in {region}, with {20000-80000} throttled writes [a minute|between {time} and noon].',
        'The app writes its state every [two|five] seconds instead of once a minute and retries without jitter, so throttled calls came back [in waves|all at once].',
        '{Who} moved {table} to on-demand mode with a warm throughput of {20000-60000} writes and [set a server flag that slows the sync|halted the rollout].',
        'A client release multiplied the write rate beyond the capacity of the table.',
      ),
      story(
        'ThrottlingException storm on {table}',
        'Writes of device state to {table} failed with ProvisionedThroughputExceededException from {time}, {4-9} times above the usual rate, as [more phones took the update|the app rollout went on].',
        'Support found that {85-97} percent of the writes carry the new client version and that autoscaling of {table} [was at its maximum|could not follow].',
        'A feature flag restored the old interval, and {table} recovered within {dur}; a corrected app is [in review|on its way].',
        'The table throttled because the new app version sends far more requests.',
      ),
    ],
  },
  {
    service: 'api-gateway',
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Alarming', 'AB Testing'],
    kind: 'outage',
    signal: 'Count and 4XXError of API {api}',
    stories: [
      story(
        '429 for app users on API {api}',
        'App users have received HTTP 429 from API {api} in {region} since {time}, [{30-70} percent of all calls|up to {20000-90000} a minute] after the rollout of a new app version.',
        'The sync endpoint is called {6-12} times more often by the new app, and the Region throttle of 10,000 requests a second was [reached|held for {20-50} minutes].',
        'A lower method throttle on the sync route protected [login and checkout|the other routes], and the rollout was stopped at {30-60} percent.',
        'The new client exceeded the account throttle of API Gateway.',
      ),
      story(
        'Account throttle reached by new app version',
        '{Who} saw API {api} reject calls with TooManyRequestsException from {time}, when the share of phones on the new app passed {20-60} percent.',
        'Access logs showed retries within [100 ms|a second] by the new client, so every 429 led to {3-6} further calls.',
        'Support raised the account throttle to {15000-30000} for two weeks, while {who} shipped [backoff with jitter|a longer interval].',
        'Retries without backoff kept the API above its request rate.',
      ),
    ],
  },
  {
    service: 'aws-lambda',
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Monitoring', 'Architecture'],
    kind: 'outage',
    signal: 'ConcurrentExecutions in {region}',
    stories: [
      story(
        'Concurrency exhausted by app sync',
        '{fn} in {region} has been throttled with Rate Exceeded since {time}, as sync calls of the new app took [all {1000-3000} units|nearly all] of the concurrency.',
        'ConcurrentExecutions stood at the account quota for {20-90} minutes, because {fn} waited {2-8} seconds for [throttled writes to {table}|a slow table] and held its slots.',
        'Reserved concurrency of {200-500} for {fn} freed the other functions at once, and the sync now goes through {queue}.',
        'The account concurrency was exhausted by calls of the new app and other functions were throttled.',
      ),
      story(
        '{fn} throttled: Rate Exceeded since app rollout',
        'From {time} on {who} saw TooManyRequestsException across [{6-20} functions|the account] in {region}, caused by calls of the new app to {fn}.',
        'Support matched the rise with the app rollout: {fn} runs {5-11} times more often and [no reserved concurrency|no ceiling] kept it apart from other functions.',
        '{Who} cut the timeout to {2-4} seconds, capped {fn}, and received a quota of {3000-6000} for [the rollout|the month].',
        'Lambda throttled because one function took the whole concurrency of the Region.',
      ),
    ],
  },
];

/** The same failure at one customer about every second Monday (`recurring incident` of the calendar). */
export const BATCH_EXHAUSTS_CONNECTIONS: Scenario = {
  service: 'amazon-relational-database-service-postgresql',
  category: 'performance',
  rca: 'Lack Monitoring',
  lifecycles: ['Ops Reviews', 'Alarming', 'Run Books'],
  kind: 'outage',
  signal: 'DatabaseConnections of ledger-prod-db',
  stories: [
    story(
      'ledger-prod-db: remaining connection slots are reserved',
      'Logins to ledger-prod-db in {region} failed from {time} with FATAL: remaining connection slots are reserved, [while the payroll batch was running|on the Monday of the payroll run].',
      'As in earlier cases, the payroll batch opens {200-320} sessions and leaves them idle in transaction, [which no alarm covers|and DatabaseConnections is not watched].',
      '{Who} ended the batch sessions with pg_terminate_backend, and the ledger [recovered|was usable] within {8-35} minutes.',
      'The connection count was not monitored although the batch exhausts it on a fixed schedule.',
    ),
    story(
      'FATAL: too many clients already on ledger-prod-db',
      'The general ledger could not open connections to ledger-prod-db at {time}; {who} counted {410-420} sessions of max_connections 420, [{250-330}|most] of them from the batch host.',
      'pg_stat_activity listed {220-330} idle sessions of user payroll_batch; the job starts every second Monday and [has no pool|ignores its pool size].',
      'A restart of the batch host freed the sessions after {10-40} minutes; RDS Proxy [was recommended again|is still to be scheduled].',
      'A repeated and predictable exhaustion of connections went unnoticed until logins failed.',
    ),
    story(
      'General ledger down on Monday morning, connections exhausted',
      'On Monday at {time} ledger-prod-db refused clients with sorry, too many clients already, shortly after [the fortnightly payroll batch|job payroll-close] had begun.',
      'Support pointed to the repetition every 14 days: the batch takes {60-78} percent of max_connections [before office hours|while users log in].',
      'The sessions were ended by hand, and [a change request for a connection pool|an alarm at {300-340} connections] was opened with the finance team.',
      'The connection count was not monitored although the batch exhausts it on a fixed schedule.',
    ),
  ],
};

/** One impairment that hits many accounts at the same time (`service event` of the calendar). */
export const ZONE_POWER_EVENT: Scenario = {
  service: 'amazon-elastic-compute-cloud-linux',
  category: 'instance-issue',
  rca: 'Service Event',
  lifecycles: ['Resilience', 'Event Management', 'Backup/DR', 'Fault Injection and GameDay'],
  kind: 'outage',
  signal: 'healthy hosts in each Availability Zone',
  stories: [
    story(
      'Instances unreachable in euc1-az2',
      '{6-45} instances of the {workload} in eu-central-1 lost connectivity at {time}, all of them in zone euc1-az2, [with both status checks failed|and could not be stopped].',
      'Support linked the case to AWS_EC2_OPERATIONAL_ISSUE: a loss of power and cooling in one data centre of euc1-az2 affected instances and volumes.',
      'Power was restored by the service team, and {85-97} percent of the instances recovered by themselves within [{3-6} hours|the afternoon].',
      'A power event in one Availability Zone of eu-central-1 took the instances down.',
    ),
    story(
      'Many EC2 instances in eu-central-1 lost at the same time',
      '{Who} reported that [every node|each instance] of the {workload} in euc1-az2 became unreachable at {time}, and that API calls for them returned errors.',
      'AWS Health showed an operational issue in euc1-az2, where [a power distribution unit|the cooling of one hall] had failed; other zones were not affected.',
      '{Who} shifted traffic away with zonal shift and started replacements in the other zones, which [restored service|brought capacity back] in {dur}.',
      'The impact came from an AWS service event in zone euc1-az2, confirmed by AWS Health.',
    ),
    story(
      '{Workload} down, one zone of eu-central-1 affected',
      'From {time} instance {instance} and {5-30} others in zone euc1-az2 failed their system checks, and attached volumes [showed I/O errors|were impaired].',
      'The service team reported a cooling failure in euc1-az2 that made hosts [shut down|switch off] to protect themselves.',
      'After {3-6} hours [all hosts|nearly all hosts] were back, and {who} moved {instance} to another zone in the meantime.',
      'Loss of power in one zone is a service impairment on the AWS side.',
    ),
    story(
      'Status checks fail on all instances in one zone',
      'The {workload} in eu-central-1 lost {33-60} percent of its hosts at {time}, when [euc1-az2|one zone] dropped out.',
      'The event was confirmed for euc1-az2 only; the zone name differs between accounts, so the zone ID [identified it|had to be compared].',
      'Restored hosts came back in steps, and {2-9} instances with impaired volumes were [rebuilt from snapshots|replaced by hand].',
      'A power event in one Availability Zone of eu-central-1 took the instances down.',
    ),
  ],
};

/** Quotas are raised ahead of the yearly sales peak at the end of November (`sales peak` of the calendar). */
export const SALES_PEAK_QUOTAS: readonly Scenario[] = [
  {
    service: 'amazon-elastic-compute-cloud-linux',
    rca: 'Limit reached',
    lifecycles: ['Load Testing', 'Ops Reviews', 'Risk Evaluation'],
    kind: 'planning',
    signal: 'vCPU use against the quota',
    stories: [
      story(
        'Sales peak: raise vCPU quota in {region}',
        'Ahead of the November sales peak {who} asked to raise the On-Demand Standard quota in {region} from {500-900} to {1500-3500} vCPUs for the {workload}.',
        'Support compared the forecast of {3-6} times the normal load with use in the past year and [asked for the mix of instance types|found it plausible].',
        'The quota was raised {7-20} days before the peak, together with [capacity reservations for {40-160} instances|advice on more instance types].',
        'The quota would have been exceeded during the planned sales peak.',
      ),
      story(
        'Black Friday readiness: EC2 quota for {workload}',
        'A load test for the sales peak stopped at {60-80} percent of the target with VcpuLimitExceeded in {region}, so {who} asked for a higher quota.',
        'The present quota covers {40-70} percent of the planned peak, and [{az} has little spare capacity for {itype}|a second instance family was missing in the plan].',
        'Approval came in two steps, and the load test [passed|was repeated with success] at {110-150} percent of the forecast.',
        'An increase was needed before a known peak, and nothing had been throttled yet.',
      ),
    ],
  },
  {
    service: 'elastic-load-balancing',
    rca: 'Limit reached',
    lifecycles: ['Load Testing', 'Architecture', 'Ops Reviews'],
    kind: 'planning',
    signal: 'PeakLCUs of {lb}',
    stories: [
      story(
        'Reserve load balancer capacity for sales peak',
        'For the sales peak {who} asked how {lb} in {region} can take a jump from {2000-6000} to {30000-80000} requests a second within a minute.',
        'Support explained LCU reservation and that [scaling by itself follows within minutes|the jump at the start of a sale is too steep for it].',
        'An LCU reservation of {2000-9000} was [set for the sale days|tested], and it ends on its own after the peak.',
        'The default quota or scaling speed would not have met the planned peak.',
      ),
      story(
        'Targets per target group: increase for {lb}',
        '{Who} needs {1200-3000} targets behind {lb} for the November peak and met TooManyTargets in a [rehearsal|load test].',
        'The default of 1,000 targets was {85-99} percent used, and [deregistration takes {200-300} seconds|blue/green doubles the number].',
        'The quota was raised to {2000-4000} targets, and {who} shortened the deregistration delay to {30-60} seconds.',
        'The request prepares a known peak and follows from a load test.',
      ),
    ],
  },
  {
    service: 'aws-lambda',
    rca: 'Limit reached',
    lifecycles: ['Load Testing', 'Alarming', 'Risk Evaluation'],
    kind: 'planning',
    signal: 'ConcurrentExecutions in {region}',
    stories: [
      story(
        'Raise Lambda concurrency before sales peak',
        '{Who} asked to raise concurrent executions in {region} from 1,000 to {3000-10000} before the November sales peak of the {workload}.',
        'The plan of {3000-9000} requests a second at {250-600} ms needs [more than twice|three times] the present concurrency, as support calculated.',
        'The quota was raised to {3000-9000}, and [reserved concurrency|provisioned concurrency on a schedule] protects {fn}.',
        'The concurrency quota was too low for the forecast of the sales peak.',
      ),
      story(
        'Concurrency for {fn}: {2000-6000} needed in November',
        'In a rehearsal of the sales peak {fn} used {90-99} percent of the concurrency in {region}, so {who} filed an urgent increase.',
        'Support checked {30-90} days of ConcurrentExecutions and noted that [{db}|the database behind it] must carry the same number of connections.',
        '{Who} received the increase within {1-4} days and repeated the rehearsal [without throttles|with {20-40} percent headroom].',
        'The account was about to exceed its quota on a planned date.',
      ),
    ],
  },
];
