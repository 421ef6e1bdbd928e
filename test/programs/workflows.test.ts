import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../support/case-folder.ts';

const EXAMPLES = mkdtempSync(path.join(tmpdir(), 'workflows-'));
afterAll(() => {
  rmSync(EXAMPLES, { recursive: true, force: true });
});

/** Runs `npm run workflows` on the workflows of the repository, or on those in a folder. */
function check(...folder: string[]) {
  const program = path.join(REPOSITORY, 'scripts', 'check-workflows.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...folder], { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';

/** A workflow whose job has these steps, the first in line 7. */
const workflow = (steps: string, head = 'permissions: {}') => `on: push
${head}
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
${steps}
`;

const BROKEN: Record<string, [workflow: string, problem: string]> = {
  'a key that no step has': [workflow('      - run: npm test\n        shel: bash'), ":8: Unexpected value 'shel'"],
  'an unreadable expression': [workflow('      - run: echo ${{ github.ref( }}'), ':7: Unexpected'],
  'a context that is not there': [
    workflow('      - run: npm test\n        if: secrets.A'),
    ':8: Unrecognized named-value',
  ],
  'an action pinned by a tag': [workflow('      - uses: actions/checkout@v6'), ':7: pin the action'],
  'text that is no YAML': [workflow('      - run: "npm'), ':'],
  'no permissions': [workflow('      - run: npm test', 'name: a'), ':1: permissions are missing'],
};

describe('the check of workflows', () => {
  it('has nothing against the workflows of this repository', () => {
    expect(check()).toEqual({ status: 0, output: '' });
  });

  it('names what is broken in others, file and line', () => {
    for (const [name, [text]] of Object.entries(BROKEN)) writeFileSync(path.join(EXAMPLES, `${name}.yml`), text);
    writeFileSync(path.join(EXAMPLES, 'sound.yml'), workflow(`      - uses: ${CHECKOUT}\n      - run: npm test`));
    const { status, output } = check(EXAMPLES);
    expect(status).toBe(1);
    for (const [name, [, problem]] of Object.entries(BROKEN)) expect(output).toContain(`${name}.yml${problem}`);
    expect(output).not.toContain('sound.yml');
  });
});

describe('the files that GitHub reads', () => {
  const read = (file: string) => readFileSync(path.join(REPOSITORY, file), 'utf8');
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

  it('name npm scripts that there are', () => {
    const github = readdirSync(path.join(REPOSITORY, '.github'), { recursive: true, encoding: 'utf8' });
    const texts = github.filter((file) => /\.(yml|md)$/.test(file)).map((file) => read(path.join('.github', file)));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, other]) => run ?? other),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => name === undefined || !scripts.includes(name))).toEqual([]);
  });

  it('update the dependencies of every lock file', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: { 'package-ecosystem': string; directory: string }[];
    };
    const npm = updates.filter((update) => update['package-ecosystem'] === 'npm').map(({ directory }) => directory);
    const tests = readdirSync(path.join(REPOSITORY, 'test'), { recursive: true, encoding: 'utf8' });
    const locked = tests
      .filter((file) => path.basename(file) === 'package-lock.json' && !file.includes('node_modules'))
      .map((file) => `/test/${path.dirname(file).replaceAll('\\', '/')}`);
    expect(npm.sort()).toEqual(['/', ...locked].sort());
  });

  it.each(['bug.yml', 'feature.yml'])('make a form of %s', (name) => {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; options?: string[] } }[];
    };
    expect(form.name && form.description).toBeTruthy();
    const fields = form.body.filter(({ type }) => type !== 'markdown');
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    for (const { type, id, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(id).toMatch(/^[a-z]+$/);
      expect(attributes.label).toBeTruthy();
      if (type === 'dropdown') expect(attributes.options).not.toEqual([]);
    }
  });
});
