// Makes the MCP App of server-lambda/app/ into one HTML page, scripts and styles inside. As a webpack loader it
// replaces a module of core with that page; the tests, which run the sources, do the same.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildSync, transformSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const app = path.join(root, 'server-lambda', 'app');

/** The module that the page replaces. */
export const PAGE_MODULE = /[\\/]core[\\/]mcp[\\/]figures-page\.ts$/;

let made;

/** The whole page, which needs nothing from the network, and the files that it is made of. */
export function figuresPage() {
  // In watch mode the files may have changed since.
  if (made === undefined || made.files.some((file) => statSync(file).mtimeMs > made.time)) {
    made = { ...makePage(), time: Date.now() };
  }
  return made;
}

export default function figuresPageLoader() {
  const { files } = figuresPage();
  for (const file of files) this.addDependency(file);
  return figuresModule();
}

export function figuresModule() {
  return `export const FIGURES_PAGE = ${JSON.stringify(figuresPage().page)};`;
}

function makePage() {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [path.join(app, 'main.ts')],
    absWorkingDir: root,
    tsconfigRaw: '{}',
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
  });
  const style = transformSync(read('page.css'), { loader: 'css', minify: true }).code.trim();
  const script = outputFiles[0].text.trim();
  if (/<\/(style|script)/i.test(style + script)) throw new Error('The script or style contains its own closing tag.');
  const page = read('page.html')
    .replace(/^\s+/gm, '')
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
  const sources = Object.keys(metafile.inputs).map((file) => path.join(root, file));
  return { page, files: [...sources, path.join(app, 'page.css'), path.join(app, 'page.html')] };
}

function read(name) {
  return readFileSync(path.join(app, name), 'utf8').replaceAll('\r\n', '\n');
}
