import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { explainReason, type Explanation } from './explain-reason.ts';

export type ChangeSetState =
  | { readonly kind: 'creating' | 'ready' | 'executing' | 'executed' | 'deleted' }
  /** The stack already has the requested state: a success. */
  | { readonly kind: 'no-changes' }
  /** The stack changed since, or another change set was executed: make a new one. */
  | { readonly kind: 'obsolete' }
  | {
      readonly kind: 'failed';
      readonly explanation: Explanation;
      /** CloudFormation checked the resources before it began, and its events say what it found. */
      readonly earlyValidation: boolean;
    };

/** What DescribeChangeSet's answer means. */
export function readChangeSetState(
  changeSet: Pick<DescribeChangeSetOutput, 'Status' | 'StatusReason' | 'ExecutionStatus'>,
): ChangeSetState {
  const { Status: status, StatusReason: reason = '', ExecutionStatus: execution } = changeSet;
  if (status === 'FAILED' && NO_CHANGES.test(reason)) return { kind: 'no-changes' };
  if (status === 'FAILED') return failed(reason);
  if (status?.startsWith('DELETE_') === true) return { kind: 'deleted' };
  if (status === 'CREATE_PENDING' || status === 'CREATE_IN_PROGRESS') return { kind: 'creating' };
  switch (execution) {
    case 'AVAILABLE':
      return { kind: 'ready' };
    case 'EXECUTE_IN_PROGRESS':
      return { kind: 'executing' };
    case 'EXECUTE_COMPLETE':
      return { kind: 'executed' };
    case 'OBSOLETE':
      return { kind: 'obsolete' };
    case 'EXECUTE_FAILED':
    case 'UNAVAILABLE':
    case undefined:
      return failed(reason === '' ? `The change set cannot be executed (${execution ?? status ?? ''}).` : reason);
  }
}

const NO_CHANGES = /didn't contain changes|did not contain changes|No updates are to be performed/i;

function failed(reason: string): ChangeSetState {
  return {
    kind: 'failed',
    explanation: explainReason(reason),
    earlyValidation: reason.includes('AWS::EarlyValidation'),
  };
}
