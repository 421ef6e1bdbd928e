import type { Parameter, Stack, Tag } from '@aws-sdk/client-cloudformation';
import { API_REVISION, API_REVISIONS, FOLLOWED_WHEN_DEPLOYED } from '#core/contract/api-revision.ts';

export interface ChangeSetRequest {
  readonly stackName: string;
  readonly template: Template;
  /**
   * Those that are left out keep their value in the stack, or take the template's default; but for the API's revision,
   * which is switched where another parameter needs a new deployment of the API.
   */
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * Tags of the stack, which CloudFormation puts on all its resources that take tags. The stack keeps those that are
   * left out; undefined takes one away.
   */
  readonly tags?: Readonly<Record<string, string | undefined>>;
}

export interface Template {
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  /** Up to 51,200 bytes may be sent as they are; more must be in a bucket. */
  readonly source: { readonly body: string } | { readonly url: string };
}

/** The parameters as CloudFormation takes them: those asked for, those kept, and the API's revision where it must change. */
export function parametersFor({ template, parameters }: ChangeSetRequest, stack: Stack | undefined): Parameter[] {
  const deployed = new Map(
    (stack?.Parameters ?? []).map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  const asked = { ...parameters, ...(template.parameters.includes(API_REVISION) && newRevision(parameters, deployed)) };
  const named = Object.entries(asked).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  const kept = template.parameters
    .filter((name) => !(name in asked) && deployed.has(name))
    .map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));
  return [...named, ...kept];
}

/** The other revision, where what the API follows with a new deployment alone changes and the revision doesn't. */
function newRevision(
  asked: Readonly<Record<string, string>>,
  deployed: ReadonlyMap<string | undefined, string | undefined>,
): Readonly<Record<string, string>> {
  const before = deployed.get(API_REVISION);
  // A stack of an older template gets a new deployment by itself.
  if (before === undefined || (asked[API_REVISION] ?? before) !== before) return {};
  const changes = FOLLOWED_WHEN_DEPLOYED.some(
    (name) => asked[name] !== undefined && asked[name] !== deployed.get(name),
  );
  const other = API_REVISIONS.find((revision) => revision !== before);
  return changes && other !== undefined ? { [API_REVISION]: other } : {};
}

/**
 * The stack's tags as CloudFormation takes them, which is all of them at once: those that the stack has, changed by
 * those asked for. Undefined where there are none to set or to take away.
 */
export function tagsFor({ tags = {} }: ChangeSetRequest, stack: Stack | undefined): Tag[] | undefined {
  const had = (stack?.Tags ?? []).flatMap(({ Key = '', Value }) =>
    Key.startsWith('aws:') ? [] : [[Key, Value] as const],
  );
  const all = Object.entries({ ...Object.fromEntries(had), ...tags });
  if (all.length === 0) return undefined;
  return all.flatMap(([Key, Value]) => (Value === undefined ? [] : [{ Key, Value }]));
}
