// Makes the MCP App of server-lambda/app/ into one HTML page, scripts and styles inside, and that page into a module of
// core, which reads no files. The module is part of the sources, so that they run as they stand; a test holds it to
// what this program makes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync, transformSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const app = path.join(root, 'server-lambda', 'app');
const made = path.join(root, 'server-lambda', 'core', 'mcp', 'figures-page.ts');

/** The page: all of it, so that it asks the network for nothing. */
export function figuresPage() {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(app, 'main.ts')],
    tsconfigRaw: '{}',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
  });
  const style = transformSync(read('page.css'), { loader: 'css', minify: true }).code.trim();
  const script = outputFiles[0].text.trim();
  if (/<\/(style|script)/i.test(style + script)) throw new Error('The script or style would end before its end.');
  return read('page.html')
    .replace(/^\s+/gm, '')
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
}

/** Writes the module where it is not what it should be. */
export function writeFiguresPage() {
  const page = figuresPage().replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  const module = `// Made from server-lambda/app/ by scripts/figures-page.mjs: change that and build, not this.

/** The page that draws figures, without any outside part. */
export const FIGURES_PAGE = \`${page}\`;
`;
  if (readFileSync(made, { encoding: 'utf8', flag: 'a+' }) !== module) writeFileSync(made, module);
}

function read(name) {
  return readFileSync(path.join(app, name), 'utf8').replaceAll('\r\n', '\n');
}

if (process.argv[1] === import.meta.filename) writeFiguresPage();
