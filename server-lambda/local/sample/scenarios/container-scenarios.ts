import { story, type Scenario } from '../scenario.ts';

const EKS = 'service-eks';
const ECS = 'ec2-container-service';

export const CONTAINER_SCENARIOS: readonly Scenario[] = [
  {
    service: EKS,
    rca: 'Upgrade Management',
    lifecycles: ['Risk Evaluation', 'Ops Reviews', 'Event Management', 'Run Books'],
    kind: 'outage',
    signal: 'the support calendar of {cluster}',
    stories: [
      story(
        '{cluster} upgraded by itself, workloads broken',
        '{Who} found on {day} that the control plane of {cluster} in {region} had moved to a newer Kubernetes version and that [an old ingress controller|the autoscaler] was failing.',
        'The old version had reached the end of extended support, so EKS upgraded the control plane automatically, as [two|three] AWS Health notices had announced to a mailbox that nobody reads.',
        '{Who} moved the manifests to stable API versions, updated [the VPC CNI, CoreDNS and kube-proxy add-ons|the node groups and add-ons], and had everything running after {dur}.',
        'The customer missed the end of support of the Kubernetes version and was upgraded automatically.',
      ),
      story(
        'EKS control plane version changed without our action',
        'Deployments to {cluster} failed from {time} with no matches for kind [PodDisruptionBudget|FlowSchema|CronJob] in a beta API version that [worked the day before|the manifests still name].',
        'Upgrade insights had listed the deprecated API calls for {30-90} days, but the [owner had changed|account contact was out of date] and the scheduled upgrade went unnoticed.',
        'The affected controllers were upgraded with Helm, kubelets were brought to a supported skew, and [quarterly upgrades|an upgrade calendar] replaced the wait for the deadline.',
        'Notices about the automatic upgrade of {cluster} had not reached the team that runs it.',
      ),
    ],
  },
  {
    service: EKS,
    category: 'performance',
    rca: 'Exceeding Capability',
    lifecycles: ['Load Testing', 'Performance Benchmarking', 'Tracing'],
    kind: 'degraded',
    signal: 'linklocal_allowance_exceeded on the nodes',
    stories: [
      story(
        'Intermittent DNS timeouts in {cluster}',
        'Pods of the {workload} in {cluster} met DNS timeouts of 5 seconds from {time}, for {2-8} percent of lookups and only [at peak|under load].',
        'Both CoreDNS replicas ran on one node and passed the limit of 1,024 packets a second to the VPC resolver, which [ethtool|the ENA counters] showed as dropped packets.',
        'NodeLocal DNSCache, {6-12} CoreDNS replicas with zone spread and ndots:2 for the busiest pods brought timeouts to zero.',
        'DNS traffic exceeded what the nodes and the resolver allow per network interface, so the design had to change.',
      ),
      story(
        'UnknownHostException from pods under load',
        '{Who} reported [UnknownHostException|EAI_AGAIN] errors in {cluster} ({region}) whenever traffic passed {3000-9000} requests a second.',
        'Support found that ndots:5 turned each lookup into [five|up to ten] queries and that [two CoreDNS pods|a small burstable node] answered for {200-600} pods.',
        '{Who} scaled CoreDNS with the [cluster proportional autoscaler|add-on autoscaling], added anti-affinity and used fully qualified names for [S3 and DynamoDB|external hosts].',
        'The DNS set-up of the cluster could not carry the peak load of the {workload}.',
      ),
    ],
  },
  {
    service: EKS,
    rca: 'Development Issue',
    lifecycles: ['Code Review', 'CICD', 'Training', 'Logging'],
    kind: 'minor',
    signal: 'AccessDenied events of {role}',
    stories: [
      story(
        'Pods get AccessDenied on AssumeRoleWithWebIdentity',
        'New pods of the {workload} in {cluster} failed with AccessDenied on sts:AssumeRoleWithWebIdentity for {role} after [a move to another namespace|the cluster was rebuilt].',
        'The trust policy of {role} still named the [OIDC issuer of the old cluster|old namespace in its sub condition], so STS refused the token of the service account.',
        '{Who} corrected the trust policy and restarted the deployment, after which [calls succeeded|the pods took the right role], and looked at EKS Pod Identity for new services.',
        'The role trust relationship did not match the service account, a configuration error on the customer side.',
      ),
      story(
        'IAM role for service account not used by pod',
        '{Who} saw pods in {cluster} use the node role instead of {role}, so calls to {bucket} [were denied|returned 403] since {time}.',
        'Support saw that the service account [had no role annotation|was annotated after the pods had started], and that the SDK in the image [predated|did not support] web identity tokens.',
        'With an EKS Pod Identity association for {role} the pods received credentials at once, and [a policy test|a smoke test] now runs in the pipeline.',
        'The integration between IAM and the Kubernetes service account was set up incompletely.',
      ),
    ],
  },
  {
    service: EKS,
    rca: 'Lack Monitoring',
    lifecycles: ['Monitoring', 'Alarming', 'Anomaly Detection', 'Ops Reviews'],
    kind: 'degraded',
    signal: 'free addresses in {subnet}',
    stories: [
      story(
        'Pods stuck in ContainerCreating: no IP addresses',
        'From {time} {15-80} pods in {cluster} stayed in ContainerCreating with failed to assign an IP address to container, which [stopped|delayed] a scale-out of the {workload}.',
        'The subnet had {0-6} free addresses left: [each new node took a warm pool of 30|leaked interfaces of ended nodes held {40-120}], and nobody watched the count.',
        '{Who} added a secondary CIDR from 100.64.0.0/16 with custom networking and [lowered WARM_IP_TARGET|turned on prefix delegation] on new node groups.',
        'The address space ran out gradually and without any monitoring on the subnets.',
      ),
      story(
        'failed to assign an IP address to container in {cluster}',
        '{Who} could not [deploy to|scale] {cluster} in {region}, because the VPC CNI found no free address in {subnet}.',
        'Address use in {subnet} had climbed for {3-7} weeks, which [VPC IPAM|the AvailableIpAddressCount field] would have shown, but there was no metric for it.',
        'Cleaning up {30-110} unused interfaces freed addresses at once, and [larger subnets|IPv6 clusters] are planned for the next environment.',
        'A simple metric on free addresses would have prevented the failed scale-out.',
      ),
    ],
  },
  {
    service: EKS,
    rca: 'Customer Question',
    lifecycles: ['Training', 'Architecture', 'Risk Evaluation', 'Performance Benchmarking'],
    kind: 'question',
    signal: 'node utilisation of {cluster}',
    stories: [
      story(
        'Karpenter or managed node groups for {cluster}?',
        '{Who} asked how to [upgrade|restructure] {cluster} in {region} with {20-70} nodes without [interrupting|draining] the {workload}, and whether EKS Auto Mode would help.',
        'Support recommended [blue/green node groups|in-place control plane upgrades one minor version at a time] with pod disruption budgets and reviewed the upgrade insights of {cluster}.',
        'A plan with [test, staging and production waves|three maintenance windows] was agreed, and links to the [EKS best practices guide|workshop] were shared.',
        'The customer asked for guidance on cluster operations and reported no failure.',
      ),
      story(
        'Best practice for EKS upgrades with {20-60} node groups',
        'For the {workload} {who} wanted advice on [Karpenter compared with Cluster Autoscaler|spreading pods over three zones], including the effect on cost.',
        'The present requests were {2-4} times the real use, so [consolidation by Karpenter|right-sizing] would matter more than the [instance family|purchase option].',
        '{Who} will [pilot|try] Karpenter with two node pools in staging and compare cost and [start-up time|scheduling latency] after {2-6} weeks.',
        'This was an advisory question on upgrades and scaling of {cluster}.',
      ),
    ],
  },
  {
    service: ECS,
    rca: 'Customer Release',
    lifecycles: ['AB Testing', 'CICD', 'Alarming', 'Tracing'],
    kind: 'outage',
    signal: 'RunningTaskCount of {service}',
    stories: [
      story(
        '{service} tasks stop after deployment',
        'After revision {80-240} of the task definition went live at {time}, tasks of {service} in {cluster} stopped with [Essential container exited|Task failed ELB health checks].',
        'The new image [read a setting that exists only in staging|listened on port 8081 instead of 8080], and minimumHealthyPercent was 0, so the old tasks went away first.',
        '{Who} rolled back to the previous revision, which [restored|stabilised] the service in {6-20} minutes, and enabled the deployment circuit breaker.',
        'A release with a faulty task definition replaced all healthy tasks in production.',
      ),
      story(
        'ECS deployment of {workload} never becomes steady',
        '{Who} released the {workload} to {cluster} in {region} and saw {service} replace its tasks every {2-5} minutes, [never reaching|far from] a steady state.',
        'Exit code [137 showed that memory of {512-1024} MiB was too small|1 came from a missing environment variable], a change that the tests had not [covered|exercised].',
        'With the corrected task definition a new revision became steady, and [canary deployments|CodeDeploy blue/green] with alarms now guard releases.',
        'The defect came with a new image that was never run with production settings before.',
      ),
    ],
  },
  {
    service: ECS,
    rca: 'Customer Dependency',
    lifecycles: ['Dependency Mapping', 'Tracing', 'Resilience', 'Monitoring'],
    kind: 'degraded',
    signal: 'latency of the calls to {host}',
    stories: [
      story(
        'Timeouts from {service} to on-premises {host}',
        'Tasks of {service} in {region} timed out on calls to {host} from {time}, so the {workload} answered {5-25} percent of requests with 504.',
        'Flow logs showed SYN packets [leaving over the transit gateway without answer|reaching the VPN and getting no reply], while traffic inside {vpc} was clean.',
        'The on-premises network team [failed over the firewall pair|removed a new rule], and connections from {service} recovered at once.',
        'The failing component was a system in the customer data centre that the tasks depend on.',
      ),
      story(
        '{Workload} slow, ECS suspected',
        '{Who} suspected ECS networking, as response times of {service} went from {80-250} ms to more than {6-15} seconds at {time}.',
        'Reachability Analyzer found the path intact up to the customer gateway; a [firewall|proxy] in the data centre had [dropped idle sessions|been restarted] at that time.',
        '{Who} added [a circuit breaker|shorter timeouts with retries] around the dependency, while the [host was restarted|route was restored] on site.',
        'The tasks were healthy; the external dependency {host} did not answer.',
      ),
    ],
  },
];
