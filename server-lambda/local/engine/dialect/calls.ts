import type { Token } from '#core/sql/lexer.ts';
import type { Call } from './call.ts';
import { castSql, readCastType } from './cast-types.ts';
import { functionRule } from './functions.ts';
import { isName, nameSql } from './names.ts';
import { niladic } from './niladic.ts';
import { noJson, Refusal } from './refusal.ts';
import type { Rewriting, Value } from './rewriting.ts';
import { isParenthesis, splitAtCommas, wordAt, type Group, type Node } from './token-tree.ts';

/** A function call with its FILTER, OVER and WITHIN GROUP. */
export function call(r: Rewriting, nodes: readonly Node[], at: number, token: Token, group: Group): Value {
  const name = token.text.toLowerCase();
  if (name === 'cast' || name === 'try_cast') return { text: cast(r, name, group, token), next: at + 2 };
  if (name === 'now') return { text: niladic(r, name, token), next: at + 2 };

  let inside = group.children;
  const distinct = wordAt(inside[0]) === 'distinct';
  if (distinct || wordAt(inside[0]) === 'all') inside = inside.slice(1);
  let orderBy: readonly Node[] | undefined;
  const ordered = inside.findIndex((node, index) => wordAt(node) === 'order' && wordAt(inside[index + 1]) === 'by');
  if (ordered !== -1) {
    orderBy = inside.slice(ordered + 2);
    inside = inside.slice(0, ordered);
  }

  let next = at + 2;
  let ignoreNulls = false;
  let tail = '';
  for (;;) {
    const word = wordAt(nodes[next]);
    const following = nodes[next + 1];
    const third = nodes[next + 2];
    if (word === 'within' && wordAt(following) === 'group' && isParenthesis(third)) {
      orderBy = third.children.slice(2);
      next += 3;
    } else if (word === 'filter' && isParenthesis(following)) {
      tail += ` FILTER (${r.sql(following.children)})`;
      next += 2;
    } else if ((word === 'ignore' || word === 'respect') && wordAt(following) === 'nulls') {
      ignoreNulls = word === 'ignore';
      next += 2;
    } else if (word === 'over' && isParenthesis(following)) {
      tail += ` OVER (${r.sql(following.children)})`;
      next += 2;
    } else if (word === 'over' && isName(following)) {
      tail += ` OVER ${nameSql(following)}`;
      next += 2;
    } else {
      break;
    }
  }

  const rule = functionRule(name);
  if (rule === undefined) throw unknownFunction(name, token);
  const parsed: Call = { name, token, args: splitAtCommas(inside), distinct, orderBy, ignoreNulls, tail };
  const text = rule(parsed, r);
  // Some functions repeat their arguments: nested deeply enough, that would fill the memory.
  if (text.length > LONGEST) throw new Refusal('The functions of this statement are nested too deeply.', token);
  return { text, next };
}

function cast(r: Rewriting, name: 'cast' | 'try_cast', group: Group, token: Token): string {
  const as = group.children.findLastIndex((node) => wordAt(node) === 'as');
  if (as === -1) throw new Refusal('A cast is written CAST(value AS type).', token);
  const type = readCastType(group.children.slice(as + 1), token);
  return castSql(r.sql(group.children.slice(0, as)), type, name === 'cast' ? 'CAST' : 'TRY_CAST');
}

const LONGEST = 1_000_000;

function unknownFunction(name: string, token: Token): Refusal {
  if (name.startsWith('json_') || name === 'is_json_scalar') return noJson(token);
  return new Refusal(
    `The embedded engine has no function ${name}.`,
    token,
    'Write it with other functions of Athena, or run the statement on Athena.',
  );
}
