import type { CfnCondition } from 'aws-cdk-lib';
import { choose } from './condition.ts';

/** One statement of a policy, with the reason for it: why these actions, and why these resources and no fewer. */
export interface Grant {
  readonly sid: string;
  readonly reason: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The statement is there only then. */
  readonly onlyIf?: CfnCondition;
}

export function policyDocument(grants: readonly Grant[]): object {
  return {
    Version: '2012-10-17',
    Statement: grants.map(({ sid, actions, resources, onlyIf }) => {
      const statement = { Sid: sid, Effect: 'Allow', Action: actions, Resource: resources };
      return onlyIf === undefined ? statement : choose(onlyIf, statement);
    }),
  };
}

/** The reasons, in the template's metadata, because a policy has no comments; docs/permissions.md uses them. */
export function reasons(grants: readonly Grant[]): object {
  return Object.fromEntries(grants.map(({ sid, reason }) => [sid, reason]));
}

/** The key of a resource's metadata that has the reasons of its policy's statements, by their ids. */
export const REASONS = 'Reasons';
