import { Aws, CfnCondition, Fn, Token, type CfnParameter, type ICfnConditionExpression, type Stack } from 'aws-cdk-lib';

/** True where a parameter, text or list, was given. */
export function isSet(stack: Stack, id: string, parameter: CfnParameter): CfnCondition {
  const text = parameter.type === 'String' ? parameter.valueAsString : Fn.join('', parameter.valueAsList);
  return addCondition(stack, id, Fn.conditionNot(Fn.conditionEquals(text, '')));
}

export function isEqual(stack: Stack, id: string, parameter: CfnParameter, value: string): CfnCondition {
  return addCondition(stack, id, Fn.conditionEquals(parameter.valueAsString, value));
}

export function addCondition(stack: Stack, id: string, expression: ICfnConditionExpression): CfnCondition {
  return new CfnCondition(stack, id, { expression });
}

/** One value or the other, as the template's `Fn::If`; without the other the property or list entry isn't there. */
export function choose(condition: CfnCondition, then: unknown, otherwise: unknown = Aws.NO_VALUE): unknown {
  return Fn.conditionIf(condition.logicalId, then, otherwise);
}

/** The same for a property that takes text. */
export function chooseText(condition: CfnCondition, then: string, otherwise?: string): string {
  return Fn.conditionIf(condition.logicalId, then, otherwise ?? Aws.NO_VALUE).toString();
}

export function chooseList(condition: CfnCondition, then: readonly string[]): string[] {
  return Token.asList(Fn.conditionIf(condition.logicalId, then, Aws.NO_VALUE));
}

export function chooseNumber(condition: CfnCondition, then: string): number {
  return Token.asNumber(Fn.conditionIf(condition.logicalId, then, Aws.NO_VALUE));
}
