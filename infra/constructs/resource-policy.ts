import { Fn, type CfnCondition, type Stack } from 'aws-cdk-lib';
import type { Parameters } from './parameters.ts';
import { addCondition, choose, isSet } from './condition.ts';
import type { Shared } from './shared.ts';

/**
 * Who can reach the API, in addition to the callers' own policies. Callers in this account need only their own policy,
 * so this one allows them nothing more; callers in other accounts need both.
 */
export function addResourcePolicy(
  stack: Stack,
  parameters: Parameters,
  { isPrivate }: Shared,
): { readonly document: unknown; readonly isThere: CfnCondition } {
  const { AllowedSourceIps, CallerPrincipals, VpcEndpointIds } = parameters;
  const limitsAddresses = isSet(stack, 'LimitsAddresses', AllowedSourceIps);
  const hasForeignCallers = isSet(stack, 'HasForeignCallers', CallerPrincipals);
  const isThere = addCondition(
    stack,
    'HasResourcePolicy',
    Fn.conditionOr(isPrivate, limitsAddresses, hasForeignCallers),
  );
  const statement = (Effect: string, Principal: unknown, Condition?: unknown) => ({
    Effect,
    Principal,
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/*',
    ...(Condition !== undefined && { Condition }),
  });
  const addresses = AllowedSourceIps.valueAsList;
  const endpoints = VpcEndpointIds.valueAsList;
  const document = choose(isThere, {
    Version: '2012-10-17',
    Statement: [
      // A private API refuses calls that no statement allows. The account's root principal allows none of its
      // users directly: their own policies decide.
      statement('Allow', { AWS: Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') }),
      choose(hasForeignCallers, statement('Allow', { AWS: CallerPrincipals.valueAsList })),
      choose(isPrivate, statement('Deny', '*', { StringNotEquals: { 'aws:SourceVpce': endpoints } })),
      choose(
        limitsAddresses,
        statement(
          'Deny',
          '*',
          choose(
            isPrivate,
            { NotIpAddress: { 'aws:VpcSourceIp': addresses } },
            { NotIpAddress: { 'aws:SourceIp': addresses } },
          ),
        ),
      ),
    ],
  });
  return { document, isThere };
}
