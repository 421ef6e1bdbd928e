import { getNodeValue, type Node } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { JsoncError, parseJsonc, type JsoncDocument } from './jsonc-document.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The value at the path, or undefined where there is none. Throws a JsoncError if the text is not a JSON object. */
export function getProperty(text: string, path: readonly string[]): unknown {
  let node: Node | undefined = parseJsonc(withoutMark(text)).root;
  for (const name of path) node = node && valueOf(find(node, name));
  return node && plainValue(node);
}

/**
 * The text with the value set at the path. Missing objects on the path are created. Every other byte stays: comments,
 * order, indentation, line ends, trailing commas, the byte order mark. A new property comes last in its object. Throws
 * a JsoncError if the text, or a value on the path, is not a JSON object.
 */
export function setProperty(text: string, path: readonly string[], value: Json): string {
  return markOf(text) + setIn(parseJsonc(withoutMark(text)), path, value);
}

/**
 * The text without the property at the path. It removes exactly the bytes that setProperty added; all comments stay.
 * Throws a JsoncError if the text is not a JSON object.
 */
export function removeProperty(text: string, path: readonly string[]): string {
  let rest = withoutMark(text);
  for (;;) {
    const document = parseJsonc(rest);
    let object: Node | undefined = document.root;
    for (const name of path.slice(0, -1)) object = object && valueOf(find(object, name));
    const property = object && find(object, path.at(-1) ?? '');
    if (object === undefined || property === undefined) return markOf(text) + rest;
    rest = cutProperty(document, object, property);
  }
}

function setIn(document: JsoncDocument, path: readonly string[], value: Json): string {
  let object = document.root;
  for (const [depth, name] of path.entries()) {
    if (object.type !== 'object') throw new JsoncError('expected an object', document.text, object.offset);
    const existing = valueOf(find(object, name));
    const rest = path.slice(depth + 1);
    if (existing === undefined) {
      const nested = rest.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
      return appendProperty(document, object, name, nested);
    }
    if (rest.length === 0) return replaceValue(document, existing, value);
    object = existing;
  }
  return document.text;
}

function replaceValue({ text }: JsoncDocument, node: Node, value: Json): string {
  if (isDeepStrictEqual(plainValue(node), value)) return text;
  const written = isOneLine(text)
    ? JSON.stringify(value)
    : stringify(value, unitOf(text), lineIndent(text, node.offset), eolOf(text));
  return text.slice(0, node.offset) + written + text.slice(end(node));
}

function appendProperty({ text }: JsoncDocument, object: Node, name: string, value: Json): string {
  const eol = eolOf(text);
  const base = lineIndent(text, object.offset);
  const properties = object.children ?? [];
  const [first, last] = [properties[0], properties.at(-1)];
  const isInline =
    first === undefined
      ? isOneLine(text) && object.parent !== undefined
      : !/[\r\n]/.test(text.slice(object.offset, first.offset));
  const indent = first === undefined || isInline ? base + unitOf(text) : lineIndent(text, first.offset);
  const write = (inline: boolean) =>
    `${JSON.stringify(name)}: ${inline ? JSON.stringify(value) : stringify(value, unitOf(text), indent, eol)}`;

  if (last === undefined) {
    const from = object.offset + 1;
    const comment = marks(text, from, end(object)).at(-1);
    const at = comment?.end ?? from;
    if (isInline && comment?.isLineComment !== true) return insert(text, at, write(true));
    // removeProperty takes this line end away again; after a comment there is one already, or none is needed.
    const tail = comment === undefined ? eol + base : '';
    return insert(text, at, eol + indent + write(false) + tail);
  }

  const following = marks(text, end(last), end(object));
  const comma = following.find(({ isComma }) => isComma);
  // A comment after a property on the same line belongs to that property.
  const from = comma?.end ?? end(last);
  let at = from;
  let afterLineComment = false;
  for (const mark of following) {
    if (mark.start < from) continue;
    if (/[\r\n]/.test(text.slice(at, mark.start))) break;
    at = mark.end;
    afterLineComment = mark.isLineComment;
  }
  const inline = isInline && !afterLineComment;
  const added = (inline ? ' ' : eol + indent) + write(inline) + (comma === undefined ? '' : ',');
  const edited = insert(text, at, added);
  return comma === undefined ? insert(edited, end(last), ',') : edited;
}

function cutProperty({ text }: JsoncDocument, object: Node, property: Node): string {
  const properties = object.children ?? [];
  const index = properties.indexOf(property);
  const [previous, next] = [properties[index - 1], properties[index + 1]];
  const before = marks(text, previous === undefined ? object.offset + 1 : end(previous), property.offset);
  let start = before.at(-1)?.end ?? (previous === undefined ? object.offset + 1 : end(previous));
  let stop = end(property);
  const commaAfter = marks(text, stop, next?.offset ?? end(object)).find(({ isComma }) => isComma);

  if (previous === undefined && next === undefined && commaAfter === undefined && before.length === 0) {
    const tail = eolOf(text) + lineIndent(text, object.offset);
    if (/[\r\n]/.test(text.slice(start, property.offset)) && text.startsWith(tail, stop)) stop += tail.length;
  }
  // The line end after a comment stays, unless another one follows.
  if (before.at(-1)?.isLineComment === true && !/^[ \t]*,?[ \t]*[\r\n]/.test(text.slice(stop))) start = property.offset;
  const comma = commaAfter ?? before.find(({ isComma }) => isComma);
  if (comma === undefined) return text.slice(0, start) + text.slice(stop);
  return comma.start >= stop
    ? text.slice(0, start) + text.slice(stop, comma.start) + text.slice(comma.end)
    : text.slice(0, comma.start) + text.slice(comma.end, start) + text.slice(stop);
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly isComma: boolean;
  readonly isLineComment: boolean;
}

/**
 * The commas and comments between two properties, or between a property and a brace. Everything else there is white
 * space.
 */
function marks(text: string, from: number, to: number): readonly Mark[] {
  return [...text.slice(from, to).matchAll(/,|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g)].map(({ 0: mark, index }) => ({
    start: from + index,
    end: from + index + mark.length,
    isComma: mark === ',',
    isLineComment: mark.startsWith('//'),
  }));
}

/** As JSON.parse would give it; jsonc-parser's own objects have no prototype. */
function plainValue(node: Node): unknown {
  return JSON.parse(JSON.stringify(getNodeValue(node)));
}

/** Of several properties of one name the last counts, as in JSON.parse. */
function find(object: Node, name: string): Node | undefined {
  if (object.type !== 'object') return undefined;
  return object.children?.findLast((property) => property.children?.[0]?.value === name);
}

function valueOf(property: Node | undefined): Node | undefined {
  return property?.children?.[1];
}

function end(node: Node): number {
  return node.offset + node.length;
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

function stringify(value: Json, unit: string, indent: string, eol: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', eol + indent);
}

function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** One level of indentation: that of the first line that has any. */
function unitOf(text: string): string {
  return /[\r\n]([ \t]+)["}\]]/.exec(text)?.[1] ?? '  ';
}

function lineIndent(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function isOneLine(text: string): boolean {
  return !/[\r\n]/.test(text.trim());
}

const MARK = '\uFEFF';

function markOf(text: string): string {
  return text.startsWith(MARK) ? MARK : '';
}

function withoutMark(text: string): string {
  return text.slice(markOf(text).length);
}
