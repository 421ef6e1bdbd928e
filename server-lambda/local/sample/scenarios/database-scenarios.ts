import type { Scenario } from '../scenario.ts';

const DYNAMODB = 'amazon-dynamodb';
const AURORA_POSTGRES = 'amazon-relational-database-service-aurora-postgres';

export const DATABASE_SCENARIOS: readonly Scenario[] = [
  {
    service: DYNAMODB,
    category: 'performance',
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Architecture', 'Anomaly Detection', 'Code Review'],
    kind: 'degraded',
    signal: 'ThrottledRequests on {table}',
    stories: [
      {
        subject: 'ProvisionedThroughputExceededException on {table}',
        report:
          'Writes to {table} in {region} failed with ProvisionedThroughputExceededException from {time}, for {3-20} percent of the requests of the {workload}.',
        finding:
          'Contributor Insights showed one partition key with {40-85} percent of the traffic, beyond the 1,000 write units that a single partition serves.',
        fix: '{Who} added a suffix of {8-16} shards to the hot key and [moved {table} to on-demand mode|pre-warmed the table], after which throttling ended.',
        reason: 'A hot partition exceeded per-partition throughput and requests were throttled.',
      },
      {
        subject: 'Write throttling of {table} in {region}',
        report:
          '{Who} met throttled [queries on an index|updates] of {table} during [a backfill|a flash sale], though consumed capacity stayed [below half of what is provisioned|far under the table limit].',
        finding:
          'A global secondary index keyed by [status|calendar day] had {100-400} write units and throttled the base table through back-pressure.',
        fix: 'The index got [a finer key|autoscaling with a floor of {1000-3000} units], and the [backfill|batch] now writes at a limited rate.',
        reason: 'Key design and capacity settings let one key throttle the whole workload.',
      },
    ],
  },
  {
    service: DYNAMODB,
    category: 'general-guidance',
    rca: 'Customer Question',
    lifecycles: ['Training', 'Backup/DR', 'Risk Evaluation', 'Architecture'],
    kind: 'question',
    signal: 'ReplicationLatency of {table}',
    stories: [
      {
        subject: 'Global tables: recovery point if {region} fails',
        report:
          '{Who} asked what data could be lost if {region} failed, with {table} as a global table in [two|three] Regions, and how to [test|prove] a failover.',
        finding:
          'Support explained that replication of {table} is asynchronous by default, usually within [a second|two seconds], and that multi-Region strong consistency needs [three Regions|a new global table].',
        fix: 'A failover exercise for the {workload} was outlined, including [routing|idempotent replays], and point-in-time recovery was [enabled|checked] for {table}.',
        reason: 'The customer needed information for a design decision, without an incident.',
      },
      {
        subject: 'On-demand or provisioned capacity for {table}?',
        report:
          'For a cost review {who} wanted to know whether {table}, at {200-900} writes a second and [spiky reads|steady reads], should stay on demand.',
        finding:
          'Use of {table} was even enough for provisioned capacity with autoscaling at 70 percent, which would cost {25-45} percent less than [now|on demand].',
        fix: '{Who} will change the mode on [a Sunday|a quiet day] and compare ConsumedWriteCapacityUnits for {2-4} weeks.',
        reason: 'A question on capacity and recovery was answered from documentation.',
      },
    ],
  },
  {
    service: 'amazon-relational-database-service-aurora',
    category: 'general-guidance',
    rca: 'AWS Release',
    lifecycles: ['Risk Evaluation', 'AB Testing', 'Performance Benchmarking'],
    kind: 'degraded',
    signal: 'query latency on {db}',
    stories: [
      {
        subject: 'Queries slow on {db} since engine patch',
        report:
          'Since [its patch level|a minor version upgrade] changed on {day}, {db} in {region} has taken {8-40} seconds for [joins over four tables|a report query] that ran in one second before.',
        finding:
          'The service team reproduced a regression of the [query optimizer|parallel query code] in that release and [opened a fix|confirmed a latent bug].',
        fix: 'As a workaround [an optimizer switch was set in the parameter group|the feature was disabled], and {db} was stable until the patched version was applied {6-20} days later.',
        reason: 'A defect in an engine release caused the impact and needed a fix by the service team.',
      },
      {
        subject: 'Aurora MySQL writer {db} restarts after minor version',
        report:
          'The writer of {db} restarted {2-5} times from {time} on, each time with signal 11 in the error log and [without a change in load|shortly after the upgrade].',
        finding:
          'Support matched the crash with a known defect of the [release|engine version], triggered by [an online DDL|a histogram on a partitioned table].',
        fix: '{Who} [moved back to the former version|disabled the feature], and support announced the corrected release.',
        reason: 'The behaviour changed with an AWS release and not with anything the customer did.',
      },
    ],
  },
  {
    service: 'amazon-relational-database-service-aurora',
    category: 'general-guidance',
    rca: 'AWS Single Component Failure',
    lifecycles: ['Fault Injection and GameDay', 'Resilience', 'Run Books'],
    kind: 'outage',
    signal: 'failover time of {db}',
    stories: [
      {
        subject: 'Unplanned failover of {db} at {time}',
        report:
          'Cluster {db} failed over from {az} to {az2} at {time}, and the {workload} [kept writing to the old endpoint|met read-only errors 1290] for {dur}.',
        finding:
          'The host of the writer in {az} had a [storage controller|memory] fault, so Aurora promoted the reader in {az2} within {20-50} seconds.',
        fix: 'A restart of the [connection pools|application tasks] completed recovery, and networkaddress.cache.ttl was set to {5-20} seconds.',
        reason: 'A hardware fault on the host of the writer triggered the failover.',
      },
      {
        subject: 'Connections lost to Aurora cluster {db}',
        report:
          '{Who} lost all connections to {db} in {region} at {time} and asked why [the writer had been replaced|a failover had taken place].',
        finding:
          'The failover itself took {22-48} seconds; the rest of the outage came from [DNS caching in the JVM|pooled connections without validation].',
        fix: '{Who} moved to the AWS Advanced JDBC Wrapper with failover handling and [tests failovers each month|put RDS Proxy in front].',
        reason: 'One failed component behind the writer instance led to the interruption.',
      },
    ],
  },
  {
    service: AURORA_POSTGRES,
    category: 'performance',
    rca: 'Lack Monitoring',
    lifecycles: ['Anomaly Detection', 'Monitoring', 'Alarming', 'Ops Reviews'],
    kind: 'outage',
    signal: 'MaximumUsedTransactionIDs of {db}',
    stories: [
      {
        subject: '{db} close to transaction ID wraparound',
        report:
          '{db} in {region} logged at {time} that the database must be vacuumed within {2-9} million transactions, and the {workload} slowed [markedly|to a crawl].',
        finding:
          'An abandoned logical replication slot [of a removed consumer|from an old migration] had held back vacuum for {10-40} days, and nobody watched the age of the oldest transaction.',
        fix: 'Support helped to drop the slot, run a manual VACUUM FREEZE on the {3-8} largest tables, and raise [autovacuum_work_mem|the number of workers].',
        reason: 'A growing transaction age went unnoticed because it was not monitored.',
      },
      {
        subject: 'Aurora PostgreSQL {db}: vacuum cannot keep up',
        report:
          '{Who} reported table bloat of {150-600} GB and rising latency on {db}, with [autovacuum running for {20-60} hours|dead tuples in the billions].',
        finding:
          'A session left idle in transaction by [a reporting tool|an admin client] kept old row versions alive; no alarm existed for it.',
        fix: '{Who} ended the session, set idle_in_transaction_session_timeout to {5-15} minutes and [rebuilt|repacked] the worst table with pg_repack.',
        reason: 'The risk built up over weeks and a simple alarm would have revealed it.',
      },
    ],
  },
  {
    service: 'amazon-relational-database-service-postgresql',
    category: 'general-guidance',
    rca: 'Upgrade Management',
    lifecycles: ['Event Management', 'Ops Reviews', 'Risk Evaluation'],
    kind: 'outage',
    signal: 'pending maintenance of {db}',
    stories: [
      {
        subject: '{db} restarted during maintenance window',
        report:
          '{db} in {region} was unavailable for {8-30} minutes from {time}, in the maintenance window, and the {workload} [did not reconnect|failed with connection refused].',
        finding:
          'Auto minor version upgrade was on, and the pending action had been shown in [AWS Health|describe-pending-maintenance-actions] for {10-30} days.',
        fix: 'Connections to {db} were restored by restarting the pool, and health events now reach the [on-call channel|team] through EventBridge.',
        reason: 'An automatic minor version upgrade took place without the team being aware of it.',
      },
      {
        subject: 'Extension broken after minor version upgrade of {db}',
        report:
          '{Who} noticed on {day} that {db} had a new minor version and that [an extension|a foreign data wrapper] no longer loaded.',
        finding:
          'Support found the notice in the account mailbox; the window still had its [default time|value from the day of creation], which lies in business hours.',
        fix: '{Who} updated [PostGIS|pg_partman] with ALTER EXTENSION and moved the window to [Sunday night|a quiet hour].',
        reason: 'The managed update was announced but nobody prepared for it.',
      },
    ],
  },
  {
    service: 'amazon-relational-database-service-mysql',
    category: 'general-guidance',
    rca: 'Lack Monitoring',
    lifecycles: ['Alarming', 'Run Books', 'Anomaly Detection'],
    kind: 'outage',
    signal: 'FreeStorageSpace of {db}',
    stories: [
      {
        subject: '{db} in state storage-full',
        report:
          '{db} in {region} entered storage-full at {time} and the {workload} could no longer [write|open connections].',
        finding:
          'Binary logs had piled up since [a stopped replica|binlog retention of 168 hours] kept them, and storage autoscaling was off.',
        fix: 'Storage was raised by {100-500} GiB with autoscaling up to {1000-4000} GiB, and {db} accepted writes again after {dur}.',
        reason: 'Free storage ran out without any alarm on it.',
      },
      {
        subject: 'RDS MySQL {db} rejects writes, disk full',
        report:
          '{Who} saw error 1114, the table is full, on {db} at {time}, after free storage had dropped by {20-90} GB in [a night|two days].',
        finding:
          'Support saw a temporary table of {80-300} GB from [one runaway query|an ALTER TABLE copy], while the only alarm watched CPU.',
        fix: 'Support helped to [find and end the query|end the ALTER TABLE], which freed {60-250} GB, and autoscaling was enabled.',
        reason: 'Monitoring of disk space would have prevented the outage of {db}.',
      },
    ],
  },
  {
    service: 'amazon-elasticache',
    category: 'performance',
    rca: 'Exceeding Capability',
    lifecycles: ['Load Testing', 'Performance Benchmarking', 'Architecture'],
    kind: 'degraded',
    signal: 'EngineCPUUtilization of {cache}',
    stories: [
      {
        subject: '{cache} latency spikes at peak',
        report:
          'The {workload} met timeouts of {200-900} ms on {cache} in {region} from {time}, while [host CPU stayed at 25 percent|nothing had been deployed].',
        finding:
          'EngineCPUUtilization was at {93-100} percent: commands run on one thread, and [KEYS|large HGETALL|Lua] calls from {fn} took {40-70} percent of the time.',
        fix: 'Cluster mode with {3-6} shards and [SCAN in place of KEYS|smaller values] brought p99 under {2-8} ms.',
        reason: 'A single shard could not serve the command rate, so the cache had to be partitioned.',
      },
      {
        subject: 'Redis timeouts in {workload}',
        report:
          '{Who} saw evictions and [connection resets|command timeouts] on {cache} once traffic passed {20000-90000} commands a second.',
        finding:
          'The slow log named [one hot key of {2-9} MB|SMEMBERS on a huge set], and a single shard could not spread the load.',
        fix: '{Who} [read from replicas|cached the hot key in process] and moved {cache} to Valkey on a larger Graviton node.',
        reason: 'The access pattern exceeded what one engine thread can do.',
      },
    ],
  },
  {
    service: 'service-opensearch-successor-to-amazon-elasticsearch',
    category: 'general-guidance',
    rca: 'Transient Issues',
    lifecycles: ['Tracing', 'Logging', 'Monitoring', 'Resilience'],
    kind: 'minor',
    signal: 'search latency of {domain}',
    stories: [
      {
        subject: 'Short spike of 5xx on {domain}',
        report:
          'Searches on {domain} in {region} returned 503 for {2-15} percent of the calls of the {workload} around {time}, and [recovered by themselves|became normal] after {dur}.',
        finding:
          'Support found a short rise of JVM pressure on [one data node|two nodes] and no deployment, but no [single|certain] cause in the logs that were kept.',
        fix: 'Nothing had to be changed; slow logs and [audit logs|error logs] were enabled to catch a repetition.',
        reason: 'The symptom disappeared without action and its cause stayed unknown.',
      },
      {
        subject: 'OpenSearch {domain} slow for {dur}, now recovered',
        report:
          '{Who} asked for the cause of [a latency spike|timeouts] on {domain} at {time} that had ended before the case was opened.',
        finding:
          'Neither the domain nor the network metrics of {az} showed a lasting fault; slow logs were off, so [the query behind it|the trigger] remains unknown.',
        fix: 'The domain was watched for {24-96} hours without another spike, and {who} added client retries.',
        reason: 'A passing latency rise with no lasting fault on either side.',
      },
    ],
  },
  {
    service: 'service-database-migration-service-dms',
    category: 'general-guidance',
    rca: 'Customer Dependency',
    lifecycles: ['Dependency Mapping', 'Monitoring', 'Run Books'],
    kind: 'degraded',
    signal: 'CDCLatencySource of the task',
    stories: [
      {
        subject: 'DMS task stopped, source logs missing',
        report:
          'Replication of the {workload} into {db} fell {2-14} hours behind from {time}, and the task then stopped with [could not find first log file name in binary log index|ORA-00308].',
        finding:
          'The source on premises had purged its logs after [{6-24} hours|a disk alarm], before DMS had read them across [the VPN|Direct Connect].',
        fix: 'The log retention on {host} was set to {48-96} hours, and a full reload of {3-12} tables brought {db} up to date.',
        reason: 'DMS depended on logs that the on-premises source no longer had.',
      },
      {
        subject: 'Replication lag of {workload} grows from on-premises source',
        report: '{Who} saw CDCLatencySource rise to {4000-40000} seconds on a DMS task in {region} that reads {host}.',
        finding:
          'Support showed that the instance waited for the source, where [a backup job|antivirus software] had [slowed reading|taken most of the disk bandwidth].',
        fix: '{Who} moved the [backup|scan] to another hour and restarted the task from the last checkpoint.',
        reason: 'The cause lay in the source database on the customer network.',
      },
    ],
  },
];
