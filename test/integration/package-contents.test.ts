import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { listFiles, PackageManager } from '@vscode/vsce';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('the .vsix', () => {
  it('holds what a user needs, and nothing else of the clone', async () => {
    // Known to vsce, though not to its types.
    const options = { cwd: root, packageManager: PackageManager.None, readmePath: 'dist/README.md' };
    const files = await listFiles(options);
    const views = files.filter((file) => file.startsWith('dist/webviews/'));
    const source = files.filter((file) => file.startsWith('dist/server-source/'));
    expect(files.filter((file) => !views.includes(file) && !source.includes(file)).sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'dist/README.md',
        'dist/assets.json',
        'dist/bridge-program.js',
        'dist/bridge.js',
        'dist/duckdb-eh.wasm',
        'dist/engine-worker.js',
        'dist/extension-charts.js',
        'dist/extension-features.js',
        'dist/extension.js',
        'dist/guide.md',
        'dist/lambda.zip',
        'dist/local-figures.js',
        'dist/local.js',
        'dist/template.json',
        'l10n/bundle.l10n.json',
        'media/case-insights.svg',
        'media/icon.png',
        ...['analyze', 'ask', 'credentials', 'deploy', 'try'].map((step) => `media/walkthrough/${step}.md`),
        'package.json',
        'package.nls.json',
      ].sort(),
    );
    expect(files.length - source.length).toBeLessThan(40);
    // The embedded engine is larger than all the rest, and earns it.
    const rest = files.filter((file) => !source.includes(file) && !file.endsWith('.wasm'));
    const packed = rest.map((file) => deflateRawSync(readFileSync(path.join(root, file))).length);
    expect(packed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(5_000_000);
  });

  it('has a details page whose pictures are in the page, and no link to a file that it lacks', () => {
    const page = readFileSync(path.join(root, 'dist', 'README.md'), 'utf8');
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, source]) => source ?? '');
    const wanted = [...readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)];
    expect(pictures.length).toBeGreaterThan(1);
    // The editor shows nothing else on that page (its policy: img-src https: data:).
    expect(pictures.map((source) => source.replace(/^data:image\/png;base64,/, ''))).toEqual(
      wanted.map(([, file]) => readFileSync(path.join(root, file ?? '')).toString('base64')),
    );
    const links = [...page.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
    expect(links.filter((target) => !/^(https?:|#)/.test(target))).toEqual([]);
  });

  it('holds the source of the server that it deploys, byte by byte, without tests', () => {
    const copy = path.join(root, 'dist', 'server-source');
    const files = filesIn(copy);
    expect(files).toEqual(filesIn(path.join(root, 'server-lambda')).filter((file) => SHIPPED.test(file)));
    for (const file of files) {
      expect(readFileSync(path.join(copy, file)).equals(readFileSync(path.join(root, 'server-lambda', file)))).toBe(
        true,
      );
    }
    expect(files.filter((file) => file.includes('test'))).toEqual([]);
  });
});

/** What the function is built from. */
const SHIPPED = /^(handler\.ts|lambda\.ts|(core|aws|app|charts)\/.*)$/;

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
