export type ReasonKind =
  | 'explicit-deny'
  | 'not-authorized'
  | 'already-exists'
  | 'logging-role'
  | 'integration-timeout'
  | 'code-missing'
  | 'code-elsewhere'
  | 'code-denied'
  | 'capabilities'
  | 'must-be-deleted'
  | 'busy'
  | 'no-stack'
  | 'parameters'
  | 'no-export'
  | 'export-in-use'
  | 'credentials-expired'
  | 'credentials-invalid'
  | 'clock'
  | 'region-disabled'
  | 'hook'
  | 'early-validation'
  | 'throttled'
  | 'quota'
  | 'role-not-ready'
  | 'runtime'
  | 'termination-protection'
  | 'bucket-not-empty'
  | 'in-use'
  | 'encryption-key'
  | 'not-found'
  | 'not-stabilized'
  | 'template'
  | 'invalid-property'
  | 'resource-changed'
  | 'service-failure'
  | 'unknown';

interface Said {
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** Which resource failed, or the stack. */
  readonly who: string;
  readonly verbatim: string;
}

export interface ReasonRule {
  readonly kind: ReasonKind;
  readonly pattern: RegExp;
  readonly message: (said: Said) => string;
  readonly remedy: string | ((said: Said) => string);
}

// CloudFormation gives reasons as text only; there is no error code. The first matching rule applies, so specific rules
// come before general ones.
export const REASON_RULES: readonly ReasonRule[] = [
  {
    kind: 'hook',
    pattern:
      /hook\(s\) failed: \[(?<hooks>[^\]]*)\]|(?<hook>\w+::\w+::Hook\b|\w+::\w+::\w+)?:? ?Hook failed with message/i,
    message: ({ groups, who }) =>
      `A CloudFormation hook of this account does not allow ${who}${named(groups['hooks'] ?? groups['hook'])}.`,
    remedy: "Read the hook's message below, then follow its rule or ask the account's administrators for an exception.",
  },
  {
    kind: 'early-validation',
    pattern: /AWS::EarlyValidation::?(?<check>\w*)/,
    message: ({ groups }) =>
      `CloudFormation checked the resources before deploying and rejected them${named(groups['check'])}.`,
    remedy:
      'Correct the cause in the details. Usually a resource of that name already exists, or a value is not allowed.',
  },
  {
    kind: 'explicit-deny',
    pattern:
      /(?:perform:? (?<action>[\w-]+:[\w*]+))[^]*explicit deny(?: in an? (?<policy>[\w -]+? policy|permissions boundary))?/i,
    message: ({ groups }) =>
      `${groups['policy'] === undefined ? 'A policy' : `A ${groups['policy']}`} forbids ${groups['action'] ?? 'the action'} outright (explicit deny).`,
    remedy: ({ groups }) =>
      `More permissions do not override an explicit deny, which usually comes from a service control policy (SCP) or a permissions boundary. Ask your organization's administrators to allow ${groups['action'] ?? 'it'}.`,
  },
  {
    kind: 'not-authorized',
    pattern:
      /(?:(?<principal>arn:[\w-]+:(?:sts|iam)::\S+) )?is not authorized to perform:? (?<action>[\w-]+:[\w*]+)(?:[^]*?on (?:the )?resource:? (?<resource>arn:\S+?)[\s,.]*(?:because|with|as|$|\())?/i,
    message: ({ groups }) =>
      `${groups['principal'] ?? 'The identity in use'} may not perform ${groups['action'] ?? ''}${groups['resource'] === undefined ? '' : ` on ${groups['resource']}`}.`,
    remedy: ({ groups }) =>
      `Have ${groups['action'] ?? 'it'} allowed for this identity, or choose credentials that may deploy.`,
  },
  {
    kind: 'code-missing',
    pattern:
      /S3 Error Code: NoSuchKey|NoSuchKey|S3 Error Code: NoSuchBucket|The specified (?:key|bucket) does not exist/,
    message: () => "The function's code is not in the asset bucket.",
    remedy:
      'Deploy again: the code is uploaded first. If it fails again, look for a lifecycle rule that empties the bucket.',
  },
  {
    kind: 'code-elsewhere',
    pattern: /PermanentRedirect|must be addressed using the specified endpoint|bucket is in (?:this|another) region/i,
    message: () =>
      'The asset bucket is not in the region of the stack, and Lambda reads code only from its own region.',
    remedy: "Choose a bucket in the stack's region, or clear the setting and let the extension choose.",
  },
  {
    kind: 'code-denied',
    pattern:
      /S3 Error Code: AccessDenied|(?:GetObject|S3)[^]*Access ?Denied[^]*S3|access to the (?:object|bucket)[^]*denied/i,
    message: () => "CloudFormation may not read the function's code from the asset bucket.",
    remedy:
      'Allow s3:GetObject on the bucket for the identity that deploys, and check the policies of the bucket and of its encryption key.',
  },
  {
    kind: 'logging-role',
    pattern: /CloudWatch Logs role ARN must be set/i,
    message: () => 'API Gateway has no role for writing logs in this account and region.',
    remedy:
      'Turn on "Set the logging role of API Gateway", or set a role in the API Gateway console under Settings, then deploy again.',
  },
  {
    kind: 'integration-timeout',
    pattern: /timeout should be between|integration timeout|TimeoutInMillis/i,
    message: () => "API Gateway does not accept the integration's timeout in this account.",
    remedy:
      'Update the extension, which streams answers; a buffered integration over 29 seconds needs a higher quota for the integration timeout (Service Quotas, API Gateway).',
  },
  {
    kind: 'capabilities',
    pattern: /requires capabilities ?:? ?\[?(?<capabilities>[\w, ]*)/i,
    message: ({ groups }) =>
      `The stack creates IAM resources, which needs ${groups['capabilities'] ?? 'capabilities'}.`,
    remedy: 'Deploy with the extension, which passes them when you confirm the change set.',
  },
  {
    kind: 'must-be-deleted',
    pattern:
      /(?:is in |in )?(?<state>ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)(?: state)?[^]*can ?not be updated/,
    message: ({ groups }) => `The stack is in state ${groups['state'] ?? ''} and cannot be updated.`,
    remedy: 'Delete it and deploy again.',
  },
  {
    kind: 'busy',
    pattern:
      /(?:is in )?(?<state>[A-Z_]+_IN_PROGRESS)(?: state)?[^]*can ?not be (?:updated|executed|deleted)|OperationInProgress/i,
    message: () => 'Another operation on this stack is in progress.',
    remedy: 'Wait until it has ended, then try again.',
  },
  {
    kind: 'termination-protection',
    pattern: /TerminationProtection|termination protection/i,
    message: () => 'Termination protection is on, so the stack cannot be deleted.',
    remedy: 'Turn off termination protection, then delete the stack.',
  },
  {
    kind: 'no-export',
    pattern: /No export named (?<name>\S+) found/i,
    message: ({ groups }) => `There is no stack export ${groups['name'] ?? ''} in this account and region.`,
    remedy:
      'Choose the right Case Insights stack and region, and check that the stack was deployed with EnableAnalytics=true.',
  },
  {
    kind: 'export-in-use',
    pattern: /Export (?<name>\S+) cannot be (?:deleted|updated|removed)[^]*in use by (?<users>[^.]*)/i,
    message: ({ groups }) => `The export ${groups['name'] ?? ''} is in use by ${groups['users'] ?? 'another stack'}.`,
    remedy: 'First change or delete the stack that imports it.',
  },
  {
    kind: 'parameters',
    pattern:
      /Parameters: \[(?<missing>[^\]]*)\] must have values|Parameters: \[(?<unknown>[^\]]*)\] do not exist in the template|Parameter '?(?<wrong>\w+)'? (?:must|failed)|Template error: [^]*parameter/i,
    message: ({ groups }) =>
      groups['missing'] !== undefined
        ? `Values are missing for: ${groups['missing']}.`
        : groups['unknown'] !== undefined
          ? `The template has no parameters with these names: ${groups['unknown']}.`
          : `The value of ${groups['wrong'] ?? 'a parameter'} is not permitted.`,
    remedy: 'Correct the form and create a new change set.',
  },
  {
    kind: 'clock',
    pattern: /RequestTimeTooSkewed|Signature (?:expired|not yet current)|RequestExpired/i,
    message: () => "This machine's clock is wrong, so AWS rejects its requests.",
    remedy: "Correct this machine's date and time, then try again.",
  },
  {
    kind: 'credentials-expired',
    pattern: /ExpiredToken|(?:security )?token[^.]* (?:is|has) expired|session has expired/i,
    message: () => 'The AWS session has expired.',
    remedy: 'Sign in again. CloudFormation continues what it has started, and the page shows it afterwards.',
  },
  {
    kind: 'region-disabled',
    pattern: /RegionDisabled|OptInRequired|region[^.]* (?:is|are) (?:not enabled|disabled)|not subscribed|AuthFailure/i,
    message: () => 'This region is not enabled in the account.',
    remedy: 'Choose another region, or enable this one under Account, AWS Regions (it takes a few minutes).',
  },
  {
    kind: 'credentials-invalid',
    pattern:
      /InvalidClientTokenId|UnrecognizedClient|security token (?:included in the request )?is invalid|InvalidAccessKeyId|SignatureDoesNotMatch/i,
    message: () => 'AWS does not recognize these credentials.',
    remedy: 'Choose other credentials. If they are new, the region may not be enabled in the account.',
  },
  {
    kind: 'already-exists',
    pattern:
      /HandlerErrorCode: AlreadyExists|AlreadyExists|already exists(?: in stack (?<stack>\S+))?|EntityAlreadyExists|ResourceConflictException|BucketAlreadyOwnedByYou/,
    message: ({ who, verbatim }) => `${who} already exists${within(ARN_OF_STACK.exec(verbatim)?.[1])}.`,
    remedy:
      'Choose another identifier, update the stack that owns it, or delete the old resource. A log group left by an earlier deployment can be deleted in CloudWatch.',
  },
  {
    kind: 'quota',
    pattern:
      /LimitExceeded|ServiceLimitExceeded|(?:quota|limit)[^.]{0,60} (?:exceeded|reached)|exceed(?:s|ed)?[^.]{0,60}(?:quota|limit)|Cannot exceed quota|Maximum number of|below its minimum value|UnreservedConcurrentExecution/i,
    message: ({ who }) => `This account has reached a quota for ${who}.`,
    remedy:
      'Delete resources that are no longer needed, or request a higher quota under Service Quotas, then deploy again.',
  },
  {
    kind: 'throttled',
    pattern: /Throttling|Rate exceeded|TooManyRequests|HandlerErrorCode: Throttling/i,
    message: ({ who }) => `AWS received too many requests at once for ${who}.`,
    remedy: 'Wait a minute and try again.',
  },
  {
    kind: 'role-not-ready',
    pattern: /role defined for the function cannot be assumed by Lambda/i,
    message: () => 'Lambda cannot use the role that was just created for the function.',
    remedy: 'Deploy again. AWS needs a moment before a new role can be used everywhere.',
  },
  {
    kind: 'runtime',
    pattern:
      /runtime parameter of (?<runtime>\S+) is (?:no longer supported|not supported)|Value (?<value>\S+) at 'runtime'/i,
    message: ({ groups }) =>
      `Lambda does not create functions with runtime ${groups['runtime'] ?? groups['value'] ?? ''} here.`,
    remedy: 'Update the extension, then deploy again. Some regions get a runtime later than others.',
  },
  {
    kind: 'bucket-not-empty',
    pattern: /BucketNotEmpty|bucket you tried to delete is not empty/i,
    message: ({ who }) => `${who} is a bucket with objects in it, so it cannot be deleted.`,
    remedy: 'Empty the bucket and delete again, or delete the stack and keep the bucket.',
  },
  {
    kind: 'in-use',
    pattern:
      /DeleteConflict|Cannot delete (?:a policy|entity)|dependent object|ResourceInUse|currently in use|must detach|has dependencies/i,
    message: ({ who }) => `${who} is still in use, so it cannot be deleted.`,
    remedy:
      'Remove it from where it is used, then try again, or keep it. Detach a policy from users, roles and groups under Grant Access.',
  },
  {
    kind: 'encryption-key',
    pattern: /KMS|CMK|kms key/,
    message: ({ who }) => `${who} may not use its encryption key.`,
    remedy: 'Allow this in the policy of the key, and check that the key is enabled and in this region.',
  },
  {
    kind: 'no-stack',
    pattern: /Stack(?: with id|:)? \S+ does not exist|Stack \[\S+\] does not exist/i,
    message: () => 'The stack no longer exists.',
    remedy: 'Refresh, then deploy again if you still need it.',
  },
  {
    kind: 'resource-changed',
    pattern:
      /has been deleted or (?:changed|modified)|ChangeSetNotFound|change set[^.]* (?:does not exist|not found)|\[OBSOLETE\]|status of \[?OBSOLETE/i,
    message: () => 'The change set no longer fits the stack.',
    remedy: 'Create a new change set.',
  },
  {
    kind: 'not-stabilized',
    pattern:
      /NotStabilized|did not stabilize|Exceeded attempts to wait|timed out waiting|Stack creation time exceeded/i,
    message: ({ who }) => `${who} did not become ready in time.`,
    remedy: "Try again. If it fails again, check the AWS Health Dashboard for the resource's service.",
  },
  {
    kind: 'service-failure',
    pattern:
      /ServiceInternalError|InternalFailure|InternalServerError|Internal ?Failure|internal error|ServiceUnavailable|HandlerErrorCode: GeneralServiceException/i,
    message: ({ who }) => `The AWS service behind ${who} failed.`,
    remedy: 'Try again in a few minutes. If it fails again, check the AWS Health Dashboard.',
  },
  {
    kind: 'not-found',
    pattern: /HandlerErrorCode: NotFound|ResourceNotFound|NoSuchEntity|NotFoundException/,
    message: ({ who }) => `${who} needs a resource that does not exist or was deleted outside CloudFormation.`,
    remedy:
      'Create the resource named in the message below. When rolling back or deleting, skip this resource and try again.',
  },
  {
    kind: 'template',
    pattern:
      /Template (?:format|validation) error|Unresolved resource dependencies|circular dependency|is not valid: Template/i,
    message: () => 'CloudFormation does not accept the template.',
    remedy: 'Update the extension. If you changed the template yourself, correct what the message below names.',
  },
  {
    kind: 'invalid-property',
    pattern:
      /HandlerErrorCode: InvalidRequest|Properties validation failed|extraneous key|ValidationException|InvalidParameterValue|MalformedPolicyDocument|Invalid request provided/,
    message: ({ who }) => `AWS does not accept a value of ${who}.`,
    remedy: "Check the deployment's parameters against the message below, then create a new change set.",
  },
  {
    kind: 'not-authorized',
    pattern: /Access ?Denied|HandlerErrorCode: AccessDenied|UnauthorizedTaggingOperation/i,
    message: ({ who }) => `Access was denied while AWS worked on ${who}.`,
    remedy:
      'Allow the identity that deploys what the message below names, and check for a service control policy (SCP) or permissions boundary.',
  },
];

const ARN_OF_STACK = /in stack (?:arn:[\w-]+:cloudformation:[\w-]+:\d+:stack\/)?([\w-]+)/;

function named(name: string | undefined): string {
  return name === undefined || name === '' ? '' : ` (${name})`;
}

function within(stack: string | undefined): string {
  return stack === undefined ? ' outside this stack' : ` in stack ${stack}`;
}
