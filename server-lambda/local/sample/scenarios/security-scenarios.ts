import { story, type Scenario } from '../scenario.ts';

const IAM = 'aws-identity-and-access-management';

export const SECURITY_SCENARIOS: readonly Scenario[] = [
  {
    service: IAM,
    category: 'security',
    rca: 'Security Issue',
    lifecycles: ['Run Books', 'Anomaly Detection', 'Training', 'Risk Evaluation'],
    kind: 'outage',
    signal: 'API calls of the leaked key',
    stories: [
      story(
        'Access key of a {team} user exposed',
        'AWS reported on {day} that an access key of a build user had appeared in a public repository, and {who} found {10-80} GPU instances in [three|five] unused Regions.',
        'The policy AWSCompromisedKeyQuarantineV3 had been attached by AWS, but [the user could still create roles|two further keys existed], as CloudTrail showed.',
        '{Who} deactivated the keys, removed {2-9} foreign users and {20-90} instances, and [rotated all secrets|revoked the sessions] of the account.',
        'A leaked access key was used by a third party.',
      ),
      story(
        'Unknown instances in unused Regions',
        '{Who} saw RunInstances and CreateUser calls from an unknown network at {time}, made with a long-lived key of the {workload}.',
        'Support listed the calls of the key over {4-30} hours: new users, [a login profile|altered trust policies] and instances of {itype} used for mining.',
        'The account was cleaned with the steps of the support guide within {dur}, and [IAM Identity Center|OIDC federation for the pipeline] replaced static keys.',
        'The incident is an account compromise through a published credential.',
      ),
    ],
  },
  {
    service: 'key-management-service',
    rca: 'Throttling',
    lifecycles: ['Architecture', 'Load Testing', 'Monitoring'],
    kind: 'degraded',
    signal: 'ThrottlingException count for KMS',
    stories: [
      story(
        'KMS ThrottlingException on reads from {bucket}',
        '{Who} saw {2-15} percent of reads from {bucket} fail with KMS.ThrottlingException while [a Spark job|a restore] was running.',
        'Decrypt reached {20000-50000} calls a second against the shared request quota of {region}, as each object had [its own data key|no bucket key].',
        'S3 Bucket Keys on {bucket} cut the KMS calls by {95-99} percent, and the quota was raised for the [rest of the week|rewrite].',
        'Encryption calls grew with every object until KMS throttled them.',
      ),
      story(
        'KMS rate exceeded for {key} in {region}',
        'Calls of the {workload} failed with ThrottlingException: You have exceeded the rate at which you may call KMS, from {time} in {region}.',
        'Support found that {fn} calls Decrypt for [every message|each field] and that nothing cached the data keys.',
        '{Who} introduced data key caching for {2-10} minutes with the AWS Encryption SDK, and throttling [ended|disappeared].',
        'The request quota of KMS was exceeded and calls were throttled.',
      ),
    ],
  },
  {
    service: 'amazon-acm-service',
    rca: 'Lack Monitoring',
    lifecycles: ['Alarming', 'Event Management', 'Run Books', 'Ops Reviews'],
    kind: 'outage',
    signal: 'DaysToExpiry of the certificate',
    stories: [
      story(
        'Certificate of {workload} expired',
        'Clients of the {workload} met certificate has expired on {lb} in {region} from {time}, and [apps refused to connect|partners stopped sending].',
        'The renewal had been PENDING_VALIDATION for {40-60} days because the CNAME for validation was removed in a DNS clean-up.',
        '{Who} put the validation record back, ACM renewed within {10-40} minutes, and {lb} [picked it up|served it] by itself.',
        'The expiry was foreseeable and no alarm watched it.',
      ),
      story(
        'TLS errors on {lb}: certificate has expired',
        '{Who} found the certificate of {lb} expired at {time}, though managed renewal was [expected|switched on].',
        'The certificate was imported and therefore is not renewed by ACM; {2-4} expiry events had gone to [EventBridge without a rule|an old mailbox].',
        'A new certificate with DNS validation was issued and attached to {lb} in {dur}, with an alarm {30-45} days before expiry.',
        'Monitoring of the days to expiry was missing.',
      ),
    ],
  },
  {
    service: 'aws-web-application-firewall',
    category: 'security',
    rca: 'Security Issue',
    lifecycles: ['Anomaly Detection', 'Run Books', 'Resilience', 'Fault Injection and GameDay'],
    kind: 'outage',
    signal: 'BlockedRequests and AllowedRequests of the web ACL',
    stories: [
      story(
        'HTTP flood against {dist}',
        'Requests to {dist} rose from {300-900} to {20000-90000} a second at {time}, and the {workload} answered [with 503|in more than {8-20} seconds].',
        'The traffic came from {4000-20000} addresses in [{20-60} countries|a few hosting networks] with random query strings that passed the cache.',
        'A rate-based rule of {300-900} requests in five minutes and a [JA4 fingerprint|challenge] rule blocked {96-99} percent of it within {dur}.',
        'The impact came from an attack on the application layer.',
      ),
      story(
        'Credential stuffing against {workload}',
        '{Who} reported a credential stuffing wave with {3000-9000} logins a minute against the {workload} from {time}.',
        'Support and the Shield Response Team saw one TLS fingerprint and [a fixed header order|an old browser string] in {80-96} percent of the requests.',
        '{Who} enabled the [anti-DDoS|Bot Control] managed rule group and automatic application layer mitigation of Shield Advanced.',
        'Malicious traffic, not a fault of the service, caused the load.',
      ),
    ],
  },
  {
    service: 'amazon-cognito',
    rca: 'Service Event',
    lifecycles: ['Event Management', 'Backup/DR', 'Dependency Mapping', 'Resilience'],
    kind: 'outage',
    signal: 'SignInSuccesses of the user pool',
    stories: [
      story(
        'Sign-in fails, 5xx from Cognito in {region}',
        'Users of the {workload} could not sign in from {time}: InitiateAuth returned InternalErrorException for {20-70} percent of calls in {region}.',
        'Support confirmed increased error rates of Cognito in {region}, caused by [a deployment|a dependent subsystem], and linked the Health event.',
        'The service team rolled the change back, and sign-ins [recovered|reached normal rates] after {dur}.',
        'A service impairment in the Region caused the failed sign-ins.',
      ),
      story(
        'Users of {workload} cannot log in',
        '{Who} saw token requests to the user pool in {region} [time out|fail with 500] from {time}, on all clients at once.',
        'The errors matched a Regional event in AWS Health; sessions with valid tokens [were not affected|kept working].',
        'Errors ended when the service team shifted load; {who} will cache [the JWKS|tokens longer] and show a status page.',
        'AWS Health confirmed increased error rates for the service.',
      ),
    ],
  },
];
