import type { CaseInsightsDiscovery, CaseInsightsStack } from '../discovery/case-insights-stacks.ts';
import type { AssetBucket } from '../deploy/asset-bucket.ts';
import { failed, passed, unknown, warning, type Check, type Finding } from './check.ts';
import type { ModelState } from './read-model.ts';
import type { Simulation } from './simulate-permissions.ts';

/** Who the credentials are. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** Says who calls, and by how many milliseconds AWS's clock is ahead of this machine's. */
export type AskIdentity = (signal?: AbortSignal) => Promise<Identity & { readonly clockAheadMs: number | undefined }>;

export function identityCheck(ask: AskIdentity): Check {
  return {
    id: 'identity',
    title: 'Identity',
    doing: 'verify these credentials',
    async run(signal) {
      const { account, arn } = await ask(signal);
      if (/^arn:[\w-]+:iam::\d+:root$/.test(arn)) {
        return warning(
          `These are the root credentials of account ${account}.`,
          'Deploy with a role or a user instead.',
        );
      }
      return passed(`${arn} in account ${account}.`);
    },
  };
}

/** Beyond five minutes AWS refuses every signature. */
const REFUSED_SKEW_MS = 5 * 60_000;

export function clockCheck(ask: AskIdentity): Check {
  return {
    id: 'clock',
    title: 'Clock',
    doing: 'report the time',
    async run(signal) {
      const { clockAheadMs: ahead } = await ask(signal);
      if (ahead === undefined)
        return unknown('The response from AWS contained no time.', "Check this machine's date and time.");
      const minutes = Math.round(Math.abs(ahead) / 60_000);
      if (minutes < 1) return passed("This machine's clock is right.");
      const detail = `This machine's clock is ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${ahead > 0 ? 'slow' : 'fast'}.`;
      const remedy = "Correct this machine's date and time. AWS rejects requests that are five minutes off.";
      return Math.abs(ahead) >= REFUSED_SKEW_MS ? failed(detail, remedy) : warning(detail, remedy);
    },
  };
}

/** `probe` rejects as the service does; a region that is not enabled knows no key of the account. */
export function regionCheck(region: string, probe: (signal?: AbortSignal) => Promise<unknown>): Check {
  return {
    id: 'region',
    title: 'Region',
    doing: `answer in region ${region}`,
    async run(signal) {
      try {
        await probe(signal);
      } catch (thrown) {
        const name = thrown instanceof Error ? thrown.name : '';
        if (/InvalidClientTokenId|UnrecognizedClient|AuthFailure|OptInRequired|RegionDisabled/.test(name)) {
          return failed(
            `Region ${region} is not enabled in this account, or the credentials are not valid there.`,
            'Choose another region, or enable this one under Account, AWS Regions.',
          );
        }
        throw thrown;
      }
      return passed(`Region ${region} is enabled.`);
    },
  };
}

export function exportsCheck(
  stackName: string,
  discover: (signal?: AbortSignal) => Promise<CaseInsightsDiscovery>,
): Check {
  return {
    id: 'exports',
    title: 'Case Insights',
    doing: 'list the exports of stacks',
    async run(signal) {
      const { stacks, withoutAnalytics } = await discover(signal);
      const found = stacks.find((stack) => stack.stackName === stackName);
      if (found !== undefined) return passed(`Stack ${stackName} exports database ${found.database}.`);
      if (withoutAnalytics.includes(stackName)) {
        return failed(
          `Case Insights stack ${stackName} was deployed without analytics.`,
          'Update that stack with EnableAnalytics=true, then check again.',
        );
      }
      return failed(
        `No stack ${stackName} exports Case Insights data in this region.`,
        stacks.length === 0
          ? 'Deploy Case Insights with EnableAnalytics=true first, or choose the region where it is deployed.'
          : `Choose one of the stacks in this region: ${stacks.map((stack) => stack.stackName).join(', ')}.`,
      );
    },
  };
}

export interface AthenaReach {
  /** `ENABLED` or `DISABLED`. */
  readonly workGroupState: string;
  /** How many columns the table has, partition keys included. */
  readonly columns: number;
}

export function athenaCheck(
  stackName: string,
  discover: (signal?: AbortSignal) => Promise<CaseInsightsDiscovery>,
  reach: (stack: CaseInsightsStack, signal?: AbortSignal) => Promise<AthenaReach>,
): Check {
  return {
    id: 'athena',
    title: 'Athena',
    doing: 'describe the workgroup and the table of cases',
    async run(signal) {
      const { stacks } = await discover(signal);
      const stack = stacks.find((one) => one.stackName === stackName);
      if (stack === undefined) {
        return unknown(`There is no Case Insights stack ${stackName} to check.`, 'Choose a Case Insights stack first.');
      }
      const { workGroupState, columns } = await reach(stack, signal);
      if (workGroupState !== 'ENABLED') {
        return failed(`Athena workgroup ${stack.workGroup} is disabled.`, 'Enable it in the Athena console.');
      }
      if (columns === 0) {
        return failed(
          `Table ${stack.database}.${stack.table} has no columns.`,
          'Run the Glue crawler of Case Insights, and check its log.',
        );
      }
      return passed(`Workgroup ${stack.workGroup} and table ${stack.database}.${stack.table} answer.`);
    },
  };
}

