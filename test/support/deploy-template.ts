type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Fields = Readonly<Record<string, Json>>;

export interface Template {
  readonly Description: string;
  readonly Metadata: Readonly<Record<string, unknown>>;
  readonly Parameters: Readonly<Record<string, Fields & { readonly Type: string; readonly Default?: string | number }>>;
  readonly Conditions: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, Fields>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Fields;
  readonly Metadata?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

export interface Deployed {
  readonly resources: Readonly<
    Record<string, Omit<TemplateResource, 'Properties'> & { readonly Properties: Readonly<Record<string, unknown>> }>
  >;
  readonly outputs: Readonly<Record<string, { readonly Value: string; readonly Export?: { readonly Name: string } }>>;
}

/** The producer's exports, as its template names them. */
export const EXPORTS: Readonly<Record<string, string>> = {
  'aws-case-insights-AthenaDatabaseName': 'case_insights_acme',
  'aws-case-insights-AthenaWorkGroupName': 'CaseInsights-acme',
  'aws-case-insights-AthenaQueryResultsBucket': 's3-acme-athena-results',
};

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '123456789012',
  'AWS::Region': 'eu-central-1',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'mcp-case-insights',
};

const NOTHING = Symbol('AWS::NoValue');

/**
 * What CloudFormation would make of a template with these parameters: conditions decided, intrinsic functions carried
 * out, resources that aren't there left out. A resource's id stands for itself.
 */
export function deployTemplate(template: Template, parameters: Readonly<Record<string, string>>): Deployed {
  const unknown = Object.keys(parameters).find((name) => !(name in template.Parameters));
  if (unknown !== undefined) throw new Error(`The template has no parameter ${unknown}.`);

  const parameter = (name: string): unknown => {
    const { Type, Default, AllowedPattern, AllowedValues } = template.Parameters[name]!;
    const value = parameters[name] ?? Default;
    if (value === undefined) throw new Error(`Parameter ${name} must have a value.`);
    if (typeof AllowedPattern === 'string' && !new RegExp(`^(?:${AllowedPattern})$`).test(String(value))) {
      throw new Error(`Parameter ${name} does not match ${AllowedPattern}.`);
    }
    if (Array.isArray(AllowedValues) && !AllowedValues.includes(String(value))) {
      throw new Error(`Parameter ${name} is none of its values.`);
    }
    return Type === 'CommaDelimitedList' ? String(value).split(',') : String(value);
  };
  const refer = (name: string): unknown => {
    if (name === 'AWS::NoValue') return NOTHING;
    return PSEUDO[name] ?? (name in template.Parameters ? parameter(name) : name);
  };
  const holds = (name: string): boolean => evaluate(template.Conditions[name]!) === true;

  const call: Readonly<Record<string, (input: never) => unknown>> = {
    Ref: refer,
    Condition: holds,
    'Fn::Equals': ([a, b]: readonly unknown[]) => a === b,
    'Fn::Not': ([a]: readonly unknown[]) => a !== true,
    'Fn::And': (all: readonly unknown[]) => all.every((one) => one === true),
    'Fn::Or': (all: readonly unknown[]) => all.some((one) => one === true),
    'Fn::Join': ([by, parts]: readonly [string, readonly string[]]) => parts.join(by),
    'Fn::Split': ([by, text]: readonly [string, string]) => text.split(by),
    'Fn::Select': ([index, list]: readonly [number | string, readonly unknown[]]) => {
      const found = list[Number(index)];
      if (found === undefined) throw new Error(`Fn::Select has no element ${index}.`);
      return found;
    },
    'Fn::GetAtt': ([id, attribute]: readonly string[]) => `${id!}.${attribute!}`,
    'Fn::ImportValue': (name: string) => {
      if (EXPORTS[name] === undefined) throw new Error(`No export named ${name} found.`);
      return EXPORTS[name];
    },
    'Fn::Sub': (input: string | readonly [string, Readonly<Record<string, unknown>>]) => {
      const [text, values] = typeof input === 'string' ? [input, {}] : input;
      return text.replace(/\$\{([^}]+)\}/g, (_, name: string) =>
        String(name in values ? values[name as never] : refer(name)),
      );
    },
  };

  const evaluate = (value: Json): unknown => {
    if (Array.isArray(value)) return value.map(evaluate).filter((item) => item !== NOTHING);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value as Fields);
    const [[name, input] = ['', null]] = entries;
    if (entries.length === 1 && name === 'Fn::If') {
      const [condition, then, otherwise] = input as readonly [string, Json, Json];
      return evaluate(holds(condition) ? then : otherwise);
    }
    const intrinsic = entries.length === 1 ? call[name] : undefined;
    if (intrinsic !== undefined) return intrinsic(evaluate(input) as never);
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, evaluate(inner)] as const).filter(([, inner]) => inner !== NOTHING),
    );
  };

  const there = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition),
  );
  return {
    resources: Object.fromEntries(
      there.map(([id, resource]) => [
        id,
        { ...resource, Properties: evaluate(resource.Properties) as Readonly<Record<string, unknown>> },
      ]),
    ),
    // Outputs have only text in them.
    outputs: evaluate(template.Outputs) as Deployed['outputs'],
  };
}
