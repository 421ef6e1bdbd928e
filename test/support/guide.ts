import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './case-folder.ts';

export const GUIDE = path.join(REPOSITORY, 'docs', 'guide');

/** A fenced block of a page. */
export interface GuideBlock {
  /** Page and line, as in `access.md:12`. */
  readonly at: string;
  readonly language: string;
  readonly text: string;
  /** The anchors of the headings that it stands under, the nearest first. */
  readonly under: readonly string[];
  /** The paragraph before it. */
  readonly lead: string;
  /** Why it can't be run here, where a comment above it says so. */
  readonly notRun: string | undefined;
}

export interface Page {
  /** Absolute path. */
  readonly file: string;
  readonly name: string;
  readonly anchors: readonly string[];
  readonly blocks: readonly GuideBlock[];
  /** Targets of its links, as written. */
  readonly links: readonly string[];
  /** Its quotations, each in one line. */
  readonly quotes: readonly string[];
}

/** The pages of the guide in the order of its index, that one first. */
export function readGuide(): readonly Page[] {
  const index = readPage(path.join(GUIDE, 'README.md'));
  const order = ['README.md', ...index.links];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(GUIDE)
    .filter((name) => name.endsWith('.md'))
    .toSorted((a, b) => place(a) - place(b))
    .map((name) => readPage(path.join(GUIDE, name)));
}

const NOT_RUN = /^<!-- not run: (.+) -->$/;

export function readPage(file: string): Page {
  const name = path.basename(file);
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const anchors: string[] = [];
  const blocks: GuideBlock[] = [];
  const quotes: string[] = [];
  const prose: string[] = [];
  let under: readonly (readonly [level: number, anchor: string])[] = [];
  let paragraph: string[] = [];
  let lead = '';
  let notRun: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, marks, language = ''] = /^(`{3,})(\w*)$/.exec(line) ?? [];
    if (marks !== undefined) {
      const end = lines.indexOf(marks, at + 1);
      const text = `${lines.slice(at + 1, end).join('\n')}\n`;
      const headings = under.map(([, anchor]) => anchor).toReversed();
      blocks.push({ at: `${name}:${at + 1}`, language, text, under: headings, lead, notRun });
      at = end;
      notRun = undefined;
      continue;
    }
    notRun = NOT_RUN.exec(line)?.[1] ?? (line === '' ? notRun : undefined);
    const [, hashes, heading] = /^(#+) (.+)$/.exec(line) ?? [];
    if (hashes !== undefined && heading !== undefined) {
      const anchor = anchorOf(heading, anchors);
      anchors.push(anchor);
      under = [...under.filter(([level]) => level < hashes.length), [hashes.length, anchor]];
    } else if (line.startsWith('> ')) {
      quotes.push(line.slice(2));
    } else if (line === '') {
      if (paragraph.length > 0) lead = paragraph.join(' ');
      paragraph = [];
    } else if (!line.startsWith('<!--')) {
      paragraph.push(line);
      prose.push(line);
    }
  }
  const text = prose.join('\n').replaceAll(/`+[^`]*`+/g, (code) => code.replaceAll(/[[\]()]/g, ' '));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return { file, name, anchors, blocks, links, quotes };
}

/** As GitHub names headings. */
function anchorOf(heading: string, taken: readonly string[]): string {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
  if (!taken.includes(anchor)) return anchor;
  let more = 1;
  while (taken.includes(`${anchor}-${more}`)) more += 1;
  return `${anchor}-${more}`;
}
