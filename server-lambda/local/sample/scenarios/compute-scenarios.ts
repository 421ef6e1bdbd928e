import { story, type Scenario } from '../scenario.ts';

const EC2 = 'amazon-elastic-compute-cloud-linux';
const EBS = 'amazon-elastic-block-store';

export const COMPUTE_SCENARIOS: readonly Scenario[] = [
  {
    service: EC2,
    category: 'instance-issue',
    rca: 'ICE Error',
    lifecycles: ['Resilience', 'Architecture', 'Risk Evaluation', 'Run Books'],
    kind: 'degraded',
    signal: 'launch failures of {asg}',
    stories: [
      story(
        'InsufficientInstanceCapacity for {itype} in {az}',
        '{Who} could not [scale out|replace instances in] {asg} in {region} from {time}, because RunInstances for {itype} [returned|kept returning] InsufficientInstanceCapacity in {az}.',
        'Support confirmed that the {itype} pool in {az} had no free On-Demand capacity at that moment and that the group was [pinned to one zone|limited to a single instance type], so it had [nowhere else to go|no alternative to fall back on].',
        'A mixed instances policy with [three|four|five] comparable types over all zones, plus the price-capacity-optimized strategy for Spot, let the group reach its [target|desired capacity] within {dur}.',
        'The requested instance type had no spare capacity in the Availability Zone and the workload could not launch anything else.',
      ),
      story(
        'Auto Scaling group {asg} cannot launch {itype} in {region}',
        'Scaling activities of {asg} [failed|were cancelled] with InsufficientInstanceCapacity for {itype} after {time}, which left {3-9} of {12-24} wanted instances [missing|unlaunched].',
        'The group listed only {itype} and [two subnets that both lay in {az}|one subnet], while {az2} still offered capacity for the same family according to the [EC2 capacity team|service team].',
        '{Who} [added subnets in|opened the group to] {az2}, allowed [an older generation|a larger size] as second choice and reserved {6-20} instances with an On-Demand Capacity Reservation.',
        'Scaling failed on a capacity shortage for {itype} in {az}, not on a quota or a fault of the application.',
      ),
    ],
  },
  {
    service: EC2,
    rca: 'Limit reached',
    lifecycles: ['Ops Reviews', 'Monitoring', 'Alarming', 'Load Testing'],
    kind: 'planning',
    signal: 'vCPU use against the On-Demand quota',
    stories: [
      story(
        'Urgent: raise On-Demand Standard vCPU quota in {region}',
        '{Who} asked to raise Running On-Demand Standard instances in {region} from {256-640} to {768-1900} vCPUs, since a [rehearsal|dry run] of the {workload} stopped with VcpuLimitExceeded.',
        'Support saw {90-99} percent use for {5-20} days and an earlier Service Quotas request that had [been held for review|stayed in state CASE_OPENED] because it named no [use case|growth figures].',
        'The increase was approved in [two steps|one step] after {who} gave the [instance mix and dates|peak plan], and {itype} launches [worked at once|succeeded on the next try].',
        'The account was about to exceed its vCPU quota and needed an increase ahead of a planned launch.',
      ),
      story(
        'VcpuLimitExceeded when launching {itype}',
        'While [preparing a migration wave|adding a second environment] for the {workload}, {who} met VcpuLimitExceeded in {region} with {90-99} percent of the vCPU quota in use.',
        'The quota counts vCPUs and not instances, which the [capacity plan|sizing sheet] had missed when it moved from large to {itype} [nodes|instances].',
        'Support raised the quota the same day and showed how to [request it through Service Quotas|track it with the AWS/Usage metrics].',
        'Capacity planning had not compared the planned instances with the vCPU quota of the Region.',
      ),
    ],
  },
  {
    service: EC2,
    category: 'instance-issue',
    rca: 'AWS Single Component Failure',
    lifecycles: ['Resilience', 'Event Management', 'Backup/DR', 'Fault Injection and GameDay'],
    kind: 'outage',
    signal: 'StatusCheckFailed_System',
    stories: [
      story(
        'Instance {instance} unreachable, system status check failed',
        'Instance {instance} ({itype}) in {az} stopped answering at {time} and showed 0/2 status checks, with StatusCheckFailed_System at 1 for {dur}.',
        'Support traced this to a [failed power supply|memory fault|faulty network card] on the underlying host and found that [simplified automatic recovery was disabled|the instance store kept automatic recovery from applying].',
        'A forced stop and a start moved the instance to healthy hardware, after which [both status checks passed|it passed both checks] within {4-15} minutes.',
        'A hardware fault on one physical host took the instance down; no other instance of the account was affected.',
      ),
      story(
        '{instance} ({itype}) impaired in {az}',
        '{Who} lost {instance}, which [carries|hosts] the {workload} in {az}, when its system status check failed at {time} [and stop requests hung|without any change on the instance].',
        'The physical host had lost [network reachability|a hardware component] and had already been taken out of service by the time the case was opened.',
        '{Who} [started a replacement from the latest AMI|restored the volume {volume} to a new instance] in {az2} and put a recover action on the system check alarm.',
        'The failed system status check pointed to the host underneath {instance} and not to the operating system.',
      ),
    ],
  },
  {
    service: EC2,
    category: 'instance-issue',
    rca: 'Development Issue',
    lifecycles: ['Run Books', 'CICD', 'Code Review'],
    kind: 'degraded',
    signal: 'StatusCheckFailed_Instance',
    stories: [
      story(
        'Instance in emergency mode after reboot',
        '{Who} found {instance} in emergency mode at {time}, following [a kernel update|the move to {itype}] of the {workload}.',
        'The console output showed a timeout for a [/dev/xvdf entry|mount by device name] in fstab: on Nitro the volume appears as an NVMe device, and the line had no nofail option.',
        '{Who} attached {volume} to a [rescue|helper] instance, switched fstab to UUIDs with nofail, and booted {instance} normally after {dur}.',
        'The operating system image was not prepared for Nitro instances, an oversight in the build of the image.',
      ),
      story(
        '{instance} unreachable after [resize|type change], 1/2 checks passed',
        'After [a change from an older type to {itype}|a planned reboot] {instance} in {region} passed only 1/2 status checks and could not be reached over SSH from {time}.',
        'Support read from the serial console that the image had an ENA driver [older than 2.0|that was not built for the new kernel], so the instance came up without a network.',
        'The root volume was repaired with [the EC2Rescue runbook|AWSSupport-ExecuteEC2Rescue], the driver was updated, and the fix went into the [golden image|image pipeline].',
        'The boot failed on the customer side configuration of mounts and drivers rather than on the host.',
      ),
    ],
  },
  {
    service: 'amazon-elastic-compute-cloud-windows',
    category: 'instance-issue',
    rca: 'Customer Release',
    lifecycles: ['CICD', 'AB Testing', 'Run Books'],
    kind: 'outage',
    signal: 'failed RDP and domain logons',
    stories: [
      story(
        'RDP to Windows servers fails after [patch night|policy change]',
        'From {time} RDP to {14-60} Windows Server instances in {region} ended with [The logon attempt failed|error 0x4], a few minutes after a group policy rollout by {who}.',
        'The new policy [disabled NTLM while the servers still reached the domain over an alias without an SPN|blocked the RDP listener port in Windows Firewall], as the event log on {instance} showed.',
        'Through Session Manager {who} reverted the policy on {3-8} servers, verified logons, and rolled the [correction|old version] out with a State Manager association.',
        'An untested group policy change went to every production server and cut off logons.',
      ),
      story(
        'Domain logons broken on {12-60} Windows instances',
        '{Who} could not log on to {instance} and its siblings in {region} after [monthly patching|a security baseline] had been pushed to all servers [at once|in one batch].',
        'Support found Netlogon event 5719 and [stale DNS forwarders|a wrong DNS server list] on the instances, so they could no longer find the domain controllers in {vpc}.',
        'An offline fix with EC2Rescue [opened the port again|restored the network settings], and the remaining servers recovered after gpupdate [and a reboot|within {dur}].',
        'The change reached production without a pilot group that would have shown the failed logons.',
      ),
    ],
  },
  {
    service: EBS,
    rca: 'Lack Monitoring',
    lifecycles: ['Alarming', 'Monitoring', 'Anomaly Detection', 'Logging'],
    kind: 'outage',
    signal: 'disk_used_percent on {instance}',
    stories: [
      story(
        'Root volume of {instance} full',
        'The {workload} stopped at {time} with No space left on device, after [debug logs|core dumps|orphaned temporary files] had filled {volume} on {instance}.',
        'The file system had grown by {2-6} percent a day for {8-20} days, but the CloudWatch agent was [not installed|collecting memory only], so nobody saw it.',
        '{Who} grew {volume} by {50-300} GiB with Elastic Volumes, extended the partition with growpart, and [removed|rotated] {10-60} GB of logs.',
        'A disk usage alarm would have shown the filling volume days before the outage.',
      ),
      story(
        '{Workload} stopped: No space left on device',
        '{Who} [noticed|was told by users] at {time} that {instance} in {az} [rejected writes|could not start its services], although CPU and memory looked normal.',
        'Support pointed out that EC2 does not report disk use by itself and that [no agent metric|only an averaged metric across mounts] existed for the root file system.',
        'After [the journal was vacuumed|old logs were moved to S3] the service came back, and log rotation with a {7-14} day limit was put in place.',
        'Disk space was not monitored, so a slow and visible trend ended in an outage.',
      ),
    ],
  },
];
