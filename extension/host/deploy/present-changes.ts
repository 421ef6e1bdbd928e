import type { ChangeSet } from '../../aws/deploy/change-set.ts';
import type { Changes, DeployAction, PlannedResource } from '../../protocol/deploy.ts';
import { action, primary } from './actions.ts';
import type { ParameterSpec } from './parameter-specs.ts';
import { presentProblem } from './present-problem.ts';
import type { Translate } from './ports.ts';

const MOST_IN_A_GROUP = 200;

export interface ReviewedChangeSet {
  readonly changeSet: ChangeSet;
  /** The current parameters of the stack; empty for a new one. */
  readonly before: Readonly<Record<string, string>>;
  readonly specs: readonly ParameterSpec[];
}

/** A change set as it is shown for the decision. */
export function presentChanges({ changeSet, before, specs }: ReviewedChangeSet, t: Translate): Changes {
  const { type, state, summary, parameters, findings, exact } = changeSet;
  const groups = summary.groups.map(({ title, changes }) => ({
    title: t(title),
    changes: changes.slice(0, MOST_IN_A_GROUP).map(presentResource),
  }));
  const listed = groups.reduce((sum, { changes }) => sum + changes.length, 0);
  const all = summary.groups.reduce((sum, { changes }) => sum + changes.length, 0);
  return {
    type,
    state: stateOf(changeSet),
    headline: headlineOf(changeSet, t),
    counts: summary.counts,
    groups,
    leftOut: all - listed,
    warnings: summary.warnings,
    permissions: summary.permissions.map(({ logicalId, sentence, broad }) => ({ logicalId, sentence, broad })),
    parameters: specs.flatMap((spec) => {
      const was = type === 'CREATE' ? (spec.standard ?? '') : (before[spec.name] ?? '');
      const is = parameters[spec.name] ?? was;
      return is === was ? [] : [{ name: spec.name, label: t(spec.label), before: was, after: is }];
    }),
    problem: state.kind === 'failed' ? presentProblem({ code: 'INVALID_INPUT', ...state.explanation }, t) : null,
    findings: findings,
    exact,
  };
}

function presentResource(change: ChangeSet['summary']['groups'][number]['changes'][number]): PlannedResource {
  return {
    kind: change.kind,
    logicalId: change.logicalId,
    type: change.type,
    physicalId: change.physicalId ?? '',
    properties: change.properties,
    warning: change.warning ?? '',
  };
}

function stateOf({ state }: ChangeSet): Changes['state'] {
  switch (state.kind) {
    case 'creating':
    case 'ready':
      return 'ready';
    case 'no-changes':
      return 'no-changes';
    case 'executing':
    case 'executed':
    case 'deleted':
    case 'obsolete':
      return 'obsolete';
    case 'failed':
      return 'failed';
  }
}

function headlineOf({ state, summary: { counts }, type }: ChangeSet, t: Translate): string {
  switch (state.kind) {
    case 'creating':
    case 'ready': {
      if (type === 'CREATE') {
        return counts.add === 1 ? t('1 resource will be created.') : t('{0} resources will be created.', counts.add);
      }
      const { add, change, remove } = counts;
      const replaced = counts.replace + counts['may-replace'];
      return t('{0} added, {1} changed, {2} replaced, {3} removed.', add, change, replaced, remove);
    }
    case 'no-changes':
      return t('The stack already matches these settings. There is nothing to deploy.');
    case 'executing':
    case 'executed':
    case 'deleted':
    case 'obsolete':
      return t('The stack has changed since this change set was created. Create a new one.');
    case 'failed':
      return t('CloudFormation could not create the change set. Nothing was deployed.');
  }
}

/** What the page offers while a change set waits. */
export function changesActions({ changeSet }: ReviewedChangeSet, t: Translate): readonly DeployAction[] {
  const back = action('discard', t('Back to Form'));
  const state = stateOf(changeSet);
  if (state === 'ready') {
    const label = changeSet.type === 'CREATE' ? t('Deploy...') : t('Update...');
    return [primary('deploy', label), back, action('open-changes', t('Open Change Set as Text'))];
  }
  if (state === 'no-changes') return [primary('show', t('Show Deployment'), changeSet.stackName), back];
  return [{ ...back, look: 'primary' }, action('open-console', t('Open in CloudFormation Console'))];
}
