import { story, type SampleWorkload, type Scenario } from '../scenario.ts';

const DATA_WORKLOADS: readonly SampleWorkload[] = [
  { name: 'clickstream pipeline', slug: 'clickstream' },
  { name: 'sales data lake', slug: 'sales-lake' },
  { name: 'nightly ETL', slug: 'nightly-etl' },
  { name: 'reporting warehouse', slug: 'reporting-dw' },
  { name: 'stock reporting', slug: 'stock-reports' },
];

export const ANALYTICS_SCENARIOS: readonly Scenario[] = [
  {
    service: 'amazon-redshift',
    workloads: DATA_WORKLOADS,
    category: 'performance',
    rca: 'AWS Release',
    lifecycles: ['Performance Benchmarking', 'AB Testing', 'Risk Evaluation'],
    kind: 'degraded',
    signal: 'run time of the reference queries',
    stories: [
      story(
        'Query plans changed on {cluster} after patch',
        'Since the maintenance of {day} {3-12} queries of the {workload} on {cluster} in {region} have [timed out|taken {4-20} times longer].',
        'Support compared plans before and after and found a [join order|predicate pushdown] regression in the new cluster version.',
        '{cluster} was moved back to the trailing track, which restored the run times, and the correction followed in {2-4} weeks.',
        'A new cluster version introduced the regression and was corrected by the service team.',
      ),
      story(
        'Redshift error since maintenance on {day}',
        '{Who} reported Assert code 1000 on {cluster} for [a materialized view refresh|a MERGE statement] that had run for months.',
        'The error came from a latent bug in the current track, which the service team [reproduced|confirmed] with the query profile.',
        '{Who} rewrote [one subquery|the view] as a workaround until the patched version reached {region}.',
        'A defect in an AWS release changed the behaviour of existing queries.',
      ),
    ],
  },
  {
    service: 'aws-glue',
    workloads: DATA_WORKLOADS,
    rca: 'Development Issue',
    lifecycles: ['Performance Benchmarking', 'Logging', 'Code Review'],
    kind: 'minor',
    signal: 'executor memory of {job}',
    stories: [
      story(
        'Glue job {job} runs {3-9} hours instead of one',
        '{Who} saw {job} of the {workload} hang at [{197-199} of 200|the last {2-5}] tasks and end with a timeout.',
        'The Spark UI showed one partition with {30-85} percent of the rows: [empty keys|one large customer] in a join caused the skew.',
        'Salting the key, groupFiles and [G.2X workers|adaptive query execution] brought {job} to {12-50} minutes.',
        'The job code did not take skewed data into account.',
      ),
      story(
        'Glue job {job} fails: driver out of memory',
        '{job} in {region} has failed since {day} with java.lang.OutOfMemoryError in the driver, after {40-170} minutes of run time.',
        'The driver collected {40000-90000} small files with [a listing in Python|toPandas], so memory of {job} was used up before the real work began.',
        '{Who} replaced the [collect|pandas step] with Spark functions and enabled job bookmarks, and {job} has been stable for {5-20} runs.',
        'An oversight in the Spark code exhausted the memory of the job.',
      ),
    ],
  },
  {
    service: 'amazon-athena',
    workloads: DATA_WORKLOADS,
    rca: 'Customer Question',
    lifecycles: ['Training', 'Performance Benchmarking', 'Ops Reviews'],
    kind: 'question',
    signal: 'data scanned in workgroup {workgroup}',
    stories: [
      story(
        'Query exhausted resources at this scale factor',
        '{Who} asked why a report over {bucket} fails with Query exhausted resources at this scale factor in workgroup {workgroup}, though [the data is small|smaller months succeed].',
        'The query sorts {20-90} million rows with a global ORDER BY and [joins the larger table on the right|uses count distinct on text], which one worker must hold.',
        'With the large table first, approx_distinct and LIMIT, the report [finished|ran] in {40-200} seconds.',
        'The customer asked how to write and lay out queries efficiently.',
      ),
      story(
        'How to lower scan cost in {workgroup}',
        'To halve the cost of the {workload} {who} asked how Athena could scan less than {3-20} TB a day in {region}.',
        'The tables are [gzip CSV|JSON] with {20000-80000} objects of {40-900} KB and no partition projection, so every query reads all of it.',
        '{Who} converts the data to Parquet with [Zstandard|Snappy] in daily partitions; a first table went from {200-900} to {8-30} GB.',
        'This was a request for tuning advice.',
      ),
    ],
  },
  {
    service: 'amazon-elastic-mapreduce',
    workloads: DATA_WORKLOADS,
    rca: 'ICE Error',
    lifecycles: ['Resilience', 'Run Books', 'Architecture'],
    kind: 'degraded',
    signal: 'cluster start failures',
    stories: [
      story(
        'EMR cluster {cluster} terminated: no capacity',
        'Cluster {cluster} of the {workload} ended at {time} with VALIDATION_ERROR: insufficient capacity for {itype} in {az}.',
        'The cluster used instance groups with one type in one subnet, while [Spot demand|a regional peak] had emptied the pool in {az}.',
        'Instance fleets with {8-15} types, several subnets and the capacity-optimized-prioritized strategy started in {6-14} minutes.',
        'EC2 had no capacity for the only instance type that the cluster allowed.',
      ),
      story(
        'Nightly EMR job late, {itype} unavailable',
        '{Who} could not add {20-80} task nodes to {cluster} in {region}, as EC2 [returned InsufficientInstanceCapacity|had no Spot capacity] for {itype}.',
        'Support saw {3-9} failed provisioning attempts before the timeout of {20-60} minutes, with [no switch to On-Demand|a single type requested].',
        '{Who} set a switch to On-Demand after {5-15} minutes and [targeted capacity reservations for the primary node|EMR Serverless for the smaller jobs].',
        'The start failed on capacity in one Availability Zone.',
      ),
    ],
  },
  {
    service: 'amazon-kinesis',
    workloads: DATA_WORKLOADS,
    category: 'performance',
    rca: 'Throttling',
    lifecycles: ['Monitoring', 'Load Testing', 'Anomaly Detection'],
    kind: 'degraded',
    signal: 'GetRecords.IteratorAgeMilliseconds of {stream}',
    stories: [
      story(
        'Iterator age of {stream} grows, reads throttled',
        'Consumers of {stream} in {region} met ReadProvisionedThroughputExceeded from {time}, and the iterator age rose to {20-180} minutes.',
        'Support counted {4-7} consumers on shared throughput: together they pass five reads a second and 2 MB a second for each shard.',
        '{Who} registered enhanced fan-out for {2-3} consumers, and the backlog was worked off in {dur}.',
        'Shard throughput was exceeded and requests were throttled.',
      ),
      story(
        'WriteProvisionedThroughputExceeded on {stream}',
        'PutRecords to {stream} failed for {4-18} percent of records with WriteProvisionedThroughputExceeded from {time}, [in one shard|on two of {8-24} shards].',
        'The partition key [is the country|has {6-20} values], so {50-85} percent of the records land in one shard, above 1 MB a second.',
        'A random suffix in the key and [on-demand mode|a split of the hot shard] removed the throttling.',
        'The load on single shards was higher than Kinesis allows.',
      ),
    ],
  },
  {
    service: 'service-managed-streaming-for-kafka',
    workloads: DATA_WORKLOADS,
    rca: 'Upgrade Management',
    lifecycles: ['Resilience', 'Ops Reviews', 'Fault Injection and GameDay', 'Event Management'],
    kind: 'degraded',
    signal: 'UnderReplicatedPartitions of {cluster}',
    stories: [
      story(
        'Producers fail while MSK patches {cluster}',
        'Producers of the {workload} met NOT_ENOUGH_REPLICAS on {cluster} in {region} from {time}, while brokers restarted one after another.',
        'MSK was applying a security patch that AWS Health had announced {10-20} days before; {2-30} topics had min.insync.replicas equal to the replication factor.',
        '{Who} set the replication factor to 3 with min.insync.replicas 2 and listed brokers of all zones, and later restarts passed unnoticed.',
        'Announced maintenance of the managed brokers was missed and met fragile settings.',
      ),
      story(
        'Broker restarts of {cluster} not expected',
        '{Who} noticed [leader changes|under-replicated partitions] on {cluster} at {time} and had planned no maintenance.',
        'Clients named [a single broker|two brokers of one zone] in bootstrap.servers, and CPU above {60-85} percent left no room for rolling restarts.',
        'The patch ended after {dur}; larger brokers and [producer retries|a rebalancing of leaders] were put in place.',
        'The customer had not prepared for the automatic patch of the cluster.',
      ),
    ],
  },
];
