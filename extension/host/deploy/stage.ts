import type { CaseInsightsError } from '#core/errors.ts';
import type { CheckResult } from '../../aws/preflight/check.ts';
import type { Sighting } from '../../aws/deploy/watch-stack.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { Cost, DeployState, Package } from '../../protocol/deploy.ts';
import { action, primary } from './actions.ts';
import { estimateCost } from './cost-estimate.ts';
import { problemsOf, type Plan } from './plan.ts';
import { PREPARATIONS, type Preparation } from './prepare-deployment.ts';
import { changesActions, presentChanges, type ReviewedChangeSet } from './present-changes.ts';
import { presentForm } from './present-form.ts';
import { planActions, planHeadline, presentDiscovery, presentPreflight } from './present-plan.ts';
import { presentProblem } from './present-problem.ts';
import { presentStack, stackActions, type StackContext } from './present-stack.ts';
import type { Translate } from './ports.ts';

/** The rows of the checklist, and the results that have come so far. */
export interface Checklist {
  readonly checks: readonly Pick<CheckResult, 'id' | 'title'>[];
  readonly results: readonly CheckResult[];
}

/** Where a deployment is. */
export type Stage =
  | { readonly kind: 'no-credentials' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'stopped'; readonly error: CaseInsightsError }
  | { readonly kind: 'planning'; readonly plan: Plan; readonly checklist: Checklist }
  | { readonly kind: 'preparing'; readonly plan: Plan; readonly step: Preparation | undefined }
  | {
      readonly kind: 'reviewing';
      /** Undefined after a reload: the change set was found again. */
      readonly plan: Plan | undefined;
      readonly reviewed: ReviewedChangeSet;
    }
  | { readonly kind: 'stack'; readonly sighting: Sighting };

/** What a page shows in every stage. */
export type Frame = Pick<DeployState, 'who' | 'notice' | 'busy'>;

export interface Surroundings extends Frame {
  readonly region: string;
  readonly deployable: Deployable | undefined;
  readonly zipBytes: number;
  readonly context: StackContext;
}

/** The page of a stage. */
export function presentStage(stage: Stage, { who, notice, busy, ...rest }: Surroundings, t: Translate): DeployState {
  const frame: Frame = { who, notice, busy };
  const refresh = action('refresh', t('Refresh'));
  switch (stage.kind) {
    case 'no-credentials':
      return { kind: stage.kind, ...frame, actions: [primary('choose-credentials', t('Choose AWS Credentials'))] };
    case 'looking':
      return { kind: stage.kind, ...frame, actions: [] };
    case 'stopped':
      return { kind: stage.kind, ...frame, actions: [refresh], problem: presentProblem(stage.error, t) };
    case 'planning': {
      const { plan, checklist } = stage;
      return {
        kind: stage.kind,
        ...frame,
        actions: planActions(plan, Object.keys(problemsOf(plan, t)).length, t),
        mode: plan.target === undefined ? 'create' : 'update',
        headline: planHeadline(plan, rest.region, t),
        discovery: presentDiscovery(plan, rest.region, t),
        preflight: presentPreflight(checklist.checks, checklist.results, plan, t),
        form: presentForm(plan, t),
        cost: costOf(plan.values, t),
        package: presentPackage(rest, plan.findings.bucket?.name, plan.findings.bucket?.kind === 'missing', t),
      };
    }
    case 'preparing': {
      const at = stage.step === undefined ? -1 : PREPARATIONS.indexOf(stage.step);
      const titles: Readonly<Record<Preparation, string>> = {
        bucket: t('Find the asset bucket'),
        upload: t("Upload the function's code"),
        template: t('Upload the template'),
        'change-set': t('Create the change set'),
      };
      return {
        kind: stage.kind,
        ...frame,
        actions: [action('stop', t('Stop'))],
        stackName: stage.plan.stackName,
        steps: PREPARATIONS.map((id, index) => ({
          id,
          title: titles[id],
          state: index < at ? 'done' : index === at ? 'running' : 'waiting',
        })),
      };
    }
    case 'reviewing': {
      const { changeSet } = stage.reviewed;
      return {
        kind: stage.kind,
        ...frame,
        actions: changesActions(stage.reviewed, t),
        stackName: changeSet.stackName,
        changes: presentChanges(stage.reviewed, t),
        cost: costOf(stage.plan?.values ?? changeSet.parameters, t),
        package: presentPackage(rest, changeSet.parameters[rest.deployable?.code.bucketParameter ?? ''], false, t),
      };
    }
    case 'stack': {
      const stack = presentStack(stage.sighting, rest.context, t);
      const actions = stackActions(stack, stage.sighting.view.state.actions, t);
      return { kind: stage.kind, ...frame, actions, stack };
    }
  }
}

function costOf(values: Readonly<Record<string, string>>, t: Translate): Cost {
  return estimateCost(
    {
      modelId: values['BedrockModelId'] ?? '',
      alarms: values['EnableAlarms'] !== 'false',
      dashboard: values['EnableDashboard'] !== 'false',
    },
    t,
  );
}

function presentPackage(
  { deployable, zipBytes }: Pick<Surroundings, 'deployable' | 'zipBytes'>,
  bucket: string | undefined,
  bucketIsNew: boolean,
  t: Translate,
): Package {
  return {
    version: deployable?.version ?? '',
    templateBytes: Buffer.byteLength(deployable?.template ?? ''),
    zipBytes,
    zipSha256: deployable?.code.sha256 ?? '',
    bucket: bucket ?? '',
    bucketIsNew,
    actions: [
      action('open-template', t('Open Template')),
      action('open-source', t('Open Server Source')),
      action('copy-hash', t('Copy Hash')),
    ],
  };
}
