import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { deployerNeeds } from '../../extension/aws/preflight/deployer-needs.ts';
import { DEPLOYER_GRANTS, type DeployerGrant } from '../../infra/deployer-grants.ts';
import { LOOKING_GRANTS } from '../../infra/looking-grants.ts';
import { askedFor, PLACE } from '../support/asked-of-iam.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import type { Template } from '../support/deploy-template.ts';
import { recordDeployerCalls } from '../support/deployer-calls.ts';
import { allows, isLike, type Asked } from '../support/iam-policy.ts';
import { STACK_NAME } from '../support/stack-scripts.ts';
import { PROVIDER_HANDLERS } from './provider-handlers.ts';

const GRANTS = [...DEPLOYER_GRANTS, ...LOOKING_GRANTS];

let asked: readonly Asked[];
beforeAll(async () => {
  asked = (await recordDeployerCalls()).flatMap(askedFor);
});

function neededBy(type: string): readonly string[] {
  const { permissions, idle = {}, more = {} } = PROVIDER_HANDLERS[type]!;
  const unneeded = new Set(Object.values(idle).flat());
  return [...permissions.filter((action) => !unneeded.has(action)), ...Object.values(more).flat()];
}

describe("the deployer's policy", () => {
  test('allows every call of a look around, a deployment, an update, a deletion and of sharing access', () => {
    const refused = asked.filter((one) => !GRANTS.some((grant) => allows(grant, one)));
    expect(refused).toEqual([]);
  });

  test('has nothing for the deployer itself that none of these calls uses, neither an action nor a resource', () => {
    const own = GRANTS.filter(({ sid, types }) => types.length === 0 && sid !== 'StackByCommand');
    const idle = own.flatMap((grant) => [
      ...grant.actions.filter((action) => !asked.some((one) => one.action === action && allows(grant, one))),
      ...grant.resources.filter(
        (resource) => !asked.some((one) => grant.actions.includes(one.action) && isLike(one.resource, resource)),
      ),
    ]);
    expect(idle).toEqual([]);
  });

  test('allows what CloudFormation calls for each type of resource in the template', () => {
    const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
    const types = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))];
    expect(types.toSorted()).toEqual(Object.keys(PROVIDER_HANDLERS).toSorted());
    const missing = types.flatMap((type) => {
      const granted = new Set(GRANTS.filter((grant) => grant.types.includes(type)).flatMap(({ actions }) => actions));
      return neededBy(type).flatMap((action) => (granted.has(action) ? [] : [`${type}: ${action}`]));
    });
    expect(missing).toEqual([]);
  });

  test('has nothing for CloudFormation that no type of resource needs, but for what the deployer calls too', () => {
    const own = new Set(asked.map(({ action }) => action));
    const needless = (grant: DeployerGrant) =>
      grant.actions.filter(
        (action) => !own.has(action) && !grant.types.some((type) => neededBy(type).includes(action)),
      );
    expect(GRANTS.filter(({ types }) => types.length > 0).flatMap(needless)).toEqual([]);
    const forNothing = (grant: DeployerGrant) =>
      grant.types.filter((type) => !grant.actions.some((action) => neededBy(type).includes(action)));
    expect(GRANTS.flatMap(forNothing)).toEqual([]);
  });

  test('says of properties that the template does not set only what the schema has', () => {
    const unknown = Object.values(PROVIDER_HANDLERS).flatMap(({ permissions, idle = {} }) =>
      Object.values(idle).flatMap((actions) => actions.filter((action) => !permissions.includes(action))),
    );
    expect(unknown).toEqual([]);
  });

  test('allows all that the preflight asks IAM about', () => {
    const needs = deployerNeeds({ ...PLACE, partition: 'aws', stackName: STACK_NAME, identifier: 'acme' });
    const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
    const refused = needs
      .flatMap(({ actions, resource }) => actions.map((action) => ({ action, resource, context })))
      .filter((one) => !GRANTS.some((grant) => allows(grant, one)));
    expect(refused).toEqual([]);
  });
});
