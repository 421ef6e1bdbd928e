import type { Stack, StackStatus } from '@aws-sdk/client-cloudformation';

/** What a person can do about a stack in its present state. */
export type StackAction =
  /** Make a change set that creates the stack. */
  | 'deploy'
  /** Make a change set that updates the stack. */
  | 'update'
  /** Delete what is left of a stack that was never finished, then create it. */
  | 'delete-and-deploy'
  | 'delete'
  /** Delete the stack and leave the resources that cannot be deleted. */
  | 'delete-retaining'
  /** Delete the stack even where its resources cannot be deleted; they stay. */
  | 'force-delete'
  | 'cancel-update'
  /** Go back to the last state that worked, where CloudFormation stopped without doing so. */
  | 'roll-back'
  | 'continue-rollback'
  /** As continue-rollback, leaving out resources that cannot be rolled back. */
  | 'continue-rollback-skipping'
  /** Switch termination protection off, which prevents deleting. */
  | 'unprotect'
  | 'watch';

/**
 * `none`: there is no such stack; `reviewing`: only change sets so far; `failed`: nothing happens until someone acts.
 */
export type StackPhase = 'none' | 'reviewing' | 'working' | 'complete' | 'failed';

export interface StackState {
  /** `NONE` where there is no stack; a status that CloudFormation may add later is passed on as it is. */
  readonly status: string;
  readonly phase: StackPhase;
  readonly operation: 'create' | 'update' | 'delete' | 'roll-back' | 'import' | undefined;
  /** Nothing changes until someone acts. */
  readonly settled: boolean;
  /** The last operation did what it was asked for. */
  readonly succeeded: boolean;
  /** A server from this or an earlier deployment exists. */
  readonly deployed: boolean;
  /** One sentence: the state. */
  readonly headline: string;
  /** One sentence: what to do; undefined where there is nothing to do. */
  readonly advice: string | undefined;
  readonly actions: readonly StackAction[];
  readonly terminationProtected: boolean;
}

/** What the state of a stack means, from DescribeStacks' answer; undefined is the answer that there is no such stack. */
export function readStackState(
  stack: Pick<Stack, 'StackStatus' | 'EnableTerminationProtection' | 'DisableRollback'> | undefined,
): StackState {
  const status = stack?.StackStatus;
  const rule = status === undefined ? NONE : (RULES[status] ?? unknown(status));
  const terminationProtected = stack?.EnableTerminationProtection ?? false;
  return {
    status: status ?? 'NONE',
    phase: rule.phase,
    operation: rule.operation,
    settled: rule.settled ?? rule.phase !== 'working',
    succeeded: rule.succeeded ?? rule.phase === 'complete',
    deployed: rule.deployed ?? rule.phase === 'complete',
    headline: rule.headline,
    advice: rule.advice,
    actions: terminationProtected ? protect(rule.actions) : rule.actions,
    terminationProtected,
  };
}

const DELETING = new Set<StackAction>(['delete', 'delete-and-deploy', 'delete-retaining', 'force-delete']);

function protect(actions: readonly StackAction[]): readonly StackAction[] {
  const left = actions.filter((action) => !DELETING.has(action));
  return left.length === actions.length ? actions : [...left, 'unprotect'];
}

interface Rule {
  readonly phase: StackPhase;
  readonly operation?: StackState['operation'];
  readonly settled?: boolean;
  readonly succeeded?: boolean;
  readonly deployed?: boolean;
  readonly headline: string;
  readonly advice?: string;
  readonly actions: readonly StackAction[];
}

const NONE: Rule = {
  phase: 'none',
  headline: 'Nothing is deployed under this name.',
  advice: 'Deploy a new server.',
  actions: ['deploy'],
};

const DEPLOYED: Pick<Rule, 'phase' | 'actions'> = { phase: 'complete', actions: ['update', 'delete'] };

