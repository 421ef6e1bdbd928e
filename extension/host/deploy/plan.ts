import type { CaseInsightsDiscovery } from '../../aws/discovery/case-insights-stacks.ts';
import type { Deployment } from '../../aws/discovery/deployments.ts';
import type { AssetBucket } from '../../aws/deploy/asset-bucket.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { ModelChoice } from '../../aws/preflight/read-model.ts';
import { readParameterSpecs, stackNameProblem, valueProblem, type ParameterSpec } from './parameter-specs.ts';
import type { Translate } from './ports.ts';

/** What was found in the account before planning. */
export interface Findings {
  readonly deployable: Deployable;
  readonly caseInsights: CaseInsightsDiscovery;
  readonly deployments: readonly Deployment[];
  /** Empty where they could not be listed. */
  readonly models: readonly ModelChoice[];
  /** Whether API Gateway has a logging role; undefined if it could not be read. */
  readonly hasLoggingRole: boolean | undefined;
  /** Where the function's code goes; undefined if it could not be read. */
  readonly bucket: AssetBucket | undefined;
  /** Why some of it could not be read, one sentence each. */
  readonly unseen: readonly string[];
}

/** What is going to be deployed, and with which values. */
export interface Plan {
  readonly findings: Findings;
  readonly specs: readonly ParameterSpec[];
  /** The server that is updated; undefined for a new one. */
  readonly target: Deployment | undefined;
  readonly stackName: string;
  /** Every parameter's value. */
  readonly values: Readonly<Record<string, string>>;
  /** Why a value differs from the expected one, by the parameter's name. */
  readonly notes: Readonly<Record<string, string>>;
}

const FIRST_STACK_NAME = 'mcp-case-insights';

/**
 * What can be deployed without typing: a new server on the first Case Insights stack that has none, under names that are
 * free; where every one has a server, its update.
 */
export function planFirst(findings: Findings, t: Translate): Plan {
  const { caseInsights } = findings;
  const servers = deployedStacks(findings);
  const unserved = caseInsights.stacks.find(
    (stack) => !servers.some(({ identifier }) => identifier === stack.identifier),
  );
  const target = servers.find(
    ({ identifier, updateInPlace }) =>
      updateInPlace !== undefined && caseInsights.stacks.some((stack) => stack.identifier === identifier),
  );
  return unserved === undefined && target !== undefined ? planUpdate(findings, target, t) : planNew(findings, t);
}

/** A new server, on the first Case Insights stack that has none. */
export function planNew(findings: Findings, t: Translate): Plan {
  const { stacks } = findings.caseInsights;
  const servers = deployedStacks(findings);
  const source =
    stacks.find((stack) => !servers.some(({ identifier }) => identifier === stack.identifier)) ?? stacks[0];
  return startingFrom(findings, undefined, sourceValues(source), t);
}

/** A second server in addition to the existing ones. */
export function planBeside(findings: Findings, beside: Deployment, t: Translate): Plan {
  const values = {
    ...(beside.identifier !== undefined && { UniqueIdentifier: beside.identifier }),
    ...(beside.caseInsightsStack !== undefined && { CaseInsightsStackName: beside.caseInsightsStack }),
  };
  return startingFrom(findings, undefined, values, t);
}

/** An update of a deployed server, with its current values. */
export function planUpdate(findings: Findings, target: Deployment, t: Translate): Plan {
  return startingFrom(findings, target, { ...target.parameters, ...target.updateInPlace?.parameters }, t);
}

/**
 * Another attempt at a stack that could not be created, with the same values, plus the logging role if API Gateway has
 * none: without it the attempt would fail again.
 */
export function planAgain(
  findings: Findings,
  stackName: string,
  { ApiGatewayAccountLogging: logging = 'false', ...values }: Plan['values'],
  t: Translate,
): Plan {
  const kept = findings.hasLoggingRole === false && logging === 'false' ? {} : { ApiGatewayAccountLogging: logging };
  return { ...startingFrom(findings, undefined, { ...values, ...kept }, t), stackName };
}

export function withValue(plan: Plan, name: string, value: string): Plan {
  if (name === 'stackName') return plan.target === undefined ? { ...plan, stackName: value } : plan;
  if (!(name in plan.values)) return plan;
  const { [name]: _, ...notes } = plan.notes;
  return { ...plan, notes, values: { ...plan.values, [name]: value } };
}

/** The plan on another Case Insights stack. */
export function withSource(plan: Plan, stackName: string): Plan {
  const source = plan.findings.caseInsights.stacks.find((stack) => stack.stackName === stackName);
  let next = plan;
  for (const [name, value] of Object.entries(sourceValues(source))) next = withValue(next, name, value);
  return next;
}

