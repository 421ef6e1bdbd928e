import type { Token } from '#core/sql/lexer.ts';
import { Refusal } from './refusal.ts';

/** SQL with its brackets paired: `( … )`, `[ … ]` and `CASE … END`, whose two ends are tokens too. */
export type Node = Leaf | Group;

interface Leaf {
  readonly kind: 'leaf';
  readonly token: Token;
}

export interface Group {
  readonly kind: 'group';
  readonly open: Token;
  readonly close: Token;
  readonly children: readonly Node[];
}

/** More brackets inside one another than a person writes. */
const DEEPEST = 200;

/** Throws Refusal for brackets that do not pair, or are nested too deeply. */
export function buildTree(tokens: readonly Token[]): readonly Node[] {
  const levels: { readonly open: Token | undefined; readonly children: Node[] }[] = [{ open: undefined, children: [] }];
  for (const token of tokens) {
    const top = levels.at(-1);
    if (top === undefined) break;
    if (isOpening(token)) {
      if (levels.length > DEEPEST) throw new Refusal(`More than ${DEEPEST} brackets are open here.`, token);
      levels.push({ open: token, children: [] });
    } else if (top.open !== undefined && closes(top.open, token)) {
      levels.pop();
      levels.at(-1)?.children.push({ kind: 'group', open: top.open, close: token, children: top.children });
    } else if (token.text === ')' || token.text === ']') {
      throw unpaired(token);
    } else {
      top.children.push({ kind: 'leaf', token });
    }
  }
  const open = levels.at(-1)?.open;
  if (open !== undefined) throw unpaired(open);
  return levels[0]?.children ?? [];
}

function unpaired(token: Token): Refusal {
  return new Refusal(`${token.text} has no other half.`, token);
}

function isOpening(token: Token): boolean {
  return isSymbol(token, '(') || isSymbol(token, '[') || isWordToken(token, 'case');
}

function closes(open: Token, token: Token): boolean {
  if (open.text === '(') return isSymbol(token, ')');
  if (open.text === '[') return isSymbol(token, ']');
  return isWordToken(token, 'end');
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function isWordToken(token: Token, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}

/** The bare word at a place, lower case; undefined for anything else. */
export function wordAt(node: Node | undefined): string | undefined {
  return node?.kind === 'leaf' && node.token.kind === 'word' ? node.token.text.toLowerCase() : undefined;
}

/** The symbol at a place. */
export function symbolAt(node: Node | undefined): string | undefined {
  return node?.kind === 'leaf' && node.token.kind === 'symbol' ? node.token.text : undefined;
}

export function isParenthesis(node: Node | undefined): node is Group {
  return node?.kind === 'group' && node.open.text === '(';
}

export function isBracket(node: Node | undefined): node is Group {
  return node?.kind === 'group' && node.open.text === '[';
}

/** The first token of a place, where an error can point. */
export function firstToken(node: Node): Token {
  return node.kind === 'leaf' ? node.token : node.open;
}

/** Cut at the commas of this level; no parts when there is nothing. */
export function splitAtCommas(nodes: readonly Node[]): readonly (readonly Node[])[] {
  if (nodes.length === 0) return [];
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (symbolAt(node) === ',') parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

/** The text of `'it''s'`. */
export function stringValue(token: Token): string {
  return token.text.slice(1, -1).replaceAll("''", "'");
}
