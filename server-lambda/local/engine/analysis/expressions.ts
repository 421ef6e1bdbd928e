import type { Expression } from '#core/sql/syntax/tree.ts';
import { canCast } from '../functions/casts.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer, Lambda, TypedLambda } from './analyzer.ts';
import { caseExpression } from './conditions.ts';
import { booleanOf, convert, convertToOneType, type Placed } from './conversion.ts';
import type { ExpressionContext } from './expression-context.ts';
import { functionCall } from './function-call.ts';
import { LambdaBodies, type Variables } from './lambda-bodies.ts';
import { jsonCall } from './json-calls.ts';
import { interval, literal, parameterLiteral, typedLiteral } from './literals.ts';
import { fieldOf, partsOf } from './names.ts';
import { arithmetic, compare, concatenate, isDistinctFrom, negate, subscript } from './operators.ts';
import { between, exists, inPredicate, like, negated, quantified, scalarSubquery } from './predicates.ts';
import { atTimeZone, callOf, extract, niladic } from './time-expressions.ts';
import { typeOfName } from './type-names.ts';
import type { Typed } from './typed-tree.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const BOOLEAN: SqlType = { kind: 'boolean' };

/** A chain of operators is as deep as it is long; the parser bounds all other depth. */
const MAX_DEPTH = 1_000;

/** An expression with names and types. Throws AnalysisFailure in Trino's words. */
export function analyzeExpression(expression: Expression, context: ExpressionContext): Typed {
  return analyzerOf(context).analyze(expression);
}

/** A condition, named as Trino's sentence does: `WHERE clause`. Throws AnalysisFailure unless it is a boolean. */
export function analyzeCondition(expression: Expression, clause: string, context: ExpressionContext): Typed {
  const value = analyzeExpression(expression, context);
  const { type } = value;
  if (type.kind === 'boolean' || type.kind === 'unknown') return convert(value, BOOLEAN, expression.at);
  throw new AnalysisFailure(`${clause} must evaluate to a boolean: actual type ${typeText(type)}`, expression.at);
}

export function analyzerOf(context: ExpressionContext): Analyzer {
  return new ExpressionAnalyzer(context, { bodies: new LambdaBodies(), depth: 0 });
}

/** What the analyzers of an expression and of its lambdas share. */
interface Shared {
  readonly bodies: LambdaBodies;
  depth: number;
}

class ExpressionAnalyzer implements Analyzer {
  readonly context: ExpressionContext;
  readonly inLambda: boolean;
  /** The parameters of the lambdas around. */
  readonly #variables: Variables;
  /** Those of them that were named. */
  readonly #named = new Set<string>();
  readonly #shared: Shared;

  constructor(context: ExpressionContext, shared: Shared, variables?: Variables) {
    this.context = context;
    this.inLambda = variables !== undefined;
    this.#variables = variables ?? new Map();
    this.#shared = shared;
  }

  analyze(expression: Expression): Typed {
    if (++this.#shared.depth > MAX_DEPTH)
      throw new AnalysisFailure('The expression is nested too deeply for the embedded engine', expression.at);
    const typed = this.context.known?.(expression) ?? this.#typed(expression);
    this.#shared.depth--;
    this.context.analyzed?.(expression, typed);
    return typed;
  }

  lambda(expression: Lambda, types: readonly SqlType[]): TypedLambda {
    const { parameters, body, at } = expression;
    if (parameters.length !== types.length) {
      const counts = `${types.length} argument(s) but got ${parameters.length}`;
      throw new AnalysisFailure(`Expected a lambda that takes ${counts}`, at);
    }
    const nextId = () => this.context.nextId();
    const found = this.#shared.bodies.lambda(expression, types, this.#variables, nextId, (variables) => {
      const inner = new ExpressionAnalyzer(this.context, this.#shared, variables);
      return { body: inner.analyze(body), named: inner.#named };
    });
    for (const name of found.free) this.#named.add(name);
    return found.lambda;
  }

  #placed(expression: Expression): Placed {
    return { value: this.analyze(expression), at: expression.at };
  }

