import type { Scenario } from '../scenario.ts';

const ELB = 'elastic-load-balancing';
const VPC = 'amazon-virtual-private-cloud';
const CLOUDFRONT = 'amazon-cloudfront';
const DIRECT_CONNECT = 'aws-direct-connect';

export const NETWORK_SCENARIOS: readonly Scenario[] = [
  {
    service: ELB,
    category: 'general-guidance',
    rca: 'Development Issue',
    lifecycles: ['Logging', 'Tracing', 'Training'],
    kind: 'minor',
    signal: 'HTTPCode_ELB_502_Count of {lb}',
    stories: [
      {
        subject: 'Sporadic 502 from {lb}',
        report:
          '{Who} saw a steady {1-3} in a thousand requests to {lb} in {region} end with 502, while the targets of the {workload} logged [no error|nothing at that second].',
        finding:
          'Access logs had a target status of "-": the server closes idle connections after {5-15} seconds, before the 60 seconds of the load balancer.',
        fix: 'With a keep-alive of {65-75} seconds on the targets the 502 answers [ceased|fell to zero] within {dur}.',
        reason: 'Keep-alive settings of the application did not match the load balancer.',
      },
      {
        subject: 'HTTP 502 behind ALB without target errors',
        report:
          'Since a framework upgrade on {day} {lb} has returned {100-900} 502 answers an hour, mostly [after idle periods|on POST requests].',
        finding:
          'Packet captures showed a reset from the target while a request was under way, because keepAliveTimeout of [Node.js|gunicorn] is shorter than the idle timeout of {lb}.',
        fix: '{Who} raised the server timeouts above the idle timeout and made clients retry [idempotent calls|GET requests].',
        reason: 'A configuration detail of the web server caused the errors, not the load balancer.',
      },
    ],
  },
  {
    service: ELB,
    category: 'general-guidance',
    rca: 'Customer Release',
    lifecycles: ['AB Testing', 'CICD', 'Alarming'],
    kind: 'outage',
    signal: 'UnHealthyHostCount of {lb}',
    stories: [
      {
        subject: '{lb} returns 503, no healthy targets',
        report:
          '{lb} in {region} answered 503 for all requests of the {workload} from {time}, when every target had become unhealthy [within a minute|after a release].',
        finding:
          'The release had renamed /health to [/healthz|/status], so health checks got 404 and [each instance was replaced in turn|targets were drained].',
        fix: '{Who} corrected the path and had healthy targets after {2-6} minutes; [weighted target groups|CodeDeploy canaries] will carry the next change.',
        reason: 'A change of the health check path or rules made all targets unhealthy.',
      },
      {
        subject: 'All targets of {workload} unhealthy after change',
        report:
          '{Who} changed [the security groups|a security group rule] of {lb} at {time} and lost all {6-24} targets of the {workload}.',
        finding:
          'The new security group admitted {lb} on port 443 only, while the targets listen on {8000-9000}, which [the flow logs|Reachability Analyzer] showed as rejected.',
        fix: 'The old rule was restored, traffic came back within {3-9} minutes, and the change [was repeated behind a test listener|now passes a staging check].',
        reason: 'The production change had not been tested before it reached all targets.',
      },
    ],
  },
  {
    service: VPC,
    category: 'connection-issue',
    rca: 'Exceeding Capability',
    lifecycles: ['Architecture', 'Alarming', 'Load Testing'],
    kind: 'degraded',
    signal: 'ErrorPortAllocation of the NAT gateway',
    stories: [
      {
        subject: 'NAT gateway port allocation errors in {az}',
        report:
          'Outbound calls of the {workload} to {host} timed out for {3-18} percent of attempts from {time}, all of them through one NAT gateway in {az}.',
        finding:
          'ErrorPortAllocation rose to {200-2500} a minute: {300-700} containers share one address, and a NAT gateway holds 55,000 connections to one destination.',
        fix: '{Who} added {2-5} secondary addresses to the gateway and connection reuse in the client, which removed the errors.',
        reason: 'The connection pattern went beyond what one NAT gateway address can translate.',
      },
      {
        subject: 'Outbound connections to {host} time out',
        report:
          '{Who} saw connection timeouts from {vpc} to [a partner|a payment provider] at {host} during [peak|a batch], though bandwidth was low.',
        finding:
          'ActiveConnectionCount stood near 55,000, since the client opened [a connection for each call|no keep-alive connections] to a single [address|port].',
        fix: 'A NAT gateway per zone and [a connection pool|keep-alive] brought connections down to {4000-15000}.',
        reason: 'More addresses and connection reuse were needed to get past a design limit.',
      },
    ],
  },
  {
    service: VPC,
    category: 'connection-issue',
    rca: 'Transient Issues',
    lifecycles: ['Monitoring', 'Tracing', 'Resilience'],
    kind: 'minor',
    signal: 'packet loss between {az} and {az2}',
    stories: [
      {
        subject: 'Brief packet loss between {az} and {az2}',
        report:
          'Calls between {az} and {az2} in {vpc} took {90-400} ms in place of {1-2} ms from {time}, and were normal again after {4-14} minutes.',
        finding:
          'Support found no event, deployment or capacity alert for {az} at that time, and [Network Flow Monitor|the infrastructure metrics] stayed within normal bounds.',
        fix: 'No action was needed; {who} set up [Network Synthetic Monitor probes|Network Flow Monitor] to have figures next time.',
        reason: 'A short network disturbance ended by itself and its cause is unknown.',
      },
      {
        subject: 'Latency between zones of {region}, recovered',
        report:
          '{Who} asked about [retransmissions|short timeouts] between tiers of the {workload} in {region} at {time}, which had [passed|gone] before the case was read.',
        finding:
          'Counters on the instances showed [a short burst of retransmits|no drops], and the cause could not be told from the data that was left.',
        fix: 'The zones were observed for {24-72} hours without a repetition, and client timeouts were [raised slightly|combined with one retry].',
        reason: 'Nothing on either side explains the passing latency.',
      },
    ],
  },
  {
    service: VPC,
    category: 'general-guidance',
    rca: 'Limit reached',
    lifecycles: ['Ops Reviews', 'Monitoring', 'Architecture'],
    kind: 'planning',
    signal: 'quota use in {region}',
    stories: [
      {
        subject: 'Raise rules per security group in {vpc}',
        report:
          '{Who} could not add [partner addresses|routes] for the {workload}: RulesPerSecurityGroupLimitExceeded on a group with {58-60} inbound rules in {vpc}.',
        finding:
          'Support noted that {2-5} groups share each interface of the {workload}, that rules times groups may not pass 1,000, and that [prefix lists count with their full size|most rules were single addresses].',
        fix: 'The quota was raised to {100-200}, and {who} [merged addresses into a managed prefix list|removed {10-30} unused rules].',
        reason: 'A default quota of the VPC was nearly used up and blocked a planned change.',
      },
      {
        subject: 'AddressLimitExceeded: more Elastic IPs for {region}',
        report:
          'AllocateAddress returned AddressLimitExceeded in {region} while {who} [prepared|built] new egress points for the {workload}.',
        finding:
          'The account still had the default quotas, and Trusted Advisor had shown {90-100} percent use for {5-25} days.',
        fix: 'Support granted {8-20} more addresses after checking the [use case|plan], and Service Quotas alarms were suggested.',
        reason: 'Quota use was visible before but had not been planned for.',
      },
    ],
  },
  {
    service: CLOUDFRONT,
    category: 'general-guidance',
    rca: 'Customer Release',
    lifecycles: ['CICD', 'AB Testing', 'Monitoring'],
    kind: 'degraded',
    signal: 'cache hit rate of {dist}',
    stories: [
      {
        subject: 'Wrong language served by {dist}',
        report:
          'Since a new behaviour went live on {dist} at {time}, visitors of the {workload} [received pages in the wrong language|saw prices of another country].',
        finding:
          'The new cache policy left out [Accept-Language|the currency cookie], so different answers shared one cache key.',
        fix: '{Who} put the header back in the cache policy and invalidated /*, and correct pages were served after {5-15} minutes.',
        reason: 'A change of the cache policy was released to all viewers without a test.',
      },
      {
        subject: 'Cache hit rate of {dist} collapsed',
        report:
          '{Who} saw the hit rate of {dist} fall from {88-97} to {10-40} percent at {time}, and the origin of the {workload} was overloaded.',
        finding:
          'All query strings and the [User-Agent|Authorization] header had been added to the cache key, which made nearly every request unique.',
        fix: 'With a key of {2-4} parameters the hit rate came back to {85-96} percent, and [continuous deployment|a staging distribution] is used from now on.',
        reason: 'The release altered the cache key and caused the impact.',
      },
    ],
  },
  {
    service: CLOUDFRONT,
    category: 'feature-request',
    rca: 'Feature Request',
    lifecycles: ['Logging', 'Monitoring', 'Training'],
    kind: 'request',
    signal: 'log delay of {dist}',
    stories: [
      {
        subject: 'Feature request: invalidate by group or header',
        report:
          '{Who} asked for invalidation by [content group|response header] on {dist}, since editors of the {workload} change {200-900} pages a day.',
        finding:
          'Support confirmed that this is not offered for {dist} today and recorded it with [the business case|two examples] for the CloudFront team.',
        fix: 'As an alternative support showed [short TTLs with stale-while-revalidate|real-time logs through Kinesis], which {who} will try.',
        reason: 'The customer asked for a function that CloudFront does not have.',
      },
      {
        subject: 'Request for transfer figures per host on {dist}',
        report:
          'To bill {5-30} brands that share {dist}, {who} asked for [transfer figures per host name|cost tags per behaviour].',
        finding:
          'The standard metrics are per distribution, so the figures have to be [derived from logs|counted by the customer] at present.',
        fix: '{Who} builds the figures with Athena on the v2 access logs, partitioned by [host|day].',
        reason: 'The request was forwarded to the service team as a feature request.',
      },
    ],
  },
  {
    service: DIRECT_CONNECT,
    category: 'general-guidance',
    rca: 'Customer Dependency',
    lifecycles: ['Dependency Mapping', 'Resilience', 'Event Management', 'Fault Injection and GameDay'],
    kind: 'outage',
    signal: 'ConnectionState and BGP status of the connection',
    stories: [
      {
        subject: 'No traffic from data centre to {vpc}',
        report:
          '{Who} reported that traffic between the data centre and {region} stopped at {time}, with light levels of [-40 dBm|no signal] on the port.',
        finding:
          'No work was under way on the AWS side; the [carrier|colocation provider] confirmed a [fibre cut|maintenance that was announced to another contact].',
        fix: 'The provider restored the circuit after {dur}, and {who} brought up a site-to-site VPN as [backup|interim path].',
        reason: 'The fault lay with the carrier or the customer router and not with AWS.',
      },
      {
        subject: 'Direct Connect down, BGP idle',
        report:
          'The virtual interface to {vpc} went down at {time} with BGP in state Idle, and the {workload} lost its link to {host}.',
        finding:
          'The customer router had [reached its maximum prefix count|restarted with an old configuration], so it withdrew the session, as the BGP notification shows.',
        fix: '{Who} restored the router configuration, ran the failover test of Direct Connect and ordered a second [connection|location].',
        reason: 'A dependency outside AWS, the circuit to the data centre, failed.',
      },
    ],
  },
  {
    service: 'amazon-route53',
    category: 'general-guidance',
    rca: 'Service Event',
    lifecycles: ['Event Management', 'Resilience', 'Run Books'],
    kind: 'degraded',
    signal: 'propagation time of record changes',
    stories: [
      {
        subject: 'Route 53 changes stay PENDING',
        report:
          'ChangeResourceRecordSets calls stayed PENDING for more than {20-90} minutes from {time}, so {who} could not [shift traffic|finish a failover] of the {workload}.',
        finding:
          'AWS Health listed delayed propagation of DNS edits, a [control plane|propagation] impairment; answers to queries were not affected.',
        fix: 'Changes went through after the service team [scaled the propagation fleet|rolled back], {dur} after the start of the event.',
        reason: 'An impairment of the Route 53 control plane delayed all changes.',
      },
      {
        subject: 'DNS updates for {workload} delayed',
        report:
          '{Who} saw [new records|certificate validations] for the {workload} not being published from {time}, while existing names resolved.',
        finding:
          'Support linked the case to an open service event and explained that the data plane [kept its full availability|was healthy].',
        fix: 'The queue was worked off by the service team, and {who} will use health checks and [routing controls|weights set in advance] for failover.',
        reason: 'The case matches a service event that AWS Health reported.',
      },
    ],
  },
];
