// Packs the function for Lambda: dist/lambda.zip, whose handler is `lambda.handler`.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { figuresPage } from './figures-page.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Writes `lambda.zip` beside `lambda.js`: the program's files, our licence, and the licences of the packages that the program
 * contains parts of. The same sources and packages give the same bytes on every machine, so that deploying them again
 * changes nothing: order, dates and modes are fixed, and the compressor is written in JavaScript, because the output of
 * Node's own differs between versions.
 *
 * @param {import('webpack').Compilation} compilation
 */
export function packLambda(compilation) {
  const folder = compilation.outputOptions.path;
  const files = {
    LICENSE: strToU8(readText(path.join(root, 'LICENSE'))),
    'THIRD-PARTY-LICENSES.txt': strToU8(notices(bundledPackages(compilation))),
  };
  const programs = Object.keys(compilation.assets).filter((name) => name.endsWith('.js'));
  for (const name of programs.sort(compare)) files[name] = readFileSync(path.join(folder, name));
  // Zip uses local time and starts in 1980. The mode lets Lambda's user read the files.
  const zip = zipSync(files, { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 });
  writeFileSync(path.join(folder, 'lambda.zip'), zip);
}

/** The packages that modules of the program come from, sorted by name. */
function bundledPackages(compilation) {
  const folders = new Set();
  const visitFile = (file) => {
    const [folder] = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? [];
    if (folder !== undefined) folders.add(folder);
  };
  const visit = (module) => {
    for (const inner of module.modules ?? []) visit(inner);
    visitFile(module.resource ?? '');
  };
  for (const module of compilation.modules) visit(module);
  for (const file of figuresPage().files) visitFile(file);
  return [...folders]
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

// By code unit, because the order of a locale may differ between machines.
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function notices(packages) {
  const byText = new Map();
  for (const { folder, name, version, license } of packages) {
    // Some packages have a folder with the licences of code that they include.
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(licen[cs]e|notice|copying)[^\\/]*([\\/]licen[cs]e[^\\/]*)?$/i.test(file))
      .filter((file) => statSync(path.join(folder, file)).isFile())
      .sort(compare);
    const texts = files.map((file) => readText(path.join(folder, file)).trim());
    const text = texts.length > 0 ? texts.join('\n\n') : `License: ${license}`;
    byText.set(text, (byText.get(text) ?? new Set()).add(`${name} ${version} (${license})`));
  }
  const sections = [...byText].map(([text, names]) => `${[...names].join('\n')}\n\n${text}\n`);
  return `This program contains parts of these packages, under these licences.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function readText(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}