export function modelCheck(modelId: string, read: (signal?: AbortSignal) => Promise<ModelState>): Check {
  const other = 'Choose another model from the list.';
  return {
    id: 'model',
    title: 'Model',
    doing: 'list the models of Amazon Bedrock',
    async run(signal): Promise<Finding> {
      const model = await read(signal);
      switch (model.kind) {
        case 'usable':
          return model.legacy
            ? warning(
                `${modelId} is a legacy model${until(model.endOfLife)}.`,
                'Choose a current model now or before that date.',
              )
            : passed(`${modelId} can be used.`);
        case 'unlisted':
          return failed(`${modelId} is not available in this account and region, or is no longer offered.`, other);
        case 'ended':
          return failed(`${modelId} was retired on ${day(model.endOfLife)}.`, other);
        case 'not-in-region':
          return failed(
            `${modelId} is not available in this region.`,
            'Choose a model or inference profile of this region.',
          );
        case 'needs-agreement':
          return failed(
            `This account has no agreement for ${modelId} yet.`,
            'Open the model once in the Bedrock console (model catalog) with AWS Marketplace permissions. Anthropic models require a form once per account.',
          );
        case 'not-authorized':
          return failed(
            `This account or identity is not authorized for ${modelId}.`,
            'Ask an administrator of this account to allow the model, or choose another one.',
          );
      }
    },
  };
}

function until(end: Date | undefined): string {
  return end === undefined ? '' : `, available until ${day(end)}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** `read` resolves to the role's ARN, if one is set. `setsRole`: the deployment sets one itself. */
export function loggingRoleCheck(
  setsRole: boolean,
  read: (signal?: AbortSignal) => Promise<string | undefined>,
): Check {
  return {
    id: 'logging-role',
    title: 'API Gateway logging',
    doing: "read API Gateway's account settings",
    async run(signal) {
      const role = await read(signal);
      if (role !== undefined && role !== '') {
        return setsRole
          ? warning(
              `API Gateway already has a logging role (${role}), and this deployment would replace it for all APIs.`,
              'Turn off "Set the logging role of API Gateway".',
            )
          : passed(`API Gateway writes logs with role ${role}.`);
      }
      return setsRole
        ? passed('API Gateway has no logging role yet. This deployment sets one.')
        : failed(
            'API Gateway has no role for writing logs, so the stage could not be created.',
            'Turn on "Set the logging role of API Gateway".',
          );
    },
  };
}

export function assetBucketCheck(choose: (signal?: AbortSignal) => Promise<AssetBucket>): Check {
  return {
    id: 'asset-bucket',
    title: 'Asset bucket',
    doing: 'look for the asset bucket',
    async run(signal) {
      try {
        const { kind, name } = await choose(signal);
        if (kind !== 'missing') return passed(`The function's code goes to bucket ${name}.`);
        return warning(`There is no bucket for the function's code yet.`, `Confirm that ${name} may be created.`);
      } catch (thrown) {
        // The choice itself rejects for a bucket that cannot be used.
        if (thrown instanceof Error && 'remedy' in thrown && typeof thrown.remedy === 'string') {
          return failed(thrown.message, thrown.remedy);
        }
        throw thrown;
      }
    },
  };
}

export function permissionsCheck(simulate: (signal?: AbortSignal) => Promise<Simulation>): Check {
  return {
    id: 'permissions',
    title: 'Permissions to deploy',
    doing: 'simulate the permissions of the deployer',
    async run(signal) {
      const { denied, forbidden } = await simulate(signal);
      if (forbidden.length > 0) {
        return failed(
          `The deployer is explicitly denied: ${[...new Set(forbidden)].join(', ')}.`,
          'Check for a service control policy (SCP) or a permissions boundary. More permissions do not override it.',
        );
      }
      if (denied.length > 0) {
        return failed(
          `The deployer lacks: ${[...new Set(denied)].join(', ')}.`,
          'Ask for these permissions, or choose credentials that may deploy.',
        );
      }
      return passed('The deployer has the permissions that it needs, according to its own policies.');
    },
  };
}

export interface Quota {
  readonly name: string;
  readonly value: number;
  /** What a deployment in ordinary use takes. */
  readonly needed: number;
}

export function quotasCheck(read: (signal?: AbortSignal) => Promise<readonly Quota[]>): Check {
  return {
    id: 'quotas',
    title: 'Service quotas',
    doing: 'read service quotas',
    async run(signal) {
      const short = (await read(signal)).filter(({ value, needed }) => value < needed);
      if (short.length === 0) return passed('The quotas of this account are sufficient.');
      return warning(
        short.map(({ name, value, needed }) => `${name}: ${value} (${needed} needed).`).join(' '),
        'Request an increase under Service Quotas.',
      );
    },
  };
}
