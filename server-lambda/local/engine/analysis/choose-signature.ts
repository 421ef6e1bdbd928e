import { typeText, type SqlType } from '../types.ts';
import { bindSignature, type ActualArgument, type BoundSignature } from './bind-signature.ts';
import { sameType } from './coercion.ts';
import type { Signature, TypePattern } from './signature.ts';

export interface Choice {
  readonly kind: 'choice';
  readonly argumentTypes: readonly SqlType[];
  readonly type: SqlType;
}

/** Why there is no choice: no signature takes the arguments, or several take them equally well. */
export type NoChoice = { readonly kind: 'none' } | { readonly kind: 'ambiguous'; readonly candidates: string };

interface Candidate extends BoundSignature {
  readonly signature: Signature;
  readonly resultType: SqlType;
}

/** The result's type of a signature whose result is `rule`. */
export type ResultRule = (argumentTypes: readonly SqlType[]) => SqlType;

/**
 * Chooses a signature as Trino does: one without type variables that takes the arguments as they are, then one with
 * type variables, then the most specific of those that take them after conversions.
 */
export function chooseSignature(
  signatures: readonly Signature[],
  actual: readonly ActualArgument[],
  rule: ResultRule,
): Choice | NoChoice {
  const bind = (coerce: boolean) => (signature: Signature) => {
    const bound = bindSignature(signature, actual, coerce);
    return bound === undefined ? [] : [{ ...bound, signature, resultType: bound.type ?? rule(bound.argumentTypes) }];
  };
  const [plain, generic] = [signatures.filter((one) => !hasVariables(one)), signatures.filter(hasVariables)];
  const exact = firstOf(plain, bind(false)) ?? firstOf(generic, bind(false));
  if (exact !== undefined) return choice(exact);
  return mostSpecific(signatures.flatMap(bind(true)), actual);
}

function firstOf(signatures: readonly Signature[], bind: (one: Signature) => Candidate[]): Candidate | undefined {
  for (const signature of signatures) {
    const [bound] = bind(signature);
    if (bound !== undefined) return bound;
  }
  return undefined;
}

function choice({ argumentTypes, resultType }: Candidate): Choice {
  return { kind: 'choice', argumentTypes, type: resultType };
}

function mostSpecific(candidates: readonly Candidate[], actual: readonly ActualArgument[]): Choice | NoChoice {
  let best = representatives(candidates);
  const [first] = best;
  if (first === undefined) return { kind: 'none' };
  if (best.length > 1 && actual.some((one) => one.kind === 'unknown')) {
    const untouched = candidates.filter((candidate) => convertsOnlyNulls(candidate, actual));
    if (untouched.length > 0) best = untouched;
  }
  const [chosen = first] = best;
  if (best.every(({ resultType }) => sameType(resultType, chosen.resultType))) return choice(chosen);
  return { kind: 'ambiguous', candidates: best.map(candidateText).join(', ') };
}

/** The candidates of which none is more specific than another one. */
function representatives(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const rival = kept.findIndex((one) => isMoreSpecific(candidate, one) || isMoreSpecific(one, candidate));
    const other = kept[rival];
    if (other === undefined) kept.push(candidate);
    else if (isMoreSpecific(candidate, other)) kept[rival] = candidate;
  }
  return kept;
}

/** Whether the other signature takes what this one takes. */
function isMoreSpecific(candidate: Candidate, other: Candidate): boolean {
  return bindSignature(other.signature, candidate.declaredTypes, true) !== undefined;
}

function convertsOnlyNulls({ declaredTypes }: Candidate, actual: readonly ActualArgument[]): boolean {
  return actual.every((given, index) => {
    const type = declaredTypes[index];
    if (given.kind === 'lambda' || given.kind === 'unknown' || type === undefined) return true;
    return sameType(given, type);
  });
}

function candidateText({ declaredTypes, resultType }: Candidate): string {
  return `(${declaredTypes.map(typeText).join(', ')}): ${typeText(resultType)}`;
}

function hasVariables({ parameters }: Signature): boolean {
  const has = (pattern: TypePattern): boolean => {
    switch (pattern.kind) {
      case 'variable':
        return true;
      case 'array':
        return has(pattern.element);
      case 'map':
        return has(pattern.key) || has(pattern.value);
      case 'row':
        return pattern.fields.some((field) => has(field.type));
      case 'function':
        return pattern.parameters.some(has) || has(pattern.result);
      default:
        return false;
    }
  };
  return parameters.some(has);
}
