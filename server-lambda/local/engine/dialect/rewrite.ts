import { CASE_COLUMNS } from '#core/contract/case-record.ts';
import type { Token } from '#core/sql/lexer.ts';
import type { SqlValue } from '#core/ports/query-engine.ts';
import type { Call, Rewriter } from './call.ts';
import { castSql, readCastType } from './cast-types.ts';
import { functionRule, joinable, requireUtc } from './functions.ts';
import { KEYWORD_FUNCTIONS, KEYWORDS, NILADIC, VALUE_KEYWORDS } from './keywords.ts';
import { intervalSql, numberSql, parameterSql, stringSql, timestampSql } from './literals.ts';
import { looksLikeArray, looksLikeInterval, looksLikeMap, looksTemporal } from './looks.ts';
import { Refusal } from './refusal.ts';
import { checkAliases, checkTableName, commonTableNames } from './scopes.ts';
import {
  firstToken,
  isBracket,
  isParenthesis,
  splitAtCommas,
  stringValue,
  symbolAt,
  wordAt,
  type Group,
  type Node,
} from './token-tree.ts';

/** What unnamed columns are called on the way; no name that a person writes. */
export const UNNAMED = '\u2061col';

export interface RewriteContext {
  /** Of the parameter tokens, in order. */
  readonly parameters: ReadonlyMap<Token, { readonly number: number; readonly value: SqlValue }>;
  readonly now: Date;
  /** Which way to take at each point of choice; 0 is the guess. */
  readonly choices: readonly number[];
}

export interface Rewritten {
  readonly sql: string;
  /** How many ways there are at each point of choice. */
  readonly ways: readonly number[];
}

