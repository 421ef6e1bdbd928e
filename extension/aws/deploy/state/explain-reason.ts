import { REASON_RULES, type ReasonKind } from './reason-rules.ts';

/** What a failure reason of CloudFormation, or of a service behind it, means to a person. */
export interface Explanation {
  readonly kind: ReasonKind;
  /** One sentence: what happened. */
  readonly message: string;
  /** One sentence or two: what to do next. */
  readonly remedy: string;
  /** AWS's own words, whole. Text of a third party: show it as text only. */
  readonly verbatim: string;
}

export interface FailedResource {
  readonly logicalId?: string;
  /** Such as `AWS::Lambda::Function`. */
  readonly type?: string;
}

/** Explains a reason; an unknown one is passed on verbatim. */
export function explainReason(reason: string, resource: FailedResource = {}): Explanation {
  const verbatim = reason.trim();
  for (const { kind, pattern, message, remedy } of REASON_RULES) {
    const found = pattern.exec(verbatim);
    if (found === null) continue;
    const said = { groups: found.groups ?? {}, who: nameOf(resource), verbatim };
    return { kind, message: message(said), remedy: typeof remedy === 'string' ? remedy : remedy(said), verbatim };
  }
  const own = unwrap(verbatim);
  return {
    kind: 'unknown',
    message: own === '' ? `${nameOf(resource)} failed. AWS gave no reason.` : `${nameOf(resource)} failed: ${own}`,
    remedy: "Correct the cause and try again. The stack's events in the CloudFormation console have more details.",
    verbatim,
  };
}

function nameOf({ logicalId, type }: FailedResource): string {
  if (logicalId === undefined) return 'The stack';
  return type === undefined ? logicalId : `${logicalId} (${type})`;
}

/** A reason without what the resource's handler wraps around it. */
function unwrap(reason: string): string {
  const inner = /Resource handler returned message: "(?<inner>[^]*)" \(RequestToken: /.exec(reason)?.groups?.['inner'];
  return (inner ?? reason).replace(/\s+/g, ' ').trim();
}
