// Makes dist/README.md, which the .vsix ships as its details page: README.md with embedded pictures. On that page an
// editor shows only pictures from the web or from the page itself, and these are not on the web.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Writes the page into the folder. */
export function packReadme(folder) {
  const page = readFileSync(path.join(root, 'README.md'), 'utf8')
    .replaceAll(/(!\[[^\]]*\])\((?!https?:)([^)]+\.png)\)/g, (_picture, text, file) => `${text}(${inside(file)})`)
    // A link to another file of the clone becomes plain text.
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)]+\)/g, (_link, text) => text);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'README.md'), page);
}

function inside(file) {
  return `data:image/png;base64,${readFileSync(path.join(root, file)).toString('base64')}`;
}
