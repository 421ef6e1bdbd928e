// Makes dist/README.md, which the .vsix ships as its details page: README.md with its pictures inside. An editor shows
// there only pictures that it finds on the web or in the page itself, and there is no place on the web that has them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Writes the page into the folder. */
export function packReadme(folder) {
  const page = readFileSync(path.join(root, 'README.md'), 'utf8')
    .replaceAll(/(!\[[^\]]*\])\((?!https?:)([^)]+\.png)\)/g, (_picture, text, file) => `${text}(${inside(file)})`)
    // What leads to another file of the clone keeps its text alone.
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)]+\)/g, (_link, text) => text);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'README.md'), page);
}

function inside(file) {
  return `data:image/png;base64,${readFileSync(path.join(root, file)).toString('base64')}`;
}
