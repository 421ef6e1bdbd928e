import { createHash } from 'node:crypto';
import { Fn, type CfnCondition, type Stack } from 'aws-cdk-lib';
import { CfnDeployment, type CfnMethod, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { API_REVISION, API_REVISIONS } from '#core/contract/api-revision.ts';
import type { Parameters } from './parameters.ts';
import { addCondition, chooseText, isEqual } from './condition.ts';
import type { Shared } from './shared.ts';

/** Methods with signed calls, and those for a browser's preflight, which exist only with CORS. */
export interface Methods {
  readonly signed: readonly CfnMethod[];
  readonly preflights: readonly CfnMethod[];
}

interface DeployedParts {
  readonly restApi: CfnRestApi;
  readonly methods: Methods;
  readonly shared: Shared;
  readonly policyIsThere: CfnCondition;
}

/**
 * A deployment is a snapshot of the API, and CloudFormation takes a new one only for a resource of a new name. So the
 * name ends in a hash of the API's definition; and as parameters change the API without changing the template, there is
 * one deployment for each way the API can be: with preflight or without, with a resource policy or without, and for
 * both revisions. The template's conditions leave one of the eight. Gives the id of that one.
 */
export function addDeployments(stack: Stack, parameters: Parameters, parts: DeployedParts): string {
  const { restApi, methods, shared, policyIsThere } = parts;
  const definition: unknown = stack.resolve([
    [restApi.endpointConfiguration, restApi.policy, restApi.securityPolicy, restApi.endpointAccessMode],
    ...[...methods.signed, ...methods.preflights].map((method) => [
      method.resourceId,
      method.httpMethod,
      method.authorizationType,
      method.integration,
    ]),
  ]);
  const hash = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 8);
  const green = isEqual(stack, 'IsGreen', parameters[API_REVISION], API_REVISIONS[1]);

  const add = (name: string, chosen: readonly (readonly [CfnCondition, boolean])[]): string => {
    const condition = addCondition(
      stack,
      `Deploys${name}`,
      Fn.conditionAnd(...chosen.map(([axis, yes]) => (yes ? axis : Fn.conditionNot(axis)))),
    );
    const deployment = new CfnDeployment(stack, `MCPApiDeployment${name}${hash}`, { restApiId: restApi.ref });
    deployment.cfnOptions.condition = condition;
    const pages = chosen.some(([axis, yes]) => axis === shared.pagesMayCall && yes);
    for (const method of pages ? [...methods.signed, ...methods.preflights] : methods.signed) {
      deployment.addResourceDependency(method);
    }
    return deployment.ref;
  };
  const revisions = (name: string, chosen: readonly (readonly [CfnCondition, boolean])[]) =>
    chooseText(green, add(`${name}Green`, [...chosen, [green, true]]), add(`${name}Blue`, [...chosen, [green, false]]));
  const policies = (name: string, cors: boolean) =>
    chooseText(
      policyIsThere,
      revisions(`${name}Limited`, [
        [shared.pagesMayCall, cors],
        [policyIsThere, true],
      ]),
      revisions(`${name}Open`, [
        [shared.pagesMayCall, cors],
        [policyIsThere, false],
      ]),
    );
  return chooseText(shared.pagesMayCall, policies('Pages', true), policies('Signed', false));
}
