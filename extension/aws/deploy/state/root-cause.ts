import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { explainReason, type Explanation } from './explain-reason.ts';
import { isOfStack, type StackOperation } from './stack-operations.ts';

export interface RootCause {
  /** Undefined where the stack itself failed, before any of its resources. */
  readonly logicalId: string | undefined;
  readonly type: string | undefined;
  readonly at: Date | undefined;
  readonly explanation: Explanation;
}

/**
 * Why an operation failed: the first `*_FAILED` event of a resource that is not the stack and whose reason does not
 * contain "cancelled"; else what the stack itself says. Undefined where nothing failed, or somebody cancelled it.
 */
export function findRootCause({ events }: StackOperation): RootCause | undefined {
  const failed = events.find(
    (event) =>
      !isOfStack(event) &&
      event.ResourceStatus?.endsWith('_FAILED') === true &&
      !/cancell?ed/i.test(event.ResourceStatusReason ?? ''),
  );
  if (failed !== undefined) {
    return {
      logicalId: failed.LogicalResourceId,
      type: failed.ResourceType,
      at: failed.Timestamp,
      explanation: explainReason(reasonOf(failed, events), {
        ...(failed.LogicalResourceId !== undefined && { logicalId: failed.LogicalResourceId }),
        ...(failed.ResourceType !== undefined && { type: failed.ResourceType }),
      }),
    };
  }
  const ofStack = events.find((event) => isOfStack(event) && saysWhy(event));
  return (
    ofStack && {
      logicalId: undefined,
      type: undefined,
      at: ofStack.Timestamp,
      explanation: explainReason(ofStack.ResourceStatusReason ?? ''),
    }
  );
}

/** Whether the operation was cancelled while it ran. */
export function wasCancelled({ events }: StackOperation): boolean {
  // A rollback that was requested as its own operation is not a cancellation.
  return events
    .slice(1)
    .some(
      (event) =>
        isOfStack(event) &&
        event.ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS' &&
        /user initiated|cancell?ed/i.test(event.ResourceStatusReason ?? ''),
    );
}

/** A hook's own events say more than the failure of the resource that it checked. */
function reasonOf(failed: StackEvent, events: readonly StackEvent[]): string {
  const own = failed.ResourceStatusReason ?? '';
  const hooks = events.filter(
    (event) =>
      event.LogicalResourceId === failed.LogicalResourceId &&
      (event.HookStatus === 'HOOK_COMPLETE_FAILED' || event.HookStatus === 'HOOK_FAILED') &&
      event.HookFailureMode !== 'WARN',
  );
  const said = hooks.map(({ HookType, HookStatusReason }) => `${HookType ?? 'hook'}: ${HookStatusReason ?? 'failed'}`);
  return [own, ...said].filter((text) => text !== '').join(' ');
}

/** The stack's own reason, unless it merely counts the resources that failed or names what a person asked for. */
function saysWhy(event: StackEvent): boolean {
  const status: string = event.ResourceStatus ?? '';
  const reason = event.ResourceStatusReason ?? '';
  if (!status.endsWith('_FAILED') && !status.includes('ROLLBACK_IN_PROGRESS')) return false;
  return reason !== '' && !/^The following resource\(s\) failed|user initiated|cancell?ed/i.test(reason);
}
