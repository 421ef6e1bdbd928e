import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

/** What the steps make, and what a build makes. */
const NOT_THERE = /list-open-cases|usage|LANGUAGE|^dist\/|\*/;

it.each([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/releasing.md',
  'docs/contributing/step-by-step.md',
])('%s names files and folders that there are', (page) => {
  const text = readFileSync(path.join(REPOSITORY, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(page), target),
  );
  const code = [...text.matchAll(/`((?:extension|server-lambda|infra|test|scripts|docs|media)\/[^`\s]*)`/g)];
  const named = [...links, ...code.flatMap(([, name = '']) => spelledOut(name))];
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !NOT_THERE.test(name) && !existsSync(path.join(REPOSITORY, name)))).toEqual([]);
});

/** `a/{b,c}.ts` is `a/b.ts` and `a/c.ts`. */
function spelledOut(name: string): string[] {
  const [, head = '', choices, tail = ''] = /^(.*)\{(.*)\}(.*)$/.exec(name) ?? [];
  return choices === undefined ? [name] : choices.split(',').map((choice) => head + choice + tail);
}
