import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('the .vsix', () => {
  it('holds what a user needs, and nothing else of the clone', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const views = files.filter((file) => file.startsWith('dist/webviews/'));
    expect(files.filter((file) => !views.includes(file)).sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/bridge-program.js',
        'dist/bridge.js',
        'dist/duckdb-eh.wasm',
        'dist/engine-worker.js',
        'dist/extension-features.js',
        'dist/extension.js',
        'dist/guide.md',
        'dist/local.js',
        'media/case-insights.svg',
        'media/icon.png',
        'package.json',
        'package.nls.json',
      ].sort(),
    );
    expect(files.length).toBeLessThan(40);
  });
});
