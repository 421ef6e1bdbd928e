import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Inline } from './document.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
// Every address is kept, and shown as the text that it is: what shows links decides, not what parses them.
markdown.validateLink = () => true;
markdown.normalizeLink = (address) => address;
markdown.normalizeLinkText = (text) => text;

/** Reads markdown; HTML in it is text like any other. */
export function parseMarkdown(text: string): readonly Block[] {
  return blocksOf(nested(markdown.parse(text, {})));
}

/** A token with those between it and the one that closes it. */
interface Node {
  readonly token: Token;
  readonly children: readonly Node[];
}

function nested(tokens: readonly Token[]): readonly Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const token of tokens) {
    if (token.nesting === -1) {
      if (open.length > 1) open.pop();
      continue;
    }
    const children: Node[] = [];
    open.at(-1)?.push({ token, children });
    if (token.nesting === 1) open.push(children);
  }
  return top;
}

function blocksOf(nodes: readonly Node[]): readonly Block[] {
  return nodes.flatMap((node): readonly Block[] => {
    const { token, children } = node;
    switch (token.type) {
      case 'paragraph_open':
        return [{ kind: 'paragraph', children: inlinesIn(children) }];
      case 'heading_open':
        return [{ kind: 'heading', level: Number(token.tag.slice(1)), children: inlinesIn(children) }];
      case 'bullet_list_open':
        return [{ kind: 'list', start: undefined, items: children.map((item) => blocksOf(item.children)) }];
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1);
        return [{ kind: 'list', start, items: children.map((item) => blocksOf(item.children)) }];
      }
      case 'blockquote_open':
        return [{ kind: 'quote', blocks: blocksOf(children) }];
      case 'fence':
      case 'code_block':
        return [{ kind: 'code', text: token.content }];
      case 'hr':
        return [{ kind: 'rule' }];
      case 'table_open': {
        const rows = children.flatMap((part) => part.children);
        return [{ kind: 'table', rows: rows.map((row) => row.children.map((cell) => inlinesIn(cell.children))) }];
      }
      default:
        return [{ kind: 'paragraph', children: inlinesIn([node]) }];
    }
  });
}

function inlinesIn(nodes: readonly Node[]): readonly Inline[] {
  return nodes.flatMap(({ token }) =>
    token.children === null ? [{ kind: 'text', text: token.content }] : inlinesOf(nested(token.children)),
  );
}

function inlinesOf(nodes: readonly Node[]): readonly Inline[] {
  return nodes.flatMap(({ token, children }): readonly Inline[] => {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
      case 'code_inline':
        return [{ kind: 'code', text: token.content }];
      case 'strong_open':
        return [{ kind: 'strong', children: inlinesOf(children) }];
      case 'em_open':
        return [{ kind: 'emphasis', children: inlinesOf(children) }];
      case 's_open':
        return [{ kind: 'struck', children: inlinesOf(children) }];
      case 'softbreak':
        return [{ kind: 'text', text: ' ' }];
      case 'hardbreak':
        return [{ kind: 'break' }];
      case 'link_open':
        return [{ kind: 'link', address: String(token.attrGet('href') ?? ''), children: inlinesOf(children) }];
      case 'image':
        return [{ kind: 'image', address: String(token.attrGet('src') ?? ''), text: token.content }];
      default:
        return [{ kind: 'text', text: token.content }, ...inlinesOf(children)];
    }
  });
}
