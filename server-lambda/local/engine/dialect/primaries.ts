import { call } from './calls.ts';
import { castSql, readCastType } from './cast-types.ts';
import { requireUtc } from './functions.ts';
import { KEYWORD_FUNCTIONS, KEYWORDS, NILADIC, VALUE_KEYWORDS } from './keywords.ts';
import { intervalSql, numberSql, parameterSql, stringSql, timestampSql } from './literals.ts';
import { looksLikeArray, looksLikeMap } from './probes.ts';
import { columnName, isAnyWord, nameSql, tokenAt } from './names.ts';
import { niladic } from './niladic.ts';
import { noJson, Refusal } from './refusal.ts';
import type { Rewriting, Value } from './rewriting.ts';
import { isBracket, isParenthesis, symbolAt, wordAt, type Group, type Node } from './token-tree.ts';

/** A literal, a name, a call or what stands in brackets, with the fields, subscripts and time zone behind it. */
export function primary(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  let value = primaryStart(r, nodes, at);
  while (value !== undefined) {
    const { next }: Value = value;
    const node = nodes[next];
    const name = nodes[next + 1];
    if (symbolAt(node) === '.' && (isAnyWord(name) || symbolAt(name) === '*')) {
      const field = symbolAt(name) === '*' ? '*' : nameSql(name);
      const column: string | undefined = value.column === undefined ? undefined : field.slice(1, -1);
      value = { text: `${value.text}.${field}`, next: next + 2, ...(column === undefined ? {} : { column }) };
    } else if (isBracket(node)) {
      value = { text: subscript(r, value.text, nodes.slice(at, next), node), next: next + 1 };
    } else if (wordAt(node) === 'at' && wordAt(name) === 'time' && wordAt(nodes[next + 2]) === 'zone') {
      requireUtc({ token: tokenAt(nodes, next) }, r.text(nodes.slice(next + 3, next + 4)));
      value = { text: `athena_zoned(${value.text})`, next: next + 4 };
    } else {
      return value;
    }
  }
  return undefined;
}

function primaryStart(r: Rewriting, nodes: readonly Node[], at: number): Value | undefined {
  const node = nodes[at];
  const following = nodes[at + 1];
  if (node === undefined) return undefined;
  if (node.kind === 'group') {
    if (node.open.text === '[') throw new Refusal('An array is written ARRAY[…].', node.open);
    if (node.open.text !== '(') return { text: `CASE ${r.sql(node.children)} END`, next: at + 1 };
    const [inner, second] = node.children;
    const number = inner?.kind === 'leaf' && inner.token.kind === 'number';
    const isNumber = number && (second === undefined || symbolAt(second) === ',');
    return { text: `(${r.sql(node.children)})`, next: at + 1, ...(isNumber ? { isNumber } : {}) };
  }
  const { token } = node;
  switch (token.kind) {
    case 'string':
      if (wordAt(following) === 'uescape') {
        const escape = r.text(nodes.slice(at + 2, at + 3));
        return { text: stringSql(token, escape), next: at + 3, isText: true };
      }
      return { text: stringSql(token), next: at + 1, isText: true };
    case 'number':
      return { text: numberSql(token), next: at + 1, isNumber: true };
    case 'parameter': {
      const parameter = r.parameters.get(token);
      if (parameter === undefined) throw new Refusal('This parameter has no value.', token);
      const isNumber = typeof parameter.value === 'number';
      return {
        text: parameterSql(parameter.number, parameter.value),
        next: at + 1,
        ...(isNumber ? { isNumber } : {}),
      };
    }
    case 'quoted':
      return { text: nameSql(node), next: at + 1, column: columnName(node) };
    case 'backquoted':
      throw new Refusal('Athena quotes a name in a query with ", not with a backquote.', token);
    case 'symbol':
      return token.text === '*' ? { text: '*', next: at + 1, column: '*' } : undefined;
    case 'word':
      break;
  }
  const word = token.text.toLowerCase();
  if (isParenthesis(following) && (!KEYWORDS.has(word) || KEYWORD_FUNCTIONS.has(word)))
    return call(r, nodes, at, token, following);
  if (VALUE_KEYWORDS.has(word)) return { text: word, next: at + 1 };
  if (KEYWORDS.has(word)) return undefined;
  const literal = typedLiteral(r, nodes, at, word);
  if (literal !== undefined) return literal;
  if (word === 'array' && isBracket(following)) {
    return { text: `[${r.sql(following.children)}]`, next: at + 2 };
  }
  if (word === 'rowid' && !r.aliases.has(word)) throw new Refusal("Column 'rowid' cannot be resolved.", token);
  if (NILADIC.has(word)) return { text: niladic(r, word, token), next: at + 1 };
  return { text: nameSql(node), next: at + 1, column: columnName(node) };
}

function typedLiteral(r: Rewriting, nodes: readonly Node[], at: number, word: string): Value | undefined {
  const sign = word === 'interval' ? symbolAt(nodes[at + 1]) : undefined;
  const valueAtIndex = sign === '-' || sign === '+' ? at + 2 : at + 1;
  const node = nodes[valueAtIndex];
  const text = node === undefined ? undefined : r.text([node]);
  if (text === undefined || node?.kind !== 'leaf' || node.token.kind !== 'string') return undefined;
  const token = tokenAt(nodes, at);
  const next = valueAtIndex + 1;
  switch (word) {
    case 'interval': {
      const to = wordAt(nodes[next + 1]) === 'to' ? wordAt(nodes[next + 2]) : undefined;
      const unit = wordAt(nodes[next]) ?? '';
      return { text: intervalSql(text, sign === '-', unit, to, token), next: next + (to === undefined ? 1 : 3) };
    }
    case 'timestamp':
      return { text: timestampSql(text, token), next };
    case 'date':
      if (!/^\s*[+-]?\d{4,}-\d{1,2}-\d{1,2}\s*$/.test(text)) {
        throw new Refusal(`'${text}' is not a valid date literal.`, token);
      }
      return { text: `DATE '${text.trim()}'`, next };
    case 'decimal':
      if (!/^[-+]?\d*\.?\d+$/.test(text)) throw new Refusal(`'${text}' is not a valid decimal literal.`, token);
      return { text: `(${text})`, next };
    case 'json':
      throw noJson(token);
    default: {
      const type = readCastType(nodes.slice(at, at + 1), token);
      return { text: castSql(stringSql(node.token), type, 'CAST'), next };
    }
  }
}

function subscript(r: Rewriting, base: string, source: readonly Node[], bracket: Group): string {
  const index = r.sql(bracket.children);
  const candidates = [`athena_at(${base}, ${index})`, `athena_at_key(${base}, ${index})`, `(${base})[${index}]`];
  if (looksLikeArray(source)) return candidates[0] ?? '';
  if (looksLikeMap(source)) return candidates[1] ?? '';
  return candidates[r.choose(3, 0)] ?? '';
}
