import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_HOST_TESTS, transpileTests } from '../editor/workbench/transpile-tests.ts';
import { REPOSITORY } from '../support/case-folder.ts';

const built = mkdtempSync(path.join(tmpdir(), 'development-build-'));

/** The files below a folder, as paths from there with forward slashes. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
}

beforeAll(() => {
  const args = [
    path.join(REPOSITORY, 'scripts', 'build.mjs'),
    '--dev',
    `--out=${built}`,
    'extension',
    'bridge',
    'local',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe(`Building ${built} for debugging.\n`);
  expect(status).toBe(0);
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

/** Where the debugger stops for the first line of a built program that contains this text: `file:line`, from 1. */
function whereIs(text: string, program: string): string {
  const code = readFileSync(program, 'utf8');
  const lines = code.split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  const column = lines[index]?.search(/\S/) ?? 0;
  const { source, line } = originalPositionFor(sourceMap(program, code), { line: index + 1, column });
  return `${source ?? 'no source'}:${line ?? 0}`;
}

/** The map that the end of the program names: a file beside it, or the map itself. */
function sourceMap(program: string, code: string): TraceMap {
  const [, where = ''] = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(code) ?? [];
  const [, inside] = /^data:application\/json;(?:charset=utf-8;)?base64,(.*)$/.exec(where) ?? [];
  if (inside !== undefined) return new TraceMap(Buffer.from(inside, 'base64').toString());
  return new TraceMap(readFileSync(path.join(path.dirname(program), where), 'utf8'));
}

/** The line of a source that contains this text: `file:line`, from 1. */
function lineOf(text: string, file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return `${file}:${lines.findIndex((line) => line.includes(text)) + 1}`;
}

describe('a development build', () => {
  it.each([
    ['extension-features.js', 'extension/host', 'copy-configuration.ts', 'Copy MCP Configuration'],
    // It has its map inside, as the editor runs a copy of it alone.
    ['bridge-program.js', 'extension/bridge', 'hand-over.ts', 'the local server is missing'],
  ])('leads from %s back to the line of its source', (program, folder, name, text) => {
    const file = filesIn(path.join(REPOSITORY, folder)).find((each) => path.posix.basename(each) === name) ?? '';
    const source = path.join(REPOSITORY, folder, file);
    expect(whereIs(text, path.join(built, program))).toBe(lineOf(text, source));
  });

  it('can be read: names are as in the sources', () => {
    expect(readFileSync(path.join(built, 'extension-features.js'), 'utf8')).toContain('function copyConfiguration(');
  });
});

describe('the tests in the extension host', () => {
  it('lead back to the line of their source', () => {
    const program = path.join(transpileTests(EXTENSION_HOST_TESTS), 'run.js');
    const text = 'mocha.addFile(';
    expect(whereIs(text, program)).toBe(lineOf(text, path.join(EXTENSION_HOST_TESTS, 'run.ts')));
  });
});

interface Launch {
  readonly name: string;
  readonly request: string;
  readonly preLaunchTask?: string;
  readonly args?: readonly string[];
  readonly runtimeArgs?: readonly string[];
  readonly outFiles?: readonly string[];
}

interface Task {
  readonly label: string;
  readonly script: string;
  readonly isBackground?: boolean;
  readonly problemMatcher: readonly (string | Matcher)[];
}

interface Matcher {
  readonly pattern: { readonly regexp: string };
  readonly background?: { readonly beginsPattern: string; readonly endsPattern: string };
}

/** Every argument that names a path, but for the folder that the editor makes itself. */
function isProgram(argument: string): boolean {
  return !argument.startsWith('--user-data-dir=');
}

