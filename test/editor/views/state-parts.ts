import type { DeployAction, DeployState } from '../../../extension/protocol/deploy.ts';

/** Every button of a state, in the order of the page: those of the page as a whole come after those of who it is. */
export function buttonsOf(state: DeployState): readonly DeployAction[] {
  return find(state, (key, value) => key === 'actions' && Array.isArray(value)).flatMap(
    (list) => list as readonly DeployAction[],
  );
}

const SAID = new Set([
  ...['headline', 'advice', 'message', 'remedy', 'verbatim', 'detail', 'title', 'sentence', 'summary', 'note'],
  ...[
    'stackName',
    'description',
    'what',
    'quantity',
    'price',
    'logicalId',
    'problem',
    'endpoint',
    'zipSha256',
    'exact',
  ],
]);
const SAID_LISTS = new Set(['findings', 'lacks', 'notes', 'assumptions', 'warnings']);

/** All sentences of a state that a person is to read. */
export function sentencesOf(state: DeployState): readonly string[] {
  return find(state, (key, value) => (typeof value === 'string' ? SAID.has(key) : SAID_LISTS.has(key)))
    .flat()
    .filter((sentence): sentence is string => typeof sentence === 'string' && sentence !== '');
}

function find(value: unknown, wanted: (key: string, value: unknown) => boolean): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [
    ...(wanted(key, inner) ? [inner] : []),
    ...find(inner, wanted),
  ]);
}

/** What the contract has a closed list for. */
const WORDS = new Set([
  'kind',
  'id',
  'look',
  'state',
  'phase',
  'operation',
  'mode',
  'input',
  'origin',
  'level',
  'direction',
]);

/** The state with the text in every place that anything may stand in. */
export function withText(state: DeployState, text: string): unknown {
  return replace('', state, text);
}

function replace(key: string, value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => replace(key, inner, text));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]: [string, unknown]) => [name, replace(name, inner, text)] as const),
    );
  if (typeof value !== 'string' || value === '' || WORDS.has(key) || value === 'CREATE' || value === 'UPDATE')
    return value;
  return text;
}
