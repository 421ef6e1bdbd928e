import { z } from 'zod';
import { readOrigins } from '#core/contract/allowed-origins.ts';
import { readDataScopes } from '#core/contract/data-scopes.ts';
import type { Translate } from './ports.ts';

/** A parameter of the template, as its author described it. */
export interface ParameterSpec {
  readonly name: string;
  readonly label: string;
  readonly group: string;
  readonly description: string;
  readonly type: string;
  /** Undefined: a value has to be given. */
  readonly standard: string | undefined;
  readonly allowed: readonly string[];
  readonly pattern: string | undefined;
  /** What the pattern means, such as "must be lowercase letters". */
  readonly constraint: string | undefined;
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly maxLength: number | undefined;
}

const scalar = z.union([z.string(), z.number()]).transform(String);
const labelled = z.looseObject({ default: z.string() });
const templateSchema = z.looseObject({
  Parameters: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Default: scalar.optional(),
      Description: z.string().default(''),
      AllowedValues: z.array(scalar).default([]),
      AllowedPattern: z.string().optional(),
      ConstraintDescription: z.string().optional(),
      MinValue: z.coerce.number().optional(),
      MaxValue: z.coerce.number().optional(),
      MaxLength: z.coerce.number().optional(),
    }),
  ),
  Metadata: z.looseObject({
    'AWS::CloudFormation::Interface': z.looseObject({
      ParameterGroups: z.array(z.looseObject({ Label: labelled, Parameters: z.array(z.string()) })),
      ParameterLabels: z.record(z.string(), labelled),
    }),
  }),
});

/** The parameters that a person may set, by the groups of the template; those in no group are set by the program. */
export function readParameterSpecs(template: string): readonly ParameterSpec[] {
  const { Parameters, Metadata } = templateSchema.parse(JSON.parse(template));
  const { ParameterGroups, ParameterLabels } = Metadata['AWS::CloudFormation::Interface'];
  return ParameterGroups.flatMap(({ Label, Parameters: names }) =>
    names.flatMap((name): readonly ParameterSpec[] => {
      const given = Parameters[name];
      if (given === undefined) return [];
      return [
        {
          name,
          label: ParameterLabels[name]?.default ?? name,
          group: Label.default,
          description: given.Description,
          type: given.Type,
          standard: given.Default,
          allowed: given.AllowedValues,
          pattern: given.AllowedPattern,
          constraint: given.ConstraintDescription,
          least: given.MinValue,
          most: given.MaxValue,
          maxLength: given.MaxLength,
        },
      ];
    }),
  );
}

/** One sentence on what is wrong with the value, before CloudFormation says it; empty where nothing is. */
export function valueProblem(spec: ParameterSpec, value: string, t: Translate): string {
  if (value === '' && spec.standard === undefined) return t('Enter a value.');
  if (spec.maxLength !== undefined && value.length > spec.maxLength) {
    return t('Enter at most {0} characters.', spec.maxLength);
  }
  if (spec.allowed.length > 0 && !spec.allowed.includes(value)) {
    return t('Choose one of: {0}.', spec.allowed.join(', '));
  }
  if (spec.type === 'Number') return numberProblem(spec, value, t);
  if (spec.pattern !== undefined && !new RegExp(`^(?:${spec.pattern})$`).test(value)) {
    return spec.constraint === undefined
      ? t('The value must match {0}.', spec.pattern)
      : t('The value {0}.', t(spec.constraint));
  }
  return readProblem(spec, value, t);
}

function numberProblem({ least, most }: ParameterSpec, value: string, t: Translate): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return t('Enter a number.');
  if (least !== undefined && number < least) return t('Enter {0} or more.', least);
  if (most !== undefined && number > most) return t('Enter {0} or less.', most);
  return '';
}

/** Values that the function itself reads: it would not start with wrong ones. */
function readProblem({ name, label }: ParameterSpec, value: string, t: Translate): string {
  try {
    if (name === 'DataScopes') readDataScopes(t(label), value);
    if (name === 'CorsAllowedOrigins') readOrigins(t(label), value);
  } catch (thrown) {
    if (thrown instanceof Error) return `${thrown.message}.`;
  }
  return '';
}

/** One sentence on what is wrong with a stack's name; empty where nothing is. */
export function stackNameProblem(stackName: string, t: Translate): string {
  return /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName)
    ? ''
    : t('Start with a letter, followed by letters, digits and hyphens, 128 characters at most.');
}