  #typed(expression: Expression): Typed {
    switch (expression.kind) {
      case 'literal':
        return literal(expression);
      case 'typed literal':
        return typedLiteral(expression, this.context.session);
      case 'interval':
        return interval(expression);
      case 'parameter':
        return this.#parameter(expression);
      case 'name':
      case 'field':
        return this.#name(expression);
      case 'niladic':
        return niladic(expression, this.context.session);
      case 'call':
        return functionCall(expression, this);
      case 'json call':
        return jsonCall(expression, this);
      case 'lambda':
        throw new AnalysisFailure('Lambda expression should always be used inside a function', expression.at);
      case 'grouping':
        return this.#grouping(expression);
      case 'measure':
        throw new AnalysisFailure('The embedded engine does not have row pattern recognition', expression.at);
      default:
        return this.#operator(expression);
    }
  }

  #operator(expression: Exclude<Expression, { kind: SimpleKind }>): Typed {
    const { at } = expression;
    switch (expression.kind) {
      case 'sign':
        return this.#sign(expression);
      case 'arithmetic':
        return arithmetic(expression.operator, this.#placed(expression.left), this.#placed(expression.right), at);
      case 'concatenation':
        return concatenate(
          expression.parts.map((part) => this.#placed(part)),
          at,
        );
      case 'comparison':
        return compare(expression.operator, this.#placed(expression.left), this.#placed(expression.right), at);
      case 'is distinct from': {
        const distinct = isDistinctFrom(this.#placed(expression.left), this.#placed(expression.right), at);
        return negated(expression.not, distinct);
      }
      case 'subscript':
        return this.#subscript(expression);
      case 'array':
        return this.#array(expression);
      case 'row':
        return this.#row(expression);
      case 'cast':
        return this.#cast(expression);
      case 'extract':
        return extract(expression.field, this.#placed(expression.from), at, this);
      case 'trim':
        return this.#trim(expression);
      case 'at time zone':
        return atTimeZone(this.#placed(expression.value), this.#placed(expression.zone), at, this);
      case 'case':
        return caseExpression(expression, this);
      default:
        return this.#predicate(expression);
    }
  }

  #predicate(expression: Of<PredicateKind>): Typed {
    switch (expression.kind) {
      case 'not': {
        const value = this.analyze(expression.operand);
        return negated(true, booleanOf(value, 'Value of logical NOT expression', expression.operand.at));
      }
      case 'logical':
        return this.#logical(expression);
      case 'is null':
        return negated(expression.not, { kind: 'is null', type: BOOLEAN, value: this.analyze(expression.value) });
      case 'between':
        return between(expression, this);
      case 'in':
        return inPredicate(expression, this);
      case 'like':
        return like(expression, this);
      case 'exists':
        return exists(expression, this);
      case 'subquery':
        return scalarSubquery(expression, this);
      case 'quantified comparison':
        return quantified(expression, this);
    }
  }

  #parameter({ index, at }: Of<'parameter'>): Typed {
    const value = this.context.values[index];
    if (value !== undefined) return parameterLiteral(value, at);
    const count = this.context.values.length;
    if (count === 0) throw new AnalysisFailure('Query takes no parameters', at);
    throw new AnalysisFailure(`Invalid parameter index ${index}, max value is ${count - 1}`, at);
  }

  #name(expression: Of<'name' | 'field'>): Typed {
    const parts = partsOf(expression);
    // Only a field has a base that is no name.
    if (parts === undefined) return this.#fieldOfValue(expression as Of<'field'>);
    const [first, ...rest] = parts;
    const variable = first && this.#variables.get(first.name);
    if (first === undefined || variable === undefined) return this.context.resolve(parts);
    this.#named.add(first.name);
    return rest.reduce(fieldOf, variable);
  }

  #fieldOfValue({ base, field }: Of<'field'>): Typed {
    return fieldOf(this.analyze(base), field);
  }

  #grouping(expression: Of<'grouping'>): Typed {
    if (!this.inLambda) return this.context.grouping(expression);
    throw new AnalysisFailure(
      'Lambda expression cannot contain aggregations, window functions or grouping operations: [grouping]',
      expression.at,
    );
  }

  /** A number's sign belongs to it: -2147483648 is an integer. */
  #sign({ operator, operand, at }: Of<'sign'>): Typed {
    if (operator === '-' && operand.kind === 'literal' && NUMBER_LITERALS.has(operand.type))
      return literal(operand, '-');
    const value = this.#placed(operand);
    if (operator === '-') return negate(value, at);
    const { type } = value.value;
    if (SIGNED.has(type.kind)) return value.value;
    throw new AnalysisFailure(`Unary '+' operator cannot by applied to ${typeText(type)} type`, at);
  }

  #logical({ operator, terms }: Of<'logical'>): Typed {
    const conditions = terms.map((term) => booleanOf(this.analyze(term), 'Logical expression term', term.at));
    return { kind: 'logical', type: BOOLEAN, operator, terms: conditions };
  }

  #array({ items, at }: Of<'array'>): Typed {
    const { type, values } = convertToOneType(
      items.map((item) => this.#placed(item)),
      'All ARRAY elements',
    );
    return { kind: 'call', name: 'array', type: { kind: 'array', element: type }, arguments: values, at };
  }

  #row({ items, at }: Of<'row'>): Typed {
    const values = items.map((item) => this.analyze(item));
    const type: SqlType = { kind: 'row', fields: values.map((value) => ({ type: value.type })) };
    return { kind: 'call', name: 'row', type, arguments: values, at };
  }

  #subscript({ base, index, at }: Of<'subscript'>): Typed {
    const value = this.#placed(base);
    if (value.value.type.kind !== 'row') return subscript(value, this.#placed(index), at);
    return rowSubscript(value.value, value.value.type.fields, index);
  }

  #cast({ value, type: name, safe, at }: Of<'cast'>): Typed {
    const type = typeOfName(name, at);
    const operand = this.analyze(value);
    if (!canCast(operand.type, type))
      throw new AnalysisFailure(`Cannot cast ${typeText(operand.type)} to ${typeText(type)}`, at);
    return { kind: 'cast', type, value: operand, safe, at };
  }

  #trim({ side, characters, from, at }: Of<'trim'>): Typed {
    const name = { leading: 'ltrim', trailing: 'rtrim', both: 'trim' }[side];
    const operands = characters === undefined ? [from] : [from, characters];
    return callOf(
      name,
      operands.map((operand) => this.#placed(operand)),
      at,
      this,
    );
  }
}

