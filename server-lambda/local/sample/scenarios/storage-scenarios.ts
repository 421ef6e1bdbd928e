import { story, type Scenario } from '../scenario.ts';

const S3 = 'amazon-simple-storage-service';

export const STORAGE_SCENARIOS: readonly Scenario[] = [
  {
    service: S3,
    category: 'performance',
    rca: 'Throttling',
    lifecycles: ['Load Testing', 'Architecture', 'Code Review'],
    kind: 'degraded',
    signal: '5xxErrors of {bucket}',
    stories: [
      story(
        'HTTP 503 Slow Down from {bucket}',
        '{Who} met HTTP 503 Slow Down on {4-22} percent of the [PUT|GET] requests to {bucket} in {region} from {time}, while the {workload} [was loading|ran with {200-900} workers].',
        'All writes shared one new prefix, and S3 needs time to split it beyond 3,500 writes and 5,500 reads a second; [the peak was {6000-14000}|retries doubled the rate].',
        'Keys now begin with a [hash of two characters|shard number], workers ramp up over {10-30} minutes, and the SDK runs in adaptive retry mode.',
        'The request rate to one prefix exceeded what S3 serves before it scales, and requests were throttled.',
      ),
      story(
        'S3 SlowDown errors during {workload} run',
        'Jobs of the {workload} failed with AmazonS3Exception: Please reduce your request rate, all of them on keys under [one date prefix|a new prefix] of {bucket}.',
        'Support saw in the request metrics that {200-800} small files a second were [listed and read again|rewritten] by each [task|executor], far above the partition rate.',
        '{Who} [compacted files to 128 MB|lowered the parallelism to {50-150}], and support [pre-partitioned|split] the prefix for the next run.',
        'Slow Down answers came from a sudden rate on a single key prefix.',
      ),
    ],
  },
  {
    service: S3,
    category: 'security',
    rca: 'Security Issue',
    lifecycles: ['Risk Evaluation', 'Anomaly Detection', 'Logging', 'Code Review'],
    kind: 'degraded',
    signal: 'anonymous requests to {bucket}',
    stories: [
      story(
        '{bucket} was publicly readable',
        '{Who} learned from [a security researcher|Macie|Access Analyzer] on {day} that objects of {bucket} in {region} could be read without signing in.',
        'A bucket policy with Principal "*" had come with [a template copied from a sample site|a manual edit], after Block Public Access had been turned off for the bucket.',
        'The policy was removed, Block Public Access was [switched on for the account|enforced by a service control policy], and {300-4000} objects were classified.',
        'An open bucket policy exposed data, which makes this a security incident.',
      ),
      story(
        'Unknown downloads from {bucket}',
        'Data transfer out of {bucket} rose to {200-900} GB within [a night|six hours], and {who} asked who had downloaded it.',
        'Server access logs showed {30-400} addresses and ListBucket calls without credentials since {day}; CloudTrail data events were [not enabled|enabled too late].',
        '{Who} closed access at {time}, rotated [keys found in the objects|two credentials] and turned on data events with a GuardDuty S3 plan.',
        'Public access to {bucket} was used by unknown parties.',
      ),
    ],
  },
  {
    service: S3,
    rca: 'Development Issue',
    lifecycles: ['Code Review', 'Training', 'CICD'],
    kind: 'minor',
    signal: '403 answers of {bucket}',
    stories: [
      story(
        'AccessDenied on {bucket} from another account',
        '{Who} received AccessDenied for GetObject on {bucket} in {region} from {role} of another account, though the bucket policy [allows it|names the role].',
        'The objects are encrypted with {key}, whose key policy did not let {role} use kms:Decrypt, and S3 reports this as AccessDenied.',
        '{Who} added the role to the key policy and to its own identity policy, and reads [succeeded|returned 200] at once.',
        'The cross-account permissions were incomplete, a misconfiguration by the customer.',
      ),
      story(
        'GetObject 403 although bucket policy allows it',
        'Since {time} the {workload} has read {bucket} with 403 for {10-60} percent of the objects, [only the newest ones|those written by a partner].',
        'Object Ownership was still ObjectWriter, so [the uploading account|the partner] owned the new objects and the bucket policy did not apply to them.',
        'Bucket owner enforced was set on {bucket}, and {300-5000} older objects were copied in place to change their owner.',
        'Object ownership had not been settled between the accounts.',
      ),
    ],
  },
  {
    service: S3,
    rca: 'Customer Release',
    lifecycles: ['Backup/DR', 'Code Review', 'CICD', 'Run Books'],
    kind: 'outage',
    signal: 'NumberOfObjects in {bucket}',
    stories: [
      story(
        'Objects deleted from {bucket} by lifecycle rule',
        '{Who} found {20000-90000} objects missing from {bucket} in {region} on {day}, and the {workload} [served 404|failed to load them].',
        'A lifecycle rule meant for tmp/ had been deployed with an empty prefix, so it [expired every object|applied to the whole bucket] at midnight UTC.',
        'Versioning was on, so a Batch Operations job removed the delete markers and brought {95-99} percent back within {3-9} hours.',
        'An untested configuration release deleted production data.',
      ),
      story(
        'Restore deleted data in {bucket}',
        'After a template change {bucket} lost all objects older than {7-30} days in [one night|a few hours], data that the {workload} still needs.',
        'CloudTrail named a pipeline role that had put a new lifecycle configuration; [no review|no test account] had seen the change.',
        'The rule was withdrawn and the data restored from AWS Backup with a loss of [six hours|one day]; the template now has [a policy check|two reviewers].',
        'The change of the lifecycle rule went live without a test.',
      ),
    ],
  },
  {
    service: 'amazon-elastic-file-system',
    category: 'performance',
    rca: 'Exceeding Capability',
    lifecycles: ['Performance Benchmarking', 'Monitoring', 'Architecture'],
    kind: 'degraded',
    signal: 'BurstCreditBalance of the file system',
    stories: [
      story(
        'EFS slow, burst credits used up',
        'File access of the {workload} in {region} slowed from {2-6} to {60-400} ms at {time}, with nfs: server not responding on {instance}.',
        'The file system of {20-80} GiB ran in bursting mode, and its credits had [reached zero|been falling for two weeks] under many small reads.',
        'Elastic throughput restored normal speed within {5-20} minutes, and static files moved to [S3 with CloudFront|local disks].',
        'The workload needs more throughput than bursting mode offers at this size.',
      ),
      story(
        '{Workload} hangs on NFS in {region}',
        '{Who} saw [deployments|page loads] take {5-20} times longer because the shared EFS file system delivered only {1-5} MiB/s.',
        'Support found PercentIOLimit at 100 in [Max I/O|general purpose] mode, driven by {200-900} clients that [stat the same directory|write one log file].',
        '{Who} switched to Elastic throughput and [packed small files|added a local cache], and latency came back to {2-7} ms.',
        'Small-file access at this rate needs another throughput mode or store.',
      ),
    ],
  },
  {
    service: 'service-backup',
    rca: 'Customer Question',
    lifecycles: ['Backup/DR', 'Run Books', 'Fault Injection and GameDay'],
    kind: 'question',
    signal: 'restore test results',
    stories: [
      story(
        'How to prove that backups of {workload} can be restored',
        'For an audit {who} asked how to show that backups of {db} and {volume} in {region} can be restored within {2-8} hours.',
        'Support explained restore testing plans in AWS Backup and that [a completed job|a recovery point] alone says nothing about [the application|data consistency].',
        '{Who} set up a [weekly|monthly] restore test with a validation function; the first run took {dur}.',
        'The customer asked for guidance on backup design for an audit.',
      ),
      story(
        'AWS Backup: copy to second account',
        '{Who} asked how to copy recovery points from {region} to another account and Region, safe from [deletion|ransomware], for the {workload}.',
        'The default key aws/backup cannot be shared, so copies to another account need a customer managed key and [a vault access policy|trusted access in Organizations].',
        'A logically air-gapped vault in the second account was chosen, with vault lock after {3-14} days of [grace|cooling off].',
        'There was no failure; the question was about restore tests and copies.',
      ),
    ],
  },
];
