import type { SqlValue, Statement } from '#core/ports/query-engine.ts';
import { tokenize, type Token } from '#core/sql/lexer.ts';
import type { Answer } from './answer.ts';
import { UNNAMED } from './clauses.ts';
import { answerMetadata } from './metadata.ts';
import { Refusal } from './refusal.ts';
import { rewrite } from './rewrite.ts';
import { buildTree, symbolAt, wordAt, type Node } from './token-tree.ts';

export interface Translation {
  readonly tokens: readonly Token[];
  /** DuckDB's SQL; where only its binder can tell, several candidates of which the first that binds is the one. */
  readonly candidates: readonly string[];
  /** For `$1`, `$2` and so on. */
  readonly values: readonly SqlValue[];
  /** What the engine answered, as Athena words it. */
  finish(answer: Answer): Answer;
}

const MAX_CANDIDATES = 32;

/**
 * Athena's SQL as DuckDB's. Throws SqlLexError, and Refusal for what the embedded engine would not answer as Athena
 * does.
 */
export function translate(
  statement: Statement,
  context: { readonly database: string; readonly now: Date },
): Translation {
  const tokens = withoutSemicolon(tokenize(statement.text));
  const metadata = answerMetadata(tokens, context.database);
  if (metadata !== undefined) return { tokens, values: [], ...metadata };

  const tree = buildTree(tokens);
  const explain = explainPrefix(tree);
  const query = tree.slice(explain?.length ?? 0);
  if (!STARTS.has(wordAt(query[0]) ?? '') && symbolAt(query[0]) !== '(' && query[0]?.kind !== 'group') {
    throw new Refusal(
      'The embedded engine runs queries only.',
      tokens[0],
      'Write a statement that begins with SELECT.',
    );
  }
  const candidates = candidatesOf(query, parametersOf(tokens, statement.values), context.now);
  return {
    tokens,
    candidates: explain === undefined ? candidates : candidates.map((sql) => `${explain.sql} ${sql}`),
    values: statement.values,
    finish: explain !== undefined ? planLines : wordAt(query[0]) === 'values' ? numberColumns : nameColumns,
  };
}

const STARTS = new Set(['select', 'with', 'values', 'table']);

function withoutSemicolon(tokens: readonly Token[]): readonly Token[] {
  return tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens;
}

function parametersOf(tokens: readonly Token[], values: readonly SqlValue[]) {
  const marks = tokens.filter((token) => token.kind === 'parameter');
  if (marks.length !== values.length) {
    throw new Refusal(`The statement has ${marks.length} parameters, but ${values.length} values were given.`);
  }
  return new Map(marks.map((token, index) => [token, { number: index + 1, value: values[index] ?? '' }]));
}

/** Every combination of choices, the guesses first. */
function candidatesOf(
  tree: readonly Node[],
  parameters: ReturnType<typeof parametersOf>,
  now: Date,
): readonly string[] {
  const first = rewrite(tree, { parameters, now, choices: [] });
  const found = [first.sql];
  const choices = first.candidates.map(() => 0);
  while (found.length < MAX_CANDIDATES && advance(choices, first.candidates)) {
    found.push(rewrite(tree, { parameters, now, choices }).sql);
  }
  return found;
}

/** Counts up, the first choice fastest. False after the last combination. */
function advance(choices: number[], candidates: readonly number[]): boolean {
  for (let index = 0; index < choices.length; index++) {
    const next = (choices[index] ?? 0) + 1;
    if (next < (candidates[index] ?? 0)) {
      choices[index] = next;
      return true;
    }
    choices[index] = 0;
  }
  return false;
}

/** `EXPLAIN [ANALYZE [VERBOSE]] [(options)]` */
function explainPrefix(tree: readonly Node[]): { readonly length: number; readonly sql: string } | undefined {
  if (wordAt(tree[0]) !== 'explain') return undefined;
  const analyze = wordAt(tree[1]) === 'analyze';
  let length = analyze ? 2 : 1;
  if (wordAt(tree[length]) === 'verbose') length++;
  const options = tree[length];
  if (options?.kind === 'group' && !STARTS.has(wordAt(options.children[0]) ?? '')) length++;
  return { length, sql: analyze ? 'EXPLAIN ANALYZE' : 'EXPLAIN' };
}

function planLines(answer: Answer): Answer {
  const text = answer.rows.map((row) => String(row.at(-1) ?? '')).join('\n');
  return { columns: ['query plan'], rows: text.split('\n').map((line) => [line]) };
}

function numberColumns(answer: Answer): Answer {
  return { columns: answer.columns.map((_column, index) => `_col${index}`), rows: answer.rows };
}

/** A column without a name, or with one that is taken, is called after its place. */
function nameColumns(answer: Answer): Answer {
  const taken = new Set<string>();
  const columns = answer.columns.map((column, index) => {
    const name = column.toLowerCase();
    const unnamed = name.startsWith(UNNAMED) || taken.has(name);
    const given = unnamed ? `_col${index}` : name;
    taken.add(given);
    return given;
  });
  return { columns, rows: answer.rows };
}
