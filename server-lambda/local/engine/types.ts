/** Trino's types, as far as the embedded engine has them. */
export type SqlType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** Without a length it is unbounded. */
  | { readonly kind: 'varchar'; readonly length?: number }
  | { readonly kind: 'char'; readonly length: number }
  /** `precision` is the number of digits after the second, 0 to 6 here (Trino: to 12). */
  | { readonly kind: 'time' | 'timestamp' | 'timestamp with time zone'; readonly precision: number }
  | { readonly kind: 'array'; readonly element: SqlType }
  | { readonly kind: 'map'; readonly key: SqlType; readonly value: SqlType }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] }
  | { readonly kind: 'function'; readonly parameters: readonly SqlType[]; readonly result: SqlType };

export type ScalarKind =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'real'
  | 'double'
  | 'varbinary'
  | 'date'
  | 'json'
  | 'uuid'
  | 'interval day to second'
  | 'interval year to month'
  /** The type of NULL. */
  | 'unknown';

export interface RowField {
  readonly name?: string;
  readonly type: SqlType;
}

/** As Trino prints it: `decimal(2,1)`, `varchar(3)`, `timestamp(3) with time zone`, `array(bigint)`, `row(a integer)`. */
export function typeText(type: SqlType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`;
    case 'timestamp with time zone':
      return `timestamp(${type.precision}) with time zone`;
    case 'array':
      return `array(${typeText(type.element)})`;
    case 'map':
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'row':
      return `row(${type.fields.map((field) => (field.name === undefined ? '' : `${field.name} `) + typeText(field.type)).join(', ')})`;
    case 'function':
      return `function(${[...type.parameters, type.result].map(typeText).join(', ')})`;
    default:
      return type.kind;
  }
}
