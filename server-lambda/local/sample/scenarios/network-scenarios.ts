import { story, type Scenario } from '../scenario.ts';

const ELB = 'elastic-load-balancing';
const VPC = 'amazon-virtual-private-cloud';
const CLOUDFRONT = 'amazon-cloudfront';
const DIRECT_CONNECT = 'aws-direct-connect';

export const NETWORK_SCENARIOS: readonly Scenario[] = [
  {
    service: ELB,
    rca: 'Development Issue',
    lifecycles: ['Logging', 'Tracing', 'Training'],
    kind: 'minor',
    signal: 'HTTPCode_ELB_502_Count of {lb}',
    stories: [
      story(
        'Sporadic 502 from {lb}',
        '{Who} saw a steady {1-3} in a thousand requests to {lb} in {region} end with 502, while the targets of the {workload} logged [no error|nothing at that second].',
        'Access logs had a target status of "-": the server closes idle connections after {5-15} seconds, before the 60 seconds of the load balancer.',
        'With a keep-alive of {65-75} seconds on the targets the 502 answers [ceased|fell to zero] within {dur}.',
        'Keep-alive settings of the application did not match the load balancer.',
      ),
      story(
        'HTTP 502 behind ALB without target errors',
        'Since a framework upgrade on {day} {lb} has returned {100-900} 502 answers an hour, mostly [after idle periods|on POST requests].',
        'Packet captures showed a reset from the target while a request was under way, because keepAliveTimeout of [Node.js|gunicorn] is shorter than the idle timeout of {lb}.',
        '{Who} raised the server timeouts above the idle timeout and made clients retry [idempotent calls|GET requests].',
        'A configuration detail of the web server caused the errors, not the load balancer.',
      ),
    ],
  },
  {
    service: ELB,
    rca: 'Customer Release',
    lifecycles: ['AB Testing', 'CICD', 'Alarming'],
    kind: 'outage',
    signal: 'UnHealthyHostCount of {lb}',
    stories: [
      story(
        '{lb} returns 503, no healthy targets',
        '{lb} in {region} answered 503 for all requests of the {workload} from {time}, when every target had become unhealthy [within a minute|after a release].',
        'The release had renamed /health to [/healthz|/status], so health checks got 404 and [each instance was replaced in turn|targets were drained].',
        '{Who} corrected the path and had healthy targets after {2-6} minutes; [weighted target groups|CodeDeploy canaries] will carry the next change.',
        'A change of the health check path or rules made all targets unhealthy.',
      ),
      story(
        'All targets of {workload} unhealthy after change',
        '{Who} changed [the security groups|a security group rule] of {lb} at {time} and lost all {6-24} targets of the {workload}.',
        'The new security group admitted {lb} on port 443 only, while the targets listen on {8000-9000}, which [the flow logs|Reachability Analyzer] showed as rejected.',
        'The old rule was restored, traffic came back within {3-9} minutes, and the change [was repeated behind a test listener|now passes a staging check].',
        'The production change had not been tested before it reached all targets.',
      ),
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
      story(
        'NAT gateway port allocation errors in {az}',
        'Outbound calls of the {workload} to {host} timed out for {3-18} percent of attempts from {time}, all of them through one NAT gateway in {az}.',
        'ErrorPortAllocation rose to {200-2500} a minute: {300-700} containers share one address, and a NAT gateway holds 55,000 connections to one destination.',
        '{Who} added {2-5} secondary addresses to the gateway and connection reuse in the client, which removed the errors.',
        'The connection pattern went beyond what one NAT gateway address can translate.',
      ),
      story(
        'Outbound connections to {host} time out',
        '{Who} saw connection timeouts from {vpc} to [a partner|a payment provider] at {host} during [peak|a batch], though bandwidth was low.',
        'ActiveConnectionCount stood near 55,000, since the client opened [a connection for each call|no keep-alive connections] to a single [address|port].',
        'A NAT gateway per zone and [a connection pool|keep-alive] brought connections down to {4000-15000}.',
        'More addresses and connection reuse were needed to get past a design limit.',
      ),
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
      story(
        'Brief packet loss between {az} and {az2}',
        'Calls between {az} and {az2} in {vpc} took {90-400} ms in place of {1-2} ms from {time}, and were normal again after {4-14} minutes.',
        'Support found no event, deployment or capacity alert for {az} at that time, and [Network Flow Monitor|the infrastructure metrics] stayed within normal bounds.',
        'No action was needed; {who} set up [Network Synthetic Monitor probes|Network Flow Monitor] to have figures next time.',
        'A short network disturbance ended by itself and its cause is unknown.',
      ),
      story(
        'Latency between zones of {region}, recovered',
        '{Who} asked about [retransmissions|short timeouts] between tiers of the {workload} in {region} at {time}, which had [passed|gone] before the case was read.',
        'Counters on the instances showed [a short burst of retransmits|no drops], and the cause could not be told from the data that was left.',
        'The zones were observed for {24-72} hours without a repetition, and client timeouts were [raised slightly|combined with one retry].',
        'Nothing on either side explains the passing latency.',
      ),
    ],
  },
  {
    service: VPC,
    rca: 'Limit reached',
    lifecycles: ['Ops Reviews', 'Monitoring', 'Architecture'],
    kind: 'planning',
    signal: 'quota use in {region}',
    stories: [
      story(
        'Raise rules per security group in {vpc}',
        '{Who} could not add [partner addresses|routes] for the {workload}: RulesPerSecurityGroupLimitExceeded on a group with {58-60} inbound rules in {vpc}.',
        'Support noted that {2-5} groups share each interface of the {workload}, that rules times groups may not pass 1,000, and that [prefix lists count with their full size|most rules were single addresses].',
        'The quota was raised to {100-200}, and {who} [merged addresses into a managed prefix list|removed {10-30} unused rules].',
        'A default quota of the VPC was nearly used up and blocked a planned change.',
      ),
      story(
        'AddressLimitExceeded: more Elastic IPs for {region}',
        'AllocateAddress returned AddressLimitExceeded in {region} while {who} [prepared|built] new egress points for the {workload}.',
        'The account still had the default quotas, and Trusted Advisor had shown {90-100} percent use for {5-25} days.',
        'Support granted {8-20} more addresses after checking the [use case|plan], and Service Quotas alarms were suggested.',
        'Quota use was visible before but had not been planned for.',
      ),
    ],
  },
  {
    service: CLOUDFRONT,
    rca: 'Customer Release',
    lifecycles: ['CICD', 'AB Testing', 'Monitoring'],
    kind: 'degraded',
    signal: 'cache hit rate of {dist}',
    stories: [
      story(
        'Wrong language served by {dist}',
        'Since a new behaviour went live on {dist} at {time}, visitors of the {workload} [received pages in the wrong language|saw prices of another country].',
        'The new cache policy left out [Accept-Language|the currency cookie], so different answers shared one cache key.',
        '{Who} put the header back in the cache policy and invalidated /*, and correct pages were served after {5-15} minutes.',
        'A change of the cache policy was released to all viewers without a test.',
      ),
      story(
        'Cache hit rate of {dist} collapsed',
        '{Who} saw the hit rate of {dist} fall from {88-97} to {10-40} percent at {time}, and the origin of the {workload} was overloaded.',
        'All query strings and the [User-Agent|Authorization] header had been added to the cache key, which made nearly every request unique.',
        'With a key of {2-4} parameters the hit rate came back to {85-96} percent, and [continuous deployment|a staging distribution] is used from now on.',
        'The release altered the cache key and caused the impact.',
      ),
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
      story(
        'Feature request: invalidate by group or header',
        '{Who} asked for invalidation by [content group|response header] on {dist}, since editors of the {workload} change {200-900} pages a day.',
        'Support confirmed that this is not offered for {dist} today and recorded it with [the business case|two examples] for the CloudFront team.',
        'As an alternative support showed [short TTLs with stale-while-revalidate|real-time logs through Kinesis], which {who} will try.',
        'The customer asked for a function that CloudFront does not have.',
      ),
      story(
        'Request for transfer figures per host on {dist}',
        'To bill {5-30} brands that share {dist}, {who} asked for [transfer figures per host name|cost tags per behaviour].',
        'The standard metrics are per distribution, so the figures have to be [derived from logs|counted by the customer] at present.',
        '{Who} builds the figures with Athena on the v2 access logs, partitioned by [host|day].',
        'The request was forwarded to the service team as a feature request.',
      ),
    ],
  },
  {
    service: DIRECT_CONNECT,
    rca: 'Customer Dependency',
    lifecycles: ['Dependency Mapping', 'Resilience', 'Event Management', 'Fault Injection and GameDay'],
    kind: 'outage',
    signal: 'ConnectionState and BGP status of the connection',
    stories: [
      story(
        'No traffic from data centre to {vpc}',
        '{Who} reported that traffic between the data centre and {region} stopped at {time}, with light levels of [-40 dBm|no signal] on the port.',
        'No work was under way on the AWS side; the [carrier|colocation provider] confirmed a [fibre cut|maintenance that was announced to another contact].',
        'The provider restored the circuit after {dur}, and {who} brought up a site-to-site VPN as [backup|interim path].',
        'The fault lay with the carrier or the customer router and not with AWS.',
      ),
      story(
        'Direct Connect down, BGP idle',
        'The virtual interface to {vpc} went down at {time} with BGP in state Idle, and the {workload} lost its link to {host}.',
        'The customer router had [reached its maximum prefix count|restarted with an old configuration], so it withdrew the session, as the BGP notification shows.',
        '{Who} restored the router configuration, ran the failover test of Direct Connect and ordered a second [connection|location].',
        'A dependency outside AWS, the circuit to the data centre, failed.',
      ),
    ],
  },
  {
    service: 'amazon-route53',
    rca: 'Service Event',
    lifecycles: ['Event Management', 'Resilience', 'Run Books'],
    kind: 'degraded',
    signal: 'propagation time of record changes',
    stories: [
      story(
        'Route 53 changes stay PENDING',
        'ChangeResourceRecordSets calls stayed PENDING for more than {20-90} minutes from {time}, so {who} could not [shift traffic|finish a failover] of the {workload}.',
        'AWS Health listed delayed propagation of DNS edits, a [control plane|propagation] impairment; answers to queries were not affected.',
        'Changes went through after the service team [scaled the propagation fleet|rolled back], {dur} after the start of the event.',
        'An impairment of the Route 53 control plane delayed all changes.',
      ),
      story(
        'DNS updates for {workload} delayed',
        '{Who} saw [new records|certificate validations] for the {workload} not being published from {time}, while existing names resolved.',
        'Support linked the case to an open service event and explained that the data plane [kept its full availability|was healthy].',
        'The queue was worked off by the service team, and {who} will use health checks and [routing controls|weights set in advance] for failover.',
        'The case matches a service event that AWS Health reported.',
      ),
    ],
  },
];
