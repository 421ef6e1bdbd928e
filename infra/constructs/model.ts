import { Aws, Fn, type Stack } from 'aws-cdk-lib';
import type { Parameters } from './parameters.ts';
import { addCondition, chooseText, isSet } from './condition.ts';

/** What stands before the model's id in the id of a system-defined inference profile. */
const GEOGRAPHIES = ['global', 'us', 'eu', 'apac', 'jp', 'au', 'ca', 'us-gov'];

/**
 * All that Bedrock asks for when the model is called: the profile, and the model behind it. A profile sends a call to any Region of its geography, and Bedrock checks the model
 * there too, so with a profile the model's ARN has every Region; without one, this Region alone.
 */
export function modelArns(stack: Stack, parameters: Parameters): readonly string[] {
  const id = parameters.BedrockModelId.valueAsString;
  const base = parameters.BedrockBaseModelId.valueAsString;
  const firstOf = (text: string, separator: string) => Fn.select(0, Fn.split(separator, text));
  // The part after the slash of an ARN; the whole id if there is no slash.
  const plain = Fn.select(1, Fn.split('/', Fn.join('/', [id, id])));
  const isArn = addCondition(stack, 'ModelIsArn', Fn.conditionEquals(firstOf(id, ':'), 'arn'));
  const hasBase = isSet(stack, 'HasBaseModel', parameters.BedrockBaseModelId);
  const geographies = GEOGRAPHIES.map((name) => ({
    name,
    chosen: addCondition(stack, `ProfileOf${name.replace('-', '')}`, Fn.conditionEquals(firstOf(plain, '.'), name)),
  }));
  const isProfile = addCondition(
    stack,
    'ModelIsProfile',
    Fn.conditionOr(isArn, hasBase, ...geographies.map(({ chosen }) => chosen)),
  );

  // The suffix makes sure that there is always a second part.
  const without = (name: string) => Fn.select(1, Fn.split(`${name}.`, Fn.join('', [plain, `${name}.`])));
  const named = geographies.reduce((rest, { name, chosen }) => chooseText(chosen, without(name), rest), plain);
  const model = chooseText(hasBase, base, named);
  const region = chooseText(isProfile, '*', Aws.REGION);
  const profile = Fn.sub(
    'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/${BedrockModelId}',
  );
  return [
    chooseText(isArn, id, profile),
    Fn.sub('arn:${AWS::Partition}:bedrock:${Where}::foundation-model/${Model}', { Where: region, Model: model }),
  ];
}
