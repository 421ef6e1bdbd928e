import { doubleText } from './number-text.ts';

/** JSON as it was written: numbers keep their text, objects the order of their members and names that repeat. */
export type JsonNode =
  | null
  | boolean
  | string
  /** With `exact` it is a decimal, else a whole number or a double, by how it is written. */
  | { readonly kind: 'number'; readonly text: string; readonly exact?: boolean }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonNode])[] };

export type JsonNumber = Extract<JsonNode, { kind: 'number' }>;

/** Whether a number was written without a fraction and an exponent. */
export function isWhole(number: JsonNumber): boolean {
  return /^-?\d+$/.test(number.text);
}

/** As json_extract prints: members in their order. */
export function jsonText(node: JsonNode): string {
  return printed(node, { ordered: (members) => members, quoted: quotedJson });
}

/** The same without escapes of what is beyond the basic plane: how json_array_get prints. */
export function plainJsonText(node: JsonNode): string {
  return printed(node, { ordered: (members) => members, quoted: plainlyQuotedJson });
}

/** As json_parse prints: the last of repeated names counts, and names are in order. */
export function sortedJsonText(node: JsonNode): string {
  const ordered = (members: Members) => [...new Map(members)].sort(([a], [b]) => (a < b ? -1 : 1));
  return printed(node, { ordered, quoted: quotedJson });
}

/** As the functions of SQL/JSON print: the last of repeated names counts, in the place of the first. */
export function distinctJsonText(node: JsonNode): string {
  return printed(node, { ordered: (members) => [...new Map(members)], quoted: quotedJson });
}

type Members = readonly (readonly [string, JsonNode])[];

interface Style {
  readonly ordered: (members: Members) => Members;
  readonly quoted: (text: string) => string;
}

function printed(node: JsonNode, style: Style): string {
  if (node === null || typeof node === 'boolean') return String(node);
  if (typeof node === 'string') return style.quoted(node);
  switch (node.kind) {
    case 'number':
      return numberText(node);
    case 'array':
      return `[${node.items.map((item) => printed(item, style)).join(',')}]`;
    case 'object':
      return `{${style
        .ordered(node.members)
        .map(([name, value]) => `${style.quoted(name)}:${printed(value, style)}`)
        .join(',')}}`;
  }
}

/** Whole numbers keep their digits, others are doubles; one that is too large is text. */
function numberText(number: JsonNumber): string {
  if (number.exact === true) return number.text;
  if (isWhole(number)) return BigInt(number.text).toString();
  const value = Number(number.text);
  return Number.isFinite(value) ? doubleText(value) : `"${doubleText(value)}"`;
}

/** In quotes, with escapes of control characters and of what is beyond the basic plane. */
export function quotedJson(text: string): string {
  return plainlyQuotedJson(text).replace(/[\ud800-\udfff]/g, unitEscape);
}

/** In quotes, with escapes of control characters. */
export function plainlyQuotedJson(text: string): string {
  return `"${text.replace(/["\\\p{Cc}]/gu, escaped)}"`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function escaped(character: string): string {
  return SHORT_ESCAPES[character] ?? (character < ' ' ? unitEscape(character) : character);
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
