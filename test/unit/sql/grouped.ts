import { parseStatement } from '#core/sql/syntax/parse.ts';
import type { Expression } from '#core/sql/syntax/tree.ts';

/** `SELECT expression` with parentheses around every operator and its operands; undefined where that is no SQL. */
export function groupedByUs(expression: string): string | undefined {
  try {
    const tree = parseStatement(`SELECT ${expression}`);
    const item = tree.kind === 'query' && tree.body.kind === 'select' ? tree.body.items[0] : undefined;
    return item?.kind === 'expression' ? grouped(item.value) : undefined;
  } catch {
    return undefined;
  }
}

function chain(parts: readonly Expression[], operator: string): string {
  return parts.map(grouped).reduce((left, right) => `( ${left} ${operator} ${right} )`);
}

const not = (negated: boolean): string => (negated ? 'NOT ' : '');

function grouped(node: Expression): string {
  switch (node.kind) {
    case 'logical':
      return chain(node.terms, node.operator.toUpperCase());
    case 'concatenation':
      return chain(node.parts, '||');
    case 'arithmetic':
    case 'comparison':
      return chain([node.left, node.right], node.operator);
    case 'not':
      return `( NOT ${grouped(node.operand)} )`;
    case 'sign':
      return `( ${node.operator} ${grouped(node.operand)} )`;
    case 'at time zone':
      return `( ${grouped(node.value)} AT TIME ZONE ${grouped(node.zone)} )`;
    case 'between':
      return `( ${grouped(node.value)} ${not(node.not)}BETWEEN ${grouped(node.low)} AND ${grouped(node.high)} )`;
    case 'like': {
      const escape = node.escape === undefined ? '' : ` ESCAPE ${grouped(node.escape)}`;
      return `( ${grouped(node.value)} ${not(node.not)}LIKE ${grouped(node.pattern)}${escape} )`;
    }
    case 'in':
      return 'kind' in node.list
        ? 'a subquery'
        : `( ${grouped(node.value)} ${not(node.not)}IN ( ${node.list.map(grouped).join(' , ')} ) )`;
    case 'is null':
      return `( ${grouped(node.value)} IS ${not(node.not)}NULL )`;
    case 'is distinct from':
      return `( ${grouped(node.left)} IS ${not(node.not)}DISTINCT FROM ${grouped(node.right)} )`;
    case 'name':
      return node.name.name;
    case 'literal':
      return node.type === 'string' ? `'${node.text}'` : node.text;
    case 'field':
      return `${grouped(node.base)} . ${node.field.name}`;
    case 'subscript':
      return `${grouped(node.base)} [ ${grouped(node.index)} ]`;
    case 'row':
      return `( ${node.items.map(grouped).join(' , ')} )`;
    case 'lambda':
      return `${node.parameters.map(({ name }) => name).join(' , ')} -> ${grouped(node.body)}`;
    case 'call':
      return `${node.name.map(({ name }) => name).join(' . ')} ( ${node.arguments.map(grouped).join(' , ')} )`;
    case 'case': {
      const whens = node.whens.map(({ when, then }) => `WHEN ${grouped(when)} THEN ${grouped(then)}`).join(' ');
      return `CASE ${whens}${node.otherwise === undefined ? '' : ` ELSE ${grouped(node.otherwise)}`} END`;
    }
    default:
      throw new Error(`${node.kind} is not generated`);
  }
}
