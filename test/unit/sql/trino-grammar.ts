import { ExplainAnalyzeContext, ExplainContext } from 'dt-sql-parser/dist/lib/trino/TrinoSqlParser';
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino';

const trino = new TrinoSQL();

/** Whether an independent parser, made from Trino's own grammar, takes this for one statement that only reads. */
export function readsInTrino(sql: string): boolean {
  return (parses(sql, FAST) ?? parses(sql, EXACT)) === true;
}

/** Trino's tokens without white space and comments, or undefined where a character belongs to none. */
export function trinoTokens(sql: string): readonly string[] | undefined {
  const tokens = trino.getAllTokens(sql);
  const visible = tokens.filter(({ channel }) => channel === 0);
  return visible.some(({ type }) => type === UNRECOGNIZED) ? undefined : visible.map(({ text }) => text ?? '');
}

// antlr4ng's PredictionMode: the fast one now and then refuses what the exact one reads.
const FAST = 0;
const EXACT = 1;
const END_OF_FILE = -1;
const UNRECOGNIZED = trino.createLexer('').getTokenType('UNRECOGNIZED');

const READING = /^(?:StatementDefault|Show\w+)Context$/;

/** True or false for a statement that reads or does not; undefined for what is no single statement. */
function parses(sql: string, mode: typeof FAST | typeof EXACT): boolean | undefined {
  const parser = trino.createParser(sql);
  parser.removeErrorListeners();
  parser.interpreter.predictionMode = mode;
  let statement = parser.singleStatement().statement();
  if (parser.numberOfSyntaxErrors > 0 || parser.tokenStream.LA(1) !== END_OF_FILE) return undefined;
  while (statement instanceof ExplainContext || statement instanceof ExplainAnalyzeContext)
    statement = statement.statement();
  return READING.test(statement.constructor.name);
}

const GROUPS =
  /^(?:And|Or|LogicalNot|Predicated|ArithmeticBinary|ArithmeticUnary|Concatenation|AtTimeZone|(?:Integer|Decimal|Double)Literal)Context$/;

/** `SELECT expression` with parentheses around every operator and its operands; undefined where that is no SQL. */
export function groupedByTrino(expression: string): string | undefined {
  const parser = trino.createParser(`SELECT ${expression}`);
  parser.removeErrorListeners();
  parser.interpreter.predictionMode = EXACT;
  const statement = parser.singleStatement();
  if (parser.numberOfSyntaxErrors > 0 || parser.tokenStream.LA(1) !== END_OF_FILE) return undefined;
  return grouped(statement)
    .replace(/^SELECT /, '')
    .replace(/ <EOF>$/, '');
}

function grouped(node: { readonly children?: readonly unknown[] | null; getText(): string }): string {
  const children = (node.children ?? []) as readonly Parameters<typeof grouped>[0][];
  if (children.length === 0) return node.getText();
  const name = node.constructor.name;
  const inside = (name === 'ParenthesizedExpressionContext' ? children.slice(1, -1) : children).map(grouped).join(' ');
  return GROUPS.test(name) && children.length > 1 ? `( ${inside} )` : inside;
}
