// Run as a program, it prepares test/editor/extension-host for an editor that a debugger starts.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const repository = path.resolve(import.meta.dirname, '..', '..', '..');

export const EXTENSION_HOST_TESTS = path.join(repository, 'test', 'editor', 'extension-host');

/**
 * Makes CommonJS of the tests in a folder, for the extension host loads nothing else, with source maps inside. Returns
 * the folder that has them: in dist/, from where the tests still find Mocha.
 */
export function transpileTests(source: string): string {
  const target = path.join(repository, 'dist', 'editor-tests');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    const file = path.join(source, name);
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: true,
        rewriteRelativeImportExtensions: true,
        inlineSourceMap: true,
        inlineSources: true,
        sourceRoot: source,
      },
    });
    writeFileSync(path.join(target, name.replace(/\.ts$/, '.js')), outputText);
  }
  return target;
}

if (process.argv[1] === import.meta.filename) transpileTests(EXTENSION_HOST_TESTS);
