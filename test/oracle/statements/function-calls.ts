import { BINDINGS, samplesOf, splitTypes } from './samples.ts';
import { ARGUMENTS, EXPLICIT } from './function-arguments.ts';

/** A scalar function of Trino's, as SHOW FUNCTIONS lists it. */
export interface ListedFunction {
  readonly name: string;
  readonly argumentTypes: string;
}

/** Calls of one signature: constants, and the types of the arguments, by which a VALUES can hold them. */
export interface CallSet {
  readonly name: string;
  /** Arguments of each call. */
  readonly calls: readonly (readonly string[])[];
}

const MOST_CALLS = 10;

/** Calls with typical and extreme arguments, for each signature of the function. */
export function callSets({ name, argumentTypes }: ListedFunction): readonly CallSet[] {
  const types = splitTypes(argumentTypes.toLowerCase());
  if (name in EXPLICIT || types.some((type) => type.startsWith('function('))) return [];
  return bindings(types).flatMap((bound) => {
    const samples = bound.map((type, index) => ARGUMENTS[name]?.[index] ?? samplesOf(type));
    return samples.some((each) => each.length === 0) ? [] : [{ name, calls: tuples(samples, name) }];
  });
}

/** Calls that no signature takes: one argument less or more, and one of another type. */
export function wrongCalls({ name, argumentTypes }: ListedFunction): readonly string[] {
  const types = splitTypes(argumentTypes.toLowerCase());
  if (name in EXPLICIT || types.some((type) => type.startsWith('function('))) return [];
  const [bound] = bindings(types);
  const first = bound?.map((type, index) => (ARGUMENTS[name]?.[index] ?? samplesOf(type))[0]) ?? [];
  if (first.length === 0 || first.includes(undefined)) return [];
  const call = (list: readonly (string | undefined)[]) => `${name}(${list.join(', ')})`;
  const replaced = first.flatMap((_argument, at) => ["'2'", 'true'].map((other) => call(first.with(at, other))));
  return [call(first.slice(1)), call([...first, first.at(-1)]), ...replaced];
}

/** The types with each type variable bound in turn; variables are single letters, as in `map(k, v)`. */
function bindings(types: readonly string[]): readonly (readonly string[])[] {
  const variables = [...new Set(types.join(' ').match(/\b[a-z]\d?\b/g) ?? [])].filter(
    (variable) =>
      !types.some((type) => new RegExp(`(varchar|char|decimal|timestamp|time)\\([^)]*\\b${variable}\\b`).test(type)),
  );
  const rounds = variables.length === 0 ? 1 : Math.max(...variables.map((variable) => choices(variable).length));
  return Array.from({ length: rounds }, (_none, round) =>
    types.map((type) =>
      variables.reduce((text, variable) => {
        const list = choices(variable);
        return text.replaceAll(new RegExp(`\\b${variable}\\b`, 'g'), list[round % list.length] ?? '');
      }, type),
    ),
  );
}

function choices(variable: string): readonly string[] {
  return BINDINGS[variable.slice(0, 1)] ?? BINDINGS['default'] ?? [];
}

/** Each argument takes each of its values, first beside the ordinary ones, then mixed as the seed says. */
function tuples(samples: readonly (readonly string[])[], seed: string): readonly (readonly string[])[] {
  const first = samples.map(([ordinary = '']) => ordinary);
  const single = samples.flatMap((values, at) => values.slice(1).map((value) => first.with(at, value)));
  const next = randomNumbers(seed);
  const mixed =
    samples.length < 2
      ? []
      : Array.from({ length: MOST_CALLS }, () => samples.map((values) => values[next(values.length)] ?? ''));
  const most = MOST_CALLS * samples.length;
  return [...new Map([first, ...single, ...mixed].map((tuple) => [tuple.join(), tuple])).values()].slice(0, most);
}

/** The same numbers for the same seed: each call gives a whole number below its argument. */
export function randomNumbers(seed: string): (below: number) => number {
  let state = Array.from(seed).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0,
    20_261_130,
  );
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
