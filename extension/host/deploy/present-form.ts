import type { FormField, FormGroup } from '../../protocol/deploy.ts';
import type { ParameterSpec } from './parameter-specs.ts';
import { problemsOf, type Plan } from './plan.ts';
import type { Translate } from './ports.ts';

/** The fields that everyone should check. The others have values that suit nearly everyone. */
const BASIC = ['UniqueIdentifier', 'CaseInsightsStackName', 'BedrockModelId'] as const;
/** These identify the deployed server: another value would mean another server. */
const FIXED_IN_UPDATES = new Set(['UniqueIdentifier', 'NameSuffix']);

/** The form of a plan: a few fields, and the rest by the template's own groups. */
export function presentForm(plan: Plan, t: Translate): readonly FormGroup[] {
  const problems = problemsOf(plan, t);
  const field = (spec: ParameterSpec) => presentField(plan, spec, problems[spec.name] ?? '', t);
  const basic = BASIC.flatMap((name) => plan.specs.filter((spec) => spec.name === name));
  const groups = [...new Set(plan.specs.map(({ group }) => group))];
  return [
    {
      id: 'basic',
      title: t('Deployed version'),
      level: 'basic',
      fields: [...basic.map(field), stackNameField(plan, problems['stackName'] ?? '', t)],
    },
    ...groups.flatMap((group): readonly FormGroup[] => {
      const fields = plan.specs.filter((spec) => spec.group === group && !basic.includes(spec)).map(field);
      return fields.length === 0 ? [] : [{ id: group, title: t(group), level: 'advanced', fields }];
    }),
  ];
}

function presentField(plan: Plan, spec: ParameterSpec, problem: string, t: Translate): FormField {
  const { name, standard } = spec;
  return {
    name,
    label: t(spec.label),
    description: t(spec.description),
    input: inputOf(spec),
    value: plan.values[name] ?? '',
    standard: standard ?? '',
    deployed: plan.target === undefined ? null : (plan.target.parameters[name] ?? ''),
    options: optionsOf(plan, spec, t),
    pattern: spec.pattern ?? '',
    least: spec.least ?? null,
    most: spec.most ?? null,
    maxLength: spec.maxLength ?? null,
    required: standard === undefined,
    readOnly: plan.target !== undefined && FIXED_IN_UPDATES.has(name),
    problem,
    note: plan.notes[name] ?? '',
  };
}

function inputOf({ name, type, allowed }: ParameterSpec): FormField['input'] {
  if (name === 'BedrockModelId' || name === 'CaseInsightsStackName') return 'suggest';
  if (name === 'DataScopes') return 'long-text';
  if (allowed.length === 2 && allowed.includes('true') && allowed.includes('false')) return 'switch';
  if (allowed.length > 0) return 'choice';
  return type === 'Number' ? 'number' : 'text';
}

function optionsOf({ findings }: Plan, { name, allowed }: ParameterSpec, t: Translate): FormField['options'] {
  switch (name) {
    case 'BedrockModelId':
      return findings.models.slice(0, 300).map(({ id, name: label, legacy, endOfLife }) => ({
        value: id,
        label,
        detail: [
          ...(legacy ? [t('legacy')] : []),
          ...(endOfLife === undefined ? [] : [t('available until {0}', endOfLife.toISOString().slice(0, 10))]),
        ].join(', '),
      }));
    case 'CaseInsightsStackName':
      return findings.caseInsights.stacks.slice(0, 300).map(({ stackName, database }) => ({
        value: stackName,
        label: stackName,
        detail: database,
      }));
    default:
      return allowed.map((value) => ({ value, label: value, detail: '' }));
  }
}

function stackNameField({ stackName, target }: Plan, problem: string, t: Translate): FormField {
  return {
    name: 'stackName',
    label: t('Stack name'),
    description: t('The name of the deployment in CloudFormation.'),
    input: 'text',
    value: stackName,
    standard: 'mcp-case-insights',
    deployed: target?.stackName ?? null,
    options: [],
    pattern: '[A-Za-z][A-Za-z0-9-]{0,127}',
    least: null,
    most: null,
    maxLength: 128,
    required: true,
    readOnly: target !== undefined,
    problem,
    note: '',
  };
}