/** Rewrites a statement's tree into DuckDB's SQL. Throws Refusal. */
export function rewrite(tree: readonly Node[], context: RewriteContext): Rewritten {
  const ways: number[] = [];
  const rewriter: Rewriter = {
    sql: (nodes) => sequence(nodes).text,
    text(nodes) {
      const [node] = nodes;
      if (nodes.length !== 1 || node?.kind !== 'leaf') return undefined;
      if (node.token.kind === 'string' && node.token.text.startsWith("'")) return stringValue(node.token);
      const value = context.parameters.get(node.token)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    choose(count, guess) {
      const index = ways.push(count) - 1;
      return (guess + (context.choices[index] ?? 0)) % count;
    },
  };
  const aliases = aliasesIn(tree);
  const commonTables = commonTableNames(tree);

  /** Anything from a whole statement to one expression. */
  function sequence(nodes: readonly Node[]): Sequence {
    if (symbolAt(nodes[1]) === '->') return { text: lambda(nodes), aliased: false, values: 0 };
    const out: string[] = [];
    let at = 0;
    let afterValue = false;
    let aliased = false;
    let values = 0;
    let last: Value | undefined;
    let comparison: string | undefined;
    let inFrom = false;

    while (at < nodes.length) {
      const node = nodes[at];
      if (node === undefined) break;
      const word = wordAt(node);
      const clause: Clause | undefined = afterValue && word !== 'values' ? undefined : clauseAt(nodes, at);
      if (clause !== undefined) {
        out.push(clause.text);
        at = clause.next;
        afterValue = clause.isValue;
        continue;
      }
      if (word === 'tablesample') {
        const sample = tableSample(nodes, at);
        out.push(sample.text);
        at = sample.next;
        continue;
      }
      if (word === 'as' || (afterValue && isName(node) && !isRank(nodes, at))) {
        const named = alias(nodes, word === 'as' ? at + 1 : at);
        if (named !== undefined) {
          out.push(named.text);
          at = named.next;
          aliased = true;
          afterValue = true;
          continue;
        }
      }
      const value = afterValue || isRank(nodes, at) ? undefined : valueAt(nodes, at);
      if (value !== undefined) {
        if (comparison !== undefined) refuseMixed(last, comparison, value);
        if (value.column !== undefined && isTablePlace(nodes, at, inFrom)) {
          checkTableName(nodes.slice(at, value.next), commonTables);
        }
        out.push(value.text);
        at = value.next;
        last = value;
        values++;
        aliased = false;
        afterValue = true;
        continue;
      }
      out.push(plain(node, nodes[at + 1]));
      comparison = comparisonAt(node);
      if (word === 'from') inFrom = true;
      else if (AFTER_SELECT_ITEMS.has(word ?? '')) inFrom = false;
      // A comparison takes what stands right before it, but for NOT.
      if (comparison === undefined && word !== 'not') last = undefined;
      if (word === 'by' && wordAt(nodes[at + 1]) === 'all') at += checkByAll(nodes, at);
      afterValue = false;
      at++;
    }
    return { text: out.join(' '), aliased, values, ...(values === 1 && last !== undefined ? { only: last } : {}) };
  }

  /** A clause that is written anew as a whole. */
  function clauseAt(nodes: readonly Node[], at: number): Clause | undefined {
    const following = nodes[at + 1];
    switch (wordAt(nodes[at])) {
      case 'select':
        return selectItems(nodes, at);
      case 'with':
        return isName(following) || wordAt(following) === 'recursive' ? withClause(nodes, at) : undefined;
      case 'values':
        return valueRows(nodes, at);
      case 'unnest':
        return isParenthesis(following) ? unnest(nodes, at, following) : undefined;
      case 'table':
        if (isParenthesis(following))
          throw new Refusal('The embedded engine knows no table functions.', tokenAt(nodes, at));
        return undefined;
      case undefined:
      default:
        return undefined;
    }
  }

  function selectItems(nodes: readonly Node[], at: number): Clause {
    let from = at + 1;
    const quantifier = wordAt(nodes[from]);
    const quantified = quantifier === 'distinct' || quantifier === 'all';
    if (quantified) from++;
    if (wordAt(nodes[from]) === 'on') throw new Refusal("Athena's SQL has no DISTINCT ON.", tokenAt(nodes, from));
    checkAliases(nodes.slice(from - 1, endOfSelect(nodes, from)));
    let end = from;
    while (end < nodes.length && !endsSelectItems(nodes, end)) end++;
    const items = splitAtCommas(nodes.slice(from, end)).map(selectItem);
    return { text: `SELECT ${quantified ? `${quantifier} ` : ''}${items.join(', ')}`, next: end, isValue: false };
  }

  function selectItem(item: readonly Node[]): string {
    const { text, aliased, only } = sequence(item);
    if (aliased || symbolAt(item.at(-1)) === '*') return text;
    if (only?.column !== undefined && only.next === item.length) return text;
    // Trino names `expression.field` after the field.
    const field = only?.next === item.length && symbolAt(item.at(-2)) === '.' ? item.at(-1) : undefined;
    return `${text} AS ${field === undefined ? `"${UNNAMED}"` : nameSql(field)}`;
  }

  function withClause(nodes: readonly Node[], at: number): Clause {
    let next = at + 1;
    let text = 'WITH';
    if (wordAt(nodes[next]) === 'recursive') {
      text += ' RECURSIVE';
      next++;
    }
    while (isName(nodes[next])) {
      text += ` ${nameSql(nodes[next])}`;
      next++;
      const columns = nodes[next];
      if (isParenthesis(columns)) {
        text += columnNames(columns);
        next++;
      }
      const body = nodes[next + 1];
      if (wordAt(nodes[next]) !== 'as' || !isParenthesis(body)) break;
      text += ` AS (${rewriter.sql(body.children)})`;
      next += 2;
      if (symbolAt(nodes[next]) !== ',') break;
      text += ',';
      next++;
    }
    return { text, next, isValue: false };
  }

  /** Trino takes `VALUES 1, 2`; DuckDB wants every row in brackets. */
  function valueRows(nodes: readonly Node[], at: number): Clause {
    let end = at + 1;
    while (end < nodes.length && !AFTER_VALUES.has(wordAt(nodes[end]) ?? '')) end++;
    const rows = splitAtCommas(nodes.slice(at + 1, end)).map((row) => {
      const [first, second] = row;
      if (row.length === 1 && isParenthesis(first)) return `(${rewriter.sql(first.children)})`;
      if (row.length === 2 && wordAt(first) === 'row' && isParenthesis(second))
        return `(${rewriter.sql(second.children)})`;
      return `(${rewriter.sql(row)})`;
    });
    return { text: `VALUES ${rows.join(', ')}`, next: end, isValue: true };
  }

  function unnest(nodes: readonly Node[], at: number, group: Group): Clause {
    let next = at + 2;
    const ordinality = wordAt(nodes[next]) === 'with' && wordAt(nodes[next + 1]) === 'ordinality';
    if (ordinality) next += 2;
    const named = alias(nodes, wordAt(nodes[next]) === 'as' ? next + 1 : next);
    const args = splitAtCommas(group.children);
    const width = named?.columns === undefined ? undefined : named.columns - (ordinality ? 1 : 0);
    const lists = args.length === 1 ? listsOf(args[0] ?? [], width) : args.map((arg) => rewriter.sql(arg));
    const items = lists.map((list) => `unnest(${list})`);
    if (ordinality) {
      const lengths = lists.map((list) => `coalesce(len(${list}), 0)`).join(', ');
      items.push(`unnest(range(1, 1 + greatest(${lengths})))`);
    }
    const lateral = wordAt(nodes[at - 1]) === 'from' ? '' : 'LATERAL ';
    const text = `${lateral}(SELECT ${items.join(', ')})`;
    if (named === undefined) return { text, next, isValue: true };
    return { text: `${text} ${named.text}`, next: named.next, isValue: true };
  }

  /** The lists that one argument of UNNEST falls into: an array's elements, a map's keys and values, a row's fields. */
  function listsOf(arg: readonly Node[], width: number | undefined): readonly string[] {
    const value = rewriter.sql(arg);
    const entries = [`map_keys(${value})`, `map_values(${value})`];
    if (width === undefined || width === 1) return looksLikeMap(arg) ? entries : [value];
    const fields = Array.from({ length: width }, (_none, index) => {
      return `list_transform(${value}, lambda e: struct_extract_at(e, ${index + 1}))`;
    });
    if (width !== 2) return fields;
    return rewriter.choose(2, looksLikeArray(arg) ? 1 : 0) === 0 ? entries : fields;
  }

  function tableSample(nodes: readonly Node[], at: number): Clause {
    const method = wordAt(nodes[at + 1]);
    const group = nodes[at + 2];
    const percent = isParenthesis(group) ? group.children[0] : undefined;
    if (
      (method !== 'bernoulli' && method !== 'system') ||
      !isParenthesis(group) ||
      group.children.length !== 1 ||
      percent?.kind !== 'leaf' ||
      percent.token.kind !== 'number'
    ) {
      throw new Refusal('TABLESAMPLE takes BERNOULLI or SYSTEM and a number of percent.', tokenAt(nodes, at));
    }
    return { text: `TABLESAMPLE ${method}(${numberSql(percent.token)} PERCENT)`, next: at + 3, isValue: true };
  }

  /** A name after AS or after a value, with the names of its columns. */
  function alias(nodes: readonly Node[], at: number): (Clause & { readonly columns?: number }) | undefined {
    const node = nodes[at];
    if (!isName(node) || node === undefined) return undefined;
    const columns = nodes[at + 1];
    const name = `AS ${nameSql(node)}`;
    if (!isParenthesis(columns)) return { text: name, next: at + 1, isValue: true };
    return {
      text: name + columnNames(columns),
      next: at + 2,
      isValue: true,
      columns: splitAtCommas(columns.children).length,
    };
  }

  /** `a + b || c`: everything that binds tighter than a comparison. */
  function valueAt(nodes: readonly Node[], at: number): Value | undefined {
    const first = sum(nodes, at);
    if (first === undefined) return undefined;
    if (symbolAt(nodes[first.next]) !== '||') {
      return looksTemporal(nodes.slice(at, first.next)) ? { ...first, isTemporal: true } : first;
    }
    let value: Value = { text: joinable(first.text), next: first.next };
    while (symbolAt(nodes[value.next]) === '||') {
      const right = sum(nodes, value.next + 1);
      if (right === undefined) break;
      value = { text: `${value.text} || ${joinable(right.text)}`, next: right.next };
    }
    return value;
  }

  function sum(nodes: readonly Node[], at: number): Value | undefined {
    let left = product(nodes, at);
    while (left !== undefined) {
      const operator = symbolAt(nodes[left.next]);
      if (operator !== '+' && operator !== '-') return left;
      const rightAt = left.next + 1;
      const right = product(nodes, rightAt);
      if (right === undefined) return left;
      const sides = { left: nodes.slice(at, left.next), right: nodes.slice(rightAt, right.next) };
      left = { text: plusOrMinus(operator, left.text, right.text, sides), next: right.next };
    }
    return left;
  }

  /** DuckDB's date arithmetic gives other types than Trino's, and none at all with a time zone. */
  function plusOrMinus(operator: '+' | '-', left: string, right: string, sides: Sides): string {
    const intervalLeft = looksLikeInterval(sides.left) && !sides.left.some((node) => looksTemporal([node]));
    const intervalRight = looksLikeInterval(sides.right) && !looksTemporal(sides.right);
    if (intervalRight && !intervalLeft) {
      const macro = hasTime(sides.right) ? 'athena_shift_time' : 'athena_shift';
      return `${macro}(${left}, ${operator === '-' ? '-' : ''}(${right}))`;
    }
    if (intervalLeft && !intervalRight && operator === '+') return `athena_shift(${right}, ${left})`;
    if (intervalLeft) return `${left} ${operator} ${right}`;
    const temporal = looksTemporal(sides.left) || looksTemporal(sides.right);
    const between = `(athena_utc(${left}) - athena_utc(${right}))`;
    if (temporal) return operator === '-' ? between : `athena_shift(${left}, ${right})`;
    if (operator === '-' && isOpaque(sides.left) && isOpaque(sides.right)) {
      return rewriter.choose(2, 0) === 0 ? between : `${left} - ${right}`;
    }
    return `${left} ${operator} ${right}`;
  }

  function product(nodes: readonly Node[], at: number): Value | undefined {
    let left = signed(nodes, at);
    while (left !== undefined) {
      const operator = symbolAt(nodes[left.next]);
      if (operator !== '*' && operator !== '/' && operator !== '%') return left;
      const right = signed(nodes, left.next + 1);
      if (right === undefined) return left;
      const text =
        operator === '%' ? `athena_mod(${left.text}, ${right.text})` : `${left.text} ${operator} ${right.text}`;
      left = { text, next: right.next };
    }
    return left;
  }

  function signed(nodes: readonly Node[], at: number): Value | undefined {
    const sign = symbolAt(nodes[at]);
    if (sign !== '-' && sign !== '+') return primary(nodes, at);
    const value = signed(nodes, at + 1);
    return value === undefined ? undefined : { text: `${sign} ${value.text}`, next: value.next };
  }

  function primary(nodes: readonly Node[], at: number): Value | undefined {
    let value = primaryStart(nodes, at);
    while (value !== undefined) {
      const { next }: Value = value;
      const node = nodes[next];
      const name = nodes[next + 1];
      if (symbolAt(node) === '.' && (isAnyWord(name) || symbolAt(name) === '*')) {
        const field = symbolAt(name) === '*' ? '*' : nameSql(name);
        const column: string | undefined = value.column === undefined ? undefined : field.slice(1, -1);
        value = { text: `${value.text}.${field}`, next: next + 2, ...(column === undefined ? {} : { column }) };
      } else if (isBracket(node)) {
        value = { text: subscript(value.text, nodes.slice(at, next), node), next: next + 1 };
      } else if (wordAt(node) === 'at' && wordAt(name) === 'time' && wordAt(nodes[next + 2]) === 'zone') {
        requireUtc({ token: tokenAt(nodes, next) }, rewriter.text(nodes.slice(next + 3, next + 4)));
        value = { text: `athena_zoned(${value.text})`, next: next + 4 };
      } else {
        return value;
      }
    }
    return undefined;
  }

  function primaryStart(nodes: readonly Node[], at: number): Value | undefined {
    const node = nodes[at];
    const following = nodes[at + 1];
    if (node === undefined) return undefined;
    if (node.kind === 'group') {
      if (node.open.text === '[') throw new Refusal('An array is written ARRAY[…].', node.open);
      if (node.open.text !== '(') return { text: `CASE ${rewriter.sql(node.children)} END`, next: at + 1 };
      const [inner, second] = node.children;
      const number = inner?.kind === 'leaf' && inner.token.kind === 'number';
      const isNumber = number && (second === undefined || symbolAt(second) === ',');
      return { text: `(${rewriter.sql(node.children)})`, next: at + 1, ...(isNumber ? { isNumber } : {}) };
    }
    const { token } = node;
    switch (token.kind) {
      case 'string':
        if (wordAt(following) === 'uescape') {
          const escape = rewriter.text(nodes.slice(at + 2, at + 3));
          return { text: stringSql(token, escape), next: at + 3, isText: true };
        }
        return { text: stringSql(token), next: at + 1, isText: true };
      case 'number':
        return { text: numberSql(token), next: at + 1, isNumber: true };
      case 'parameter': {
        const parameter = context.parameters.get(token);
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
      return call(nodes, at, token, following);
    if (VALUE_KEYWORDS.has(word)) return { text: word, next: at + 1 };
    if (KEYWORDS.has(word)) return undefined;
    const literal = typedLiteral(nodes, at, word);
    if (literal !== undefined) return literal;
    if (word === 'array' && isBracket(following)) {
      return { text: `[${rewriter.sql(following.children)}]`, next: at + 2 };
    }
    if (word === 'rowid' && !aliases.has(word)) throw new Refusal("Column 'rowid' cannot be resolved.", token);
    if (NILADIC.has(word)) return { text: niladic(word, token), next: at + 1 };
    return { text: nameSql(node), next: at + 1, column: columnName(node) };
  }

  function typedLiteral(nodes: readonly Node[], at: number, word: string): Value | undefined {
    const sign = word === 'interval' ? symbolAt(nodes[at + 1]) : undefined;
    const valueAtIndex = sign === '-' || sign === '+' ? at + 2 : at + 1;
    const node = nodes[valueAtIndex];
    const text = node === undefined ? undefined : rewriter.text([node]);
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

  function niladic(word: string, token: Token): string {
    const text = context.now.toISOString();
    const instant = `TIMESTAMP '${text.slice(0, 10)} ${text.slice(11, 23)}'`;
    switch (word) {
      case 'current_date':
        return `DATE '${text.slice(0, 10)}'`;
      case 'current_timestamp':
      case 'now':
        return `CAST(${instant} AS TIMESTAMPTZ)`;
      case 'localtimestamp':
        return instant;
      case 'localtime':
        return `TIME '${text.slice(11, 23)}'`;
      default:
        throw new Refusal(`The embedded engine has no ${word}.`, token);
    }
  }

  function subscript(base: string, source: readonly Node[], bracket: Group): string {
    const index = rewriter.sql(bracket.children);
    const ways = [`athena_at(${base}, ${index})`, `athena_at_key(${base}, ${index})`, `(${base})[${index}]`];
    if (looksLikeArray(source)) return ways[0] ?? '';
    if (looksLikeMap(source)) return ways[1] ?? '';
    return ways[rewriter.choose(3, 0)] ?? '';
  }

  function lambda(nodes: readonly Node[]): string {
    const [head] = nodes;
    const parameters = isParenthesis(head) ? splitAtCommas(head.children).map((part) => part[0]) : [head];
    return `lambda ${parameters.map(nameSql).join(', ')}: (${rewriter.sql(nodes.slice(2))})`;
  }

  function call(nodes: readonly Node[], at: number, token: Token, group: Group): Value {
    const name = token.text.toLowerCase();
    if (name === 'cast' || name === 'try_cast') return { text: cast(name, group, token), next: at + 2 };
    if (name === 'now') return { text: niladic(name, token), next: at + 2 };

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
        tail += ` FILTER (${rewriter.sql(following.children)})`;
        next += 2;
      } else if ((word === 'ignore' || word === 'respect') && wordAt(following) === 'nulls') {
        ignoreNulls = word === 'ignore';
        next += 2;
      } else if (word === 'over' && isParenthesis(following)) {
        tail += ` OVER (${rewriter.sql(following.children)})`;
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
    const text = rule(parsed, rewriter);
    // Some functions repeat their arguments: nested deeply enough, that would fill the memory.
    if (text.length > LONGEST) throw new Refusal('The functions of this statement are nested too deeply.', token);
    return { text, next };
  }

  function cast(name: 'cast' | 'try_cast', group: Group, token: Token): string {
    const as = group.children.findLastIndex((node) => wordAt(node) === 'as');
    if (as === -1) throw new Refusal('A cast is written CAST(value AS type).', token);
    const type = readCastType(group.children.slice(as + 1), token);
    return castSql(rewriter.sql(group.children.slice(0, as)), type, name === 'cast' ? 'CAST' : 'TRY_CAST');
  }

  /** DuckDB would turn one type into the other, Athena refuses. */
  function refuseMixed(left: Value | undefined, operator: string, right: Value): void {
    if ((left?.isTemporal && right.isText) || (left?.isText && right.isTemporal)) {
      throw new Refusal(
        `Cannot apply operator: a date or timestamp can't be compared (${operator}) with varchar.`,
        undefined,
        "Write the literal with its type, such as DATE '2025-01-31' or TIMESTAMP '2025-01-31 10:00:00'.",
      );
    }
    const mixed = (column: Value | undefined, number: Value) =>
      column?.column !== undefined &&
      CASE_COLUMN_NAMES.has(column.column) &&
      !aliases.has(column.column) &&
      number.isNumber === true;
    if (left === undefined) return;
    const column = mixed(left, right) ? left.column : mixed(right, left) ? right.column : undefined;
    if (column === undefined) return;
    throw new Refusal(
      `Cannot apply operator: ${column} is varchar and can't be compared (${operator}) with a number.`,
      undefined,
      'Put the number in single quotes, or cast the column.',
    );
  }

  return { sql: rewriter.sql(tree), ways };
}

interface Sequence {
  readonly text: string;
  /** Ends with a name that was given to what stands before. */
  readonly aliased: boolean;
  readonly values: number;
  /** The value, when there is just one. */
  readonly only?: Value;
}

interface Clause {
  readonly text: string;
  readonly next: number;
  /** Whether a name may follow. */
  readonly isValue: boolean;
}

interface Value {
  readonly text: string;
  readonly next: number;
  /** The column's name, when it is nothing but one. */
  readonly column?: string;
  readonly isNumber?: true;
  /** A string literal. */
  readonly isText?: true;
  readonly isTemporal?: true;
}

interface Sides {
  readonly left: readonly Node[];
  readonly right: readonly Node[];
}

const LONGEST = 1_000_000;
const COMPARISONS = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);
const CASE_COLUMN_NAMES: ReadonlySet<string> = new Set(CASE_COLUMNS);
const AFTER_VALUES = new Set(['order', 'limit', 'offset', 'fetch', 'union', 'intersect', 'except']);
const AFTER_SELECT_ITEMS = new Set([...AFTER_VALUES, 'from', 'where', 'group', 'having', 'window']);

function comparisonAt(node: Node): string | undefined {
  const word = wordAt(node);
  if (word === 'in' || word === 'between') return word;
  const symbol = symbolAt(node);
  return symbol !== undefined && COMPARISONS.has(symbol) ? symbol : undefined;
}

/** Whether what stands here names a table. */
function isTablePlace(nodes: readonly Node[], at: number, inFrom: boolean): boolean {
  const before = nodes[at - 1];
  const word = wordAt(before);
  if (word === 'join' || word === 'table') return true;
  if (word === 'from') return wordAt(nodes[at - 2]) !== 'distinct';
  return inFrom && symbolAt(before) === ',';
}

/** Where a set operation or the end follows. */
function endOfSelect(nodes: readonly Node[], from: number): number {
  const end = nodes.findIndex((node, at) => at > from && SET_OPERATIONS.has(wordAt(node) ?? ''));
  return end === -1 ? nodes.length : end;
}

const SET_OPERATIONS = new Set(['union', 'intersect', 'except']);

function endsSelectItems(nodes: readonly Node[], at: number): boolean {
  const word = wordAt(nodes[at]);
  if (word === undefined || !AFTER_SELECT_ITEMS.has(word)) return false;
  const before = wordAt(nodes[at - 1]);
  return !(word === 'from' && before === 'distinct') && !(word === 'group' && before === 'within');
}

/** `GROUP BY ALL a, b` is GROUP BY; ALL by itself is DuckDB's. Returns how many tokens to leave out. */
function checkByAll(nodes: readonly Node[], at: number): number {
  const following = nodes[at + 2];
  const word = wordAt(following);
  if (following !== undefined && word !== 'asc' && word !== 'desc' && !AFTER_SELECT_ITEMS.has(word ?? '')) return 1;
  throw new Refusal("Athena's SQL has no BY ALL.", tokenAt(nodes, at + 1), 'Name the columns.');
}

/** FIRST and LAST are keywords after NULLS and FETCH, and names elsewhere. */
function isRank(nodes: readonly Node[], at: number): boolean {
  const word = wordAt(nodes[at]);
  const before = wordAt(nodes[at - 1]);
  return (word === 'first' || word === 'last') && (before === 'nulls' || before === 'fetch');
}

/** A keyword or a symbol as it is. */
function plain(node: Node, following: Node | undefined): string {
  const token = firstToken(node);
  if (token.kind === 'symbol' && !PLAIN_SYMBOLS.has(token.text)) {
    throw new Refusal(`Athena's SQL has no ${token.text} here.`, token);
  }
  if (wordAt(node) === 'by' && wordAt(following) === 'distinct') {
    throw new Refusal('The embedded engine knows no GROUP BY DISTINCT.', token);
  }
  if (wordAt(node) === 'with' && wordAt(following) === 'ties') {
    throw new Refusal('The embedded engine knows no FETCH … WITH TIES.', token);
  }
  return node.kind === 'leaf' ? token.text : `${node.open.text} ${node.close.text}`;
}

const PLAIN_SYMBOLS = new Set([...COMPARISONS, ',', '+', '-', '*', '/', '%', '||', '(', ')']);

function tokenAt(nodes: readonly Node[], at: number): Token {
  const node = nodes[at];
  if (node === undefined) throw new RangeError(`no token at ${at}`);
  return firstToken(node);
}

/** A name that is no keyword. */
function isName(node: Node | undefined): boolean {
  if (node?.kind !== 'leaf') return false;
  if (node.token.kind === 'quoted') return true;
  return node.token.kind === 'word' && !KEYWORDS.has(node.token.text.toLowerCase());
}

/** After a dot any word is a name. */
function isAnyWord(node: Node | undefined): boolean {
  return node?.kind === 'leaf' && (node.token.kind === 'quoted' || node.token.kind === 'word');
}

/** Every name is quoted, so that none of DuckDB's own keywords can be meant. */
function nameSql(node: Node | undefined): string {
  if (node?.kind !== 'leaf') throw new Refusal('A name is missing.', node === undefined ? undefined : firstToken(node));
  return node.token.kind === 'quoted' ? node.token.text : `"${node.token.text.toLowerCase()}"`;
}

function columnName(node: Node): string {
  return nameSql(node).slice(1, -1).toLowerCase();
}

function columnNames(group: Group): string {
  return `(${splitAtCommas(group.children)
    .map((part) => nameSql(part[0]))
    .join(', ')})`;
}

/** Names that the statement gives to something; they may hide a column of the table. */
function aliasesIn(nodes: readonly Node[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (level: readonly Node[]) => {
    level.forEach((node, index) => {
      const following = level[index + 1];
      if (wordAt(node) === 'as' && following !== undefined && isName(following)) found.add(columnName(following));
      if (node.kind === 'group') visit(node.children);
    });
  };
  visit(nodes);
  return found;
}

const OPAQUE_CALLS = new Set(['max', 'min', 'coalesce', 'lag', 'lead', 'first_value', 'last_value', 'any_value']);

/** A name, or a call whose type is its argument's: only the binder knows it. */
function isOpaque(nodes: readonly Node[]): boolean {
  const [first, second] = nodes;
  const word = wordAt(first);
  if (word !== undefined && isParenthesis(second)) {
    return OPAQUE_CALLS.has(word) && isOpaque(splitAtCommas(second.children)[0] ?? []);
  }
  return nodes.every((node, index) => (index % 2 === 0 ? isName(node) : symbolAt(node) === '.')) && nodes.length > 0;
}

function hasTime(nodes: readonly Node[]): boolean {
  return nodes.some((node) => ['hour', 'minute', 'second'].includes(wordAt(node) ?? ''));
}

function unknownFunction(name: string, token: Token): Refusal {
  if (name.startsWith('json_') || name === 'is_json_scalar') return noJson(token);
  return new Refusal(
    `The embedded engine has no function ${name}.`,
    token,
    'Write it with other functions of Athena, or run the statement on Athena.',
  );
}

function noJson(token: Token): Refusal {
  return new Refusal(
    'The embedded engine has no JSON functions.',
    token,
    "The cases' fields hold plain text: use string functions, or run the statement on Athena.",
  );
}
