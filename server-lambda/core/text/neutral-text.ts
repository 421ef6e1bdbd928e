import { plainText } from './plain-text.ts';

/**
 * Markdown of others, such as a model's answer, in which nothing is active: no link, image, footnote or HTML, whatever
 * renderer of CommonMark and GFM shows it. Headings, lists, tables, emphasis and code stay; addresses stay readable, as
 * code. Takes linear time.
 */
export function neutralText(markdown: string): string {
  return linesOf(plainText(markdown))
    .map(({ text, isCode }) => (isCode ? text : neutralLine(text)))
    .join('\n');
}

interface Line {
  readonly text: string;
  /** In a fence, or the fence itself. */
  readonly isCode: boolean;
}

/**
 * Only what is a fence for every renderer, with no list or quotation around it, and with no bar, which may make it a row
 * of a table. Every other run of backticks is paired or escaped, and no other line begins with tildes.
 */
const FENCE = /^ {0,3}(?:(`{3,})[^`|]*|(~{3,})[^|]*)$/;
const TILDES = /^(\s*)(?=~{3})/;

function linesOf(text: string): readonly Line[] {
  let open = '';
  return text.split('\n').map((line) => {
    const [, ticks, tildes] = FENCE.exec(line) ?? [];
    const fence = ticks ?? tildes ?? '';
    if (open === '') {
      open = fence;
      return { text: line, isCode: fence !== '' };
    }
    if (fence.startsWith(open) && line.trim() === fence) open = '';
    return { text: line, isCode: true };
  });
}

/** A backslash before a backtick would end a span elsewhere than where it is seen to end. */
const ESCAPED_TICK = /(?<!\\)\\+(?=`)/g;

function neutralLine(line: string): string {
  return partsOf(line.replaceAll(ESCAPED_TICK, '').replace(TILDES, '$1\\'))
    .map(({ text, isCode }, index, parts) => {
      return isCode ? text : neutralWords(text, { first: index === 0, last: index === parts.length - 1 });
    })
    .join('');
}

/** A line in parts: spans of code, and what stands around them. A run of backticks without a partner is escaped. */
function partsOf(line: string): readonly Line[] {
  const runs = [...line.matchAll(/`+/g)];
  const places = new Map<string, number[]>();
  for (const { 0: run, index } of runs) {
    const own = places.get(run);
    if (own === undefined) places.set(run, [index]);
    else own.push(index);
  }
  const passed = new Map<string, number>();
  const parts: Line[] = [];
  let words = '';
  let at = 0;
  for (const { 0: run, index } of runs) {
    const place = (passed.get(run) ?? 0) + 1;
    passed.set(run, place);
    if (index < at) continue;
    words += line.slice(at, index);
    const close = places.get(run)?.[place];
    const span = close === undefined ? '' : line.slice(index, close + run.length);
    // A bar parts the cells of a table, in code too.
    if (span === '' || span.includes('|')) {
      words += run.replaceAll('`', '\\`');
      at = index + run.length;
    } else {
      parts.push({ text: words, isCode: false }, { text: span, isCode: true });
      words = '';
      at = index + span.length;
    }
  }
  return [...parts, { text: words + line.slice(at), isCode: false }];
}

/** What begins a tag, a comment or an autolink: a blank after it makes it text. */
const TAG = /<(?=[\p{L}/!?])/gu;
/** Where a text becomes the text of a link, or the name of one that is defined. */
const LINK = /\](?=[([:])/g;
/** Entities could write any of these marks. */
const ENTITY = /&(?=#|[A-Za-z])/g;

/** What a renderer may turn into a link by itself: addresses of the web and of mail, and names of hosts. */
const ADDRESS =
  /(?<![\p{L}\p{N}+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s`<>|\\]+|\/\/[^\s`<>|\\]+|(?:mailto:|www\.)[^\s`<>|\\]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}|(?<![\p{L}\p{N}_-])(?:[\p{L}\p{N}_-]{1,63}\.){1,8}\p{L}{2,24}(?:[:/?#][^\s`<>|\\]*)?/giu;
const AFTER_ADDRESS = new Set('.,;:!?\'")]*_~');

/** `first` and `last` tell whether code stands before and after. */
function neutralWords(text: string, { first, last }: { readonly first: boolean; readonly last: boolean }): string {
  const inert = text.replaceAll(TAG, '< ').replaceAll(LINK, '] ').replaceAll(ENTITY, '&amp;');
  return inert.replaceAll(ADDRESS, (address, at: number) => {
    let end = address.length;
    while (end > 0 && AFTER_ADDRESS.has(address.charAt(end - 1))) end--;
    if (end === 0) return address;
    // The backticks of code beside it stay its own.
    const before = (at === 0 && !first) || inert.charAt(at - 1) === '\\' ? ' ' : '';
    const after = at + end === inert.length && !last ? ' ' : '';
    return `${before}\`${address.slice(0, end)}\`${after}${address.slice(end)}`;
  });
}