describe('the configuration of VS Code', () => {
  const read = (file: string): unknown => {
    const errors: [] = [];
    const value: unknown = parse(readFileSync(path.join(REPOSITORY, file), 'utf8'), errors, {});
    expect(errors).toEqual([]);
    return value;
  };
  const { configurations } = read('.vscode/launch.json') as { configurations: Launch[] };
  const { tasks } = read('.vscode/tasks.json') as { tasks: Task[] };
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  const one = (name: string) => configurations.find((each) => each.name === name)!;

  it('starts with the extension, which F5 runs', () => {
    expect(configurations[0]).toMatchObject({ type: 'extensionHost', request: 'launch', preLaunchTask: 'watch' });
    const { main } = read('package.json') as { main: string };
    expect(existsSync(path.join(built, path.relative('dist', main)))).toBe(true);
  });

  it('names tasks that there are, and each task an npm script', () => {
    const labels = tasks.map(({ label }) => label);
    const wanted = configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
    expect(wanted.filter((label) => !labels.includes(label))).toEqual([]);
    expect(tasks.filter(({ script }) => !(script in scripts))).toEqual([]);
  });

  it('names programs that a development build leaves', () => {
    expect(scripts['build:dev']).toMatch(/build\.mjs --dev && .*transpile-tests\.ts$/);
    const folder = '${workspaceFolder}';
    const paths = configurations
      .flatMap(({ args = [], outFiles = [] }) => [
        ...args.filter(isProgram).map((argument) => argument.replace(/^--\w+=/, '')),
        ...outFiles,
      ])
      .filter((each) => each.startsWith(`${folder}/`))
      .map((each) => each.slice(folder.length + 1));
    expect(paths).toContain('dist/editor-tests/run.js');
    transpileTests(EXTENSION_HOST_TESTS);
    const tests = filesIn(path.join(REPOSITORY, 'dist', 'editor-tests')).map((file) => `editor-tests/${file}`);
    const there = [...filesIn(built), ...tests].map((file) => `dist/${file}`);
    for (const each of paths) {
      const pattern = each.replace('.', '\\.').replace('**/', '(.+/)?').replace('*', '[^/]+');
      expect(
        there.some((file) => new RegExp(`^${pattern}$`).test(file)),
        each,
      ).toBe(true);
    }
  });

  it('runs the current test file as npm test does', () => {
    expect(one('Current Test File').runtimeArgs?.slice(0, 3)).toEqual(['test', '--', '${relativeFile}']);
  });

  it('knows when the build that watches has built, and finds its mistakes', () => {
    const { problemMatcher, isBackground } = tasks.find(({ label }) => label === 'watch')!;
    expect(isBackground).toBe(true);
    const [esbuild, missing] = problemMatcher as Matcher[];
    const { beginsPattern, endsPattern } = esbuild!.background!;
    const program = readFileSync(path.join(REPOSITORY, 'scripts', 'build.mjs'), 'utf8');
    const said = [...program.matchAll(/stderr\.write\([`'](\w+)/g)].map(([, word]) => word ?? '');
    expect(said.some((word) => new RegExp(beginsPattern).test(word))).toBe(true);
    expect(said.some((word) => new RegExp(endsPattern).test(word))).toBe(true);
    expect('  /clone/extension/a.ts:3:14: ERROR: Expected ";"').toMatch(new RegExp(esbuild!.pattern.regexp));
    expect('  ERROR in ./extension/a.ts 1:0-20').toMatch(new RegExp(missing!.pattern.regexp));
  });
});

describe('the development container', () => {
  it('has the Node that .nvmrc asks for, and the extensions that are recommended', () => {
    const { image, customizations } = parse(
      readFileSync(path.join(REPOSITORY, '.devcontainer', 'devcontainer.json'), 'utf8'),
    ) as { image: string; customizations: { vscode: { extensions: string[] } } };
    const node = readFileSync(path.join(REPOSITORY, '.nvmrc'), 'utf8').trim();
    expect(image).toMatch(new RegExp(`typescript-node:${node}-`));
    expect(process.version.startsWith(`v${node}.`)).toBe(true);
    const { recommendations } = parse(readFileSync(path.join(REPOSITORY, '.vscode', 'extensions.json'), 'utf8')) as {
      recommendations: string[];
    };
    expect(customizations.vscode.extensions).toEqual(recommendations);
  });
});