type SimpleKind =
  | 'literal'
  | 'typed literal'
  | 'interval'
  | 'parameter'
  | 'name'
  | 'field'
  | 'niladic'
  | 'call'
  | 'json call'
  | 'lambda'
  | 'grouping'
  | 'measure';

type PredicateKind =
  'not' | 'logical' | 'is null' | 'between' | 'in' | 'like' | 'exists' | 'subquery' | 'quantified comparison';

const NUMBER_LITERALS = new Set(['integer', 'decimal', 'double']);
const SIGNED = new Set<SqlType['kind']>(['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double']);

/** `row[2]`: a constant, from 1. */
function rowSubscript(value: Typed, fields: readonly { readonly type: SqlType }[], index: Expression): Typed {
  if (index.kind !== 'literal' || index.type !== 'integer')
    throw new AnalysisFailure('Subscript expression on ROW requires a constant index', index.at);
  const position = Number(literal(index).value);
  if (position === 0) throw new AnalysisFailure('Invalid subscript index: 0. ROW indices start at 1', index.at);
  const field = fields[position - 1];
  if (field !== undefined) return { kind: 'field', type: field.type, value, index: position - 1 };
  throw new AnalysisFailure(`Subscript index out of bounds: ${position}, max value is ${fields.length}`, index.at);
}

export { fieldOf } from './names.ts';
