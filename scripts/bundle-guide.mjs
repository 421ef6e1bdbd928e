// Makes dist/guide.md, which the .vsix ships: the pages of docs/guide/ in the order of their index, and the pages of
// docs/ that the index refers to, as one document whose links lead to its own headings.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const docs = path.join(root, 'docs');

/** Writes the document into the folder. */
export function bundleGuide(folder) {
  const index = read('guide/README.md');
  const named = [...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name]) => `guide/${name}`);
  const beside = [...index.matchAll(/\]\(\.\.\/([a-z-]+\.md)\)/g)].map(([, name]) => name);
  const pages = ['guide/README.md', ...new Set([...named, ...beside])];
  const anchors = anchorsOf(pages);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'guide.md'), pages.map((page) => relinked(page, anchors)).join('\n'));
}

/** Maps `page#anchor`, and the page alone, to the anchor within the whole document. */
function anchorsOf(pages) {
  const anchors = new Map();
  const all = new Map();
  for (const page of pages) {
    const own = new Map();
    for (const [, heading] of withoutCode(read(page)).matchAll(/^#+ (.+)$/gm)) {
      const anchor = numbered(slug(heading), all);
      anchors.set(`${page}#${numbered(slug(heading), own)}`, anchor);
      if (!anchors.has(page)) anchors.set(page, anchor);
    }
  }
  return anchors;
}

/** A link that leads out of the document, such as to the sources, becomes plain text. */
function relinked(page, anchors) {
  return read(page).replace(/(?<!!)\[([^\]]*)\]\(((?!https?:)[^)]+)\)/g, (_link, text, target) => {
    const [file, anchor] = target.split('#');
    const to = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
    const found = anchors.get(anchor === undefined ? to : `${to}#${anchor}`);
    return found === undefined ? text : `[${text}](#${found})`;
  });
}

/** The anchor that GitHub and VS Code give a heading. */
function slug(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function numbered(anchor, taken) {
  const times = taken.get(anchor) ?? 0;
  taken.set(anchor, times + 1);
  return times === 0 ? anchor : `${anchor}-${times}`;
}

function withoutCode(text) {
  return text.replace(/^(`{3,})\w*\n[\s\S]*?^\1$/gm, '');
}

function read(page) {
  return readFileSync(path.join(docs, page), 'utf8').replaceAll('\r\n', '\n');
}