// Which requests CloudFormation accepts in which state: "Understand stack status codes" and the API's own pages.
const RULES: Readonly<Record<string, Rule>> = {
  REVIEW_IN_PROGRESS: {
    phase: 'reviewing',
    headline: 'A change set was created, but nothing is deployed yet.',
    advice: 'Execute it, create a new one, or delete it.',
    actions: ['deploy', 'delete'],
  },
  CREATE_IN_PROGRESS: {
    phase: 'working',
    operation: 'create',
    headline: 'The stack is being created.',
    actions: ['watch', 'delete'],
  },
  CREATE_COMPLETE: { ...DEPLOYED, operation: 'create', headline: 'The stack is deployed.' },
  CREATE_FAILED: {
    phase: 'failed',
    operation: 'create',
    headline: 'The stack could not be created. The resources created so far are still there.',
    advice: 'Delete it and deploy again.',
    actions: ['delete-and-deploy', 'roll-back', 'delete'],
  },
  ROLLBACK_IN_PROGRESS: {
    phase: 'working',
    operation: 'roll-back',
    headline: 'The stack could not be created. The resources created so far are being removed.',
    actions: ['watch'],
  },
  ROLLBACK_COMPLETE: {
    phase: 'failed',
    operation: 'create',
    headline: 'The stack could not be created. Its resources were removed, and an empty stack is left.',
    advice: 'Correct the cause, then delete the empty stack and deploy again.',
    actions: ['delete-and-deploy', 'delete'],
  },
  ROLLBACK_FAILED: {
    phase: 'failed',
    operation: 'roll-back',
    headline: 'The stack could not be created, and some of its resources could not be removed.',
    advice: 'Delete it and deploy again.',
    actions: ['delete-and-deploy', 'delete'],
  },
  UPDATE_IN_PROGRESS: {
    phase: 'working',
    operation: 'update',
    deployed: true,
    headline: 'The stack is being updated.',
    actions: ['watch', 'cancel-update'],
  },
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: {
    phase: 'complete',
    operation: 'update',
    settled: false,
    headline: 'The stack is updated. Resources that it no longer needs are being removed.',
    actions: ['watch'],
  },
  UPDATE_COMPLETE: { ...DEPLOYED, operation: 'update', headline: 'The stack is updated.' },
  UPDATE_FAILED: {
    phase: 'failed',
    operation: 'update',
    deployed: true,
    headline: 'The update failed. The changes made so far are still in place.',
    advice: 'Roll it back, or correct the cause and update again.',
    actions: ['roll-back', 'update', 'delete'],
  },
  UPDATE_ROLLBACK_IN_PROGRESS: {
    phase: 'working',
    operation: 'roll-back',
    deployed: true,
    headline: 'The update is being rolled back.',
    actions: ['watch'],
  },
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: {
    phase: 'working',
    operation: 'roll-back',
    deployed: true,
    headline: 'The update was rolled back. The resources that it created are being removed.',
    actions: ['watch'],
  },
  UPDATE_ROLLBACK_COMPLETE: {
    ...DEPLOYED,
    operation: 'update',
    succeeded: false,
    headline: 'The last update was rolled back. The stack is as it was before.',
    advice: 'Correct the cause and update again.',
  },
  UPDATE_ROLLBACK_FAILED: {
    phase: 'failed',
    operation: 'roll-back',
    deployed: true,
    headline: 'The update failed and could not be rolled back completely.',
    advice: 'Correct the cause and continue the rollback. Skip resources that cannot be rolled back.',
    actions: ['continue-rollback', 'continue-rollback-skipping', 'delete'],
  },
  DELETE_IN_PROGRESS: {
    phase: 'working',
    operation: 'delete',
    headline: 'The stack is being deleted.',
    actions: ['watch'],
  },
  DELETE_FAILED: {
    phase: 'failed',
    operation: 'delete',
    headline: "Some of the stack's resources could not be deleted.",
    advice: 'Correct the cause and delete again, or delete the stack and keep the resources that block it.',
    actions: ['delete', 'delete-retaining', 'force-delete'],
  },
  DELETE_COMPLETE: {
    ...NONE,
    operation: 'delete',
    succeeded: true,
    headline: 'The stack is deleted.',
  },
  IMPORT_IN_PROGRESS: {
    phase: 'working',
    operation: 'import',
    deployed: true,
    headline: 'Resources are being imported into the stack.',
    actions: ['watch'],
  },
  IMPORT_COMPLETE: { ...DEPLOYED, operation: 'import', headline: 'Resources were imported into the stack.' },
  IMPORT_ROLLBACK_IN_PROGRESS: {
    phase: 'working',
    operation: 'roll-back',
    deployed: true,
    headline: 'The import of resources is being rolled back.',
    actions: ['watch'],
  },
  IMPORT_ROLLBACK_COMPLETE: {
    ...DEPLOYED,
    operation: 'import',
    succeeded: false,
    headline: 'The last import of resources was rolled back. The stack is as it was before.',
  },
  IMPORT_ROLLBACK_FAILED: {
    phase: 'failed',
    operation: 'import',
    deployed: true,
    headline: 'An import of resources failed and could not be rolled back.',
    advice: 'Correct the stack in the CloudFormation console.',
    actions: ['delete'],
  },
} satisfies Record<StackStatus, Rule>;

function unknown(status: string): Rule {
  return status.endsWith('_IN_PROGRESS')
    ? {
        phase: 'working',
        deployed: true,
        headline: `CloudFormation is working on the stack (${status}).`,
        actions: ['watch'],
      }
    : {
        phase: 'failed',
        deployed: true,
        headline: `This version does not recognize the state of the stack (${status}).`,
        advice: 'Check the stack in the CloudFormation console.',
        actions: [],
      };
}
