import { html, type TemplateResult } from 'lit';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { foreignText } from '../foreign-text.ts';
import type { Block, Inline } from './document.ts';
import { parseMarkdown } from './parse-markdown.ts';

export interface MarkdownOptions {
  /** The numbers that are cases; only these become buttons. */
  readonly cases: ReadonlySet<string>;
  readonly openCase: (caseNumber: string) => void;
}

/** Markdown of others, with nothing active in it: links and images are shown as text, HTML too. */
export function markdownView(text: string, options: MarkdownOptions): TemplateResult {
  return html`<div class="markdown" dir="auto">${parsed(text).map((block) => blockView(block, options))}</div>`;
}

/** A page shows few texts at a time, and is made anew many times. */
const known = new Map<string, readonly Block[]>();
const MOST_KNOWN = 4;

function parsed(text: string): readonly Block[] {
  const blocks = known.get(text) ?? parseMarkdown(text);
  known.delete(text);
  known.set(text, blocks);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return blocks;
}

function blockView(block: Block, options: MarkdownOptions): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${inlines(block.children, options)}</p>`;
    case 'heading':
      return block.level <= 2
        ? html`<h3>${inlines(block.children, options)}</h3>`
        : html`<h4>${inlines(block.children, options)}</h4>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${itemView(item, options)}</li>`);
      return block.start === undefined
        ? html`<ul>
            ${items}
          </ul>`
        : html`<ol start=${block.start}>
            ${items}
          </ol>`;
    }
    case 'quote':
      return html`<blockquote>${block.blocks.map((inner) => blockView(inner, options))}</blockquote>`;
    case 'code':
      return html`<pre tabindex="0"><code>${foreignText(block.text)}</code></pre>`;
    case 'rule':
      return html`<hr />`;
    case 'table':
      return tableView(block.rows, options);
  }
}

/** A paragraph alone in an item needs no space around it. */
function itemView(item: readonly Block[], options: MarkdownOptions): unknown {
  return item.map((block) =>
    block.kind === 'paragraph' ? inlines(block.children, options) : blockView(block, options),
  );
}

function tableView(rows: readonly (readonly (readonly Inline[])[])[], options: MarkdownOptions): TemplateResult {
  const [head = [], ...body] = rows;
  return html`<div class="table-box" tabindex="0" role="region" aria-label=${t('Table')}>
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${inlines(cell, options)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${inlines(cell, options)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function inlines(children: readonly Inline[], options: MarkdownOptions): readonly unknown[] {
  return children.map((child) => inlineView(child, options));
}

function inlineView(inline: Inline, options: MarkdownOptions): unknown {
  switch (inline.kind) {
    case 'text':
      return withCases(inline.text, options);
    case 'code':
      return options.cases.has(inline.text.trim())
        ? withCases(inline.text, options)
        : html`<code>${foreignText(inline.text)}</code>`;
    case 'strong':
      return html`<strong>${inlines(inline.children, options)}</strong>`;
    case 'emphasis':
      return html`<em>${inlines(inline.children, options)}</em>`;
    case 'struck':
      return html`<s>${inlines(inline.children, options)}</s>`;
    case 'break':
      return html`<br />`;
    case 'link':
      return html`${inlines(inline.children, options)} ${addressView(inline.address)}`;
    case 'image':
      return html`${t('[image: {0}]', visibleText(inline.text))} ${addressView(inline.address)}`;
  }
}

const LONGEST_ADDRESS = 200;

/** Where a link would go: of the web, its host; of anything else, the whole of it. Nothing that can be followed. */
function addressView(address: string): TemplateResult {
  const text = visibleText(address.length > LONGEST_ADDRESS ? `${address.slice(0, LONGEST_ADDRESS)}…` : address);
  const host = /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).host : undefined;
  return html`<bdi class="address" title=${text}>(${host ?? text})</bdi>`;
}

const CASE_NUMBER = /([A-Za-z0-9][\w-]{2,59})/;

/** The numbers of cases in a text, as buttons that open them. */
function withCases(text: string, { cases, openCase }: MarkdownOptions): unknown {
  if (cases.size === 0) return foreignText(text);
  const shown: unknown[] = [];
  let plain = '';
  // Between the numbers stand, at odd places, what could be one.
  for (const [index, part] of text.split(CASE_NUMBER).entries()) {
    if (index % 2 === 0 || !cases.has(part)) {
      plain += part;
      continue;
    }
    shown.push(foreignText(plain), caseButton(part, openCase));
    plain = '';
  }
  return [...shown, foreignText(plain)];
}

/** A case's number that opens it. */
export function caseButton(caseNumber: string, openCase: (caseNumber: string) => void): TemplateResult {
  return html`<button
    class="link"
    type="button"
    title=${t('Open case {0}', caseNumber)}
    .textContent=${visibleText(caseNumber)}
    @click=${() => openCase(caseNumber)}
  ></button>`;
}