/** One sentence for each invalid value, by the parameter's name; `stackName` is the name of the stack. */
export function problemsOf({ specs, values, stackName }: Plan, t: Translate): Readonly<Record<string, string>> {
  const found: readonly (readonly [name: string, problem: string])[] = [
    ['stackName', stackNameProblem(stackName, t)],
    ...specs.map((spec) => [spec.name, valueProblem(spec, values[spec.name] ?? '', t)] as const),
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== ''));
}

/** Only the values that differ from CloudFormation's own: the template's defaults, or the deployed values. */
export function parametersToSend({ specs, values, target }: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    specs.flatMap(({ name, standard }) => {
      const value = values[name] ?? '';
      const usual = target?.parameters[name] ?? standard;
      return value === usual ? [] : [[name, value]];
    }),
  );
}

/** The suffix of all resource names. */
export function identifierOf({ values }: Plan): string {
  return `${values['UniqueIdentifier'] ?? ''}${values['NameSuffix'] ?? ''}`;
}

function startingFrom(
  findings: Findings,
  target: Deployment | undefined,
  wanted: Readonly<Record<string, string>>,
  t: Translate,
): Plan {
  const specs = readParameterSpecs(findings.deployable.template);
  const values: Record<string, string> = {};
  const notes: Record<string, string> = {};
  for (const { name, standard } of specs) values[name] = wanted[name] ?? standard ?? '';
  if (target === undefined) {
    const suffix = freeSuffix(deployedStacks(findings), values['UniqueIdentifier'] ?? '');
    if (suffix !== '' && !('NameSuffix' in wanted)) {
      values['NameSuffix'] = suffix;
      notes['NameSuffix'] = t('Needed because another server uses the names without a suffix.');
    }
    if (findings.hasLoggingRole === false && !('ApiGatewayAccountLogging' in wanted)) {
      values['ApiGatewayAccountLogging'] = 'true';
      notes['ApiGatewayAccountLogging'] = t('On, because API Gateway has no logging role in this account and region.');
    }
  }
  chooseModel(findings.models, values, notes, t);
  return {
    findings,
    specs,
    target,
    stackName: target?.stackName ?? freeStackName(deployedStacks(findings)),
    values,
    notes,
  };
}

/** A stack that only has change sets does not exist yet, so its names are free. */
function deployedStacks({ deployments }: Findings): readonly Deployment[] {
  return deployments.filter(({ state }) => state.phase !== 'reviewing');
}

function sourceValues(source: CaseInsightsDiscovery['stacks'][number] | undefined): Record<string, string> {
  if (source === undefined) return {};
  return {
    CaseInsightsStackName: source.stackName,
    ...(source.identifier !== undefined && { UniqueIdentifier: source.identifier }),
    ...(source.table !== 'case_summary' && { CaseTableName: source.table }),
  };
}

function freeSuffix(deployments: readonly Deployment[], identifier: string): string {
  const taken = new Set(
    deployments
      .filter((deployment) => deployment.identifier === identifier)
      .map(({ parameters }) => parameters['NameSuffix'] ?? ''),
  );
  return firstFree('', (count) => `-${count}`, taken);
}

function freeStackName(deployments: readonly Deployment[]): string {
  const taken = new Set(deployments.map(({ stackName }) => stackName));
  return firstFree(FIRST_STACK_NAME, (count) => `${FIRST_STACK_NAME}-${count}`, taken);
}

function firstFree(first: string, next: (count: number) => string, taken: ReadonlySet<string>): string {
  let found = first;
  for (let count = 2; taken.has(found); count++) found = next(count);
  return found;
}

/** Replaces a model that the account does not have, since it would fail at the first question. */
function chooseModel(
  models: readonly ModelChoice[],
  values: Record<string, string>,
  notes: Record<string, string>,
  t: Translate,
): void {
  const wanted = values['BedrockModelId'] ?? '';
  // Models that are named by ARN are not in the list.
  if (models.length === 0 || wanted.startsWith('arn:') || models.some(({ id }) => id === wanted)) return;
  const current = models.filter(({ legacy }) => !legacy);
  const same = current.find(({ foundationModel }) => wanted.endsWith(foundationModel));
  const other = same ?? current.find(({ id }) => id.includes('claude-haiku')) ?? current[0] ?? models[0];
  if (other === undefined) return;
  values['BedrockModelId'] = other.id;
  notes['BedrockModelId'] = t('{0} is not available in this account and region.', wanted);
}
