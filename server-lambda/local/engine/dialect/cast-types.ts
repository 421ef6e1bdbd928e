import type { Token } from '#core/sql/lexer.ts';
import { Refusal } from './refusal.ts';
import { isParenthesis, splitAtCommas, wordAt, type Node } from './token-tree.ts';

/** DuckDB's name for a type as Athena writes it, and what a cast to it must go through. */
export interface CastType {
  readonly name: string;
  readonly family: 'text' | 'whole' | 'date' | 'timestamp' | 'zoned' | 'binary' | 'other';
  /** The length of `varchar(n)`. */
  readonly length?: number;
}

const WHOLE: ReadonlyMap<string, string> = new Map([
  ['tinyint', 'TINYINT'],
  ['smallint', 'SMALLINT'],
  ['int', 'INTEGER'],
  ['integer', 'INTEGER'],
  ['bigint', 'BIGINT'],
]);

/** Reads the type of `CAST(x AS type)`. Throws Refusal for one that the embedded engine lacks. */
export function readCastType(nodes: readonly Node[], at: Token): CastType {
  const word = wordAt(nodes[0]);
  const parameters = nodes[1];
  const inner = isParenthesis(parameters) ? splitAtCommas(parameters.children) : [];
  const number = (index: number): string | undefined => {
    const node = inner[index]?.[0];
    return node?.kind === 'leaf' && node.token.kind === 'number' ? node.token.text : undefined;
  };
  const nested = (part: readonly Node[] | undefined): string => {
    if (part === undefined || part.length === 0) throw unknown();
    return readCastType(part, at).name;
  };
  const unknown = () =>
    new Refusal(
      `The embedded engine has no type ${word ?? 'of that form'}.`,
      at,
      'Cast to another type; those of several parts are written array(varchar), map(varchar, integer), row(a varchar).',
    );
  if (word === undefined) throw unknown();

  const whole = WHOLE.get(word);
  if (whole !== undefined) return { name: whole, family: 'whole' };
  switch (word) {
    case 'varchar': {
      const length = number(0);
      return { name: 'VARCHAR', family: 'text', ...(length === undefined ? {} : { length: Number(length) }) };
    }
    case 'boolean':
      return { name: 'BOOLEAN', family: 'other' };
    case 'double':
      return { name: 'DOUBLE', family: 'other' };
    case 'real':
    case 'float':
      return { name: 'FLOAT', family: 'other' };
    case 'decimal':
      return { name: `DECIMAL(${number(0) ?? '38'}, ${number(1) ?? '0'})`, family: 'other' };
    case 'varbinary':
      return { name: 'BLOB', family: 'binary' };
    case 'date':
      return { name: 'DATE', family: 'date' };
    case 'time':
      return { name: 'TIME', family: 'other' };
    case 'timestamp':
      return nodes.some((node) => wordAt(node) === 'with')
        ? { name: 'TIMESTAMPTZ', family: 'zoned' }
        : { name: 'TIMESTAMP', family: 'timestamp' };
    case 'array':
      return { name: `${nested(inner[0])}[]`, family: 'other' };
    case 'map':
      return { name: `MAP(${nested(inner[0])}, ${nested(inner[1])})`, family: 'other' };
    case 'row':
      return {
        name: `STRUCT(${inner.map((field, index) => rowField(field, index, nested)).join(', ')})`,
        family: 'other',
      };
    default:
      throw unknown();
  }
}

/** `name type`, or a type alone. */
function rowField(field: readonly Node[], index: number, nested: (part: readonly Node[]) => string): string {
  const [name, second] = field;
  if (name?.kind !== 'leaf' || second === undefined || isParenthesis(second)) return `"field${index}" ${nested(field)}`;
  const text = name.token.kind === 'quoted' ? name.token.text : `"${name.token.text.toLowerCase()}"`;
  return `${text} ${nested(field.slice(1))}`;
}

/** The cast itself, around an expression that is DuckDB's SQL already. */
export function castSql(expression: string, type: CastType, cast: 'CAST' | 'TRY_CAST'): string {
  const as = (value: string) => `${cast}(${value} AS ${type.name})`;
  switch (type.family) {
    case 'text': {
      const text = cast === 'TRY_CAST' ? `TRY(athena_text(${expression}))` : `athena_text(${expression})`;
      return type.length === undefined ? text : `left(${text}, ${type.length})`;
    }
    case 'whole':
      return as(`athena_whole(${expression})`);
    case 'date':
      return as(`athena_date_text(${expression})`);
    case 'timestamp':
      return as(`athena_instant_text(${expression})`);
    case 'zoned':
      return `CAST(${cast}(athena_instant_text(${expression}) AS TIMESTAMP) AS TIMESTAMPTZ)`;
    case 'binary':
      return `encode(${expression})`;
    case 'other':
      return as(expression);
  }
}
