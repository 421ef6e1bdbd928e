import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '../support/case-folder.ts';
import type { GuideBlock, Page } from '../support/guide.ts';

/** How a block went; those after one that failed are not reached. */
export interface ShellRun {
  readonly state: 'done' | 'failed' | 'not reached';
  readonly out: string;
  readonly err: string;
}

/** Whether the block asks the AWS CLI for something. */
export function asksAws({ text }: GuideBlock): boolean {
  return /(^|[\s(])aws\s/m.test(text);
}

/** The page's files as its JSON blocks say them: a paragraph that names `x.json` before a block names its file. */
function filesOf({ blocks }: Page): readonly (readonly [name: string, text: string])[] {
  return blocks.flatMap(({ language, lead, text }) => {
    const name = language === 'json' ? /`([\w-]+\.json)`:$/.exec(lead)?.[1] : undefined;
    return name === undefined ? [] : [[name, text] as const];
  });
}

/**
 * Runs blocks of a page as they stand, one after the other in one POSIX shell, so that what one sets the next one
 * finds; in a folder like a built clone, with nothing of this machine's AWS settings. `before` is run first. A block
 * ends at its first command that fails, and a variable that nobody set is a failure.
 */
export async function runShellBlocks(
  page: Page,
  blocks: readonly GuideBlock[],
  variables: Readonly<Record<string, string>>,
  before: readonly GuideBlock[] = [],
): Promise<ReadonlyMap<GuideBlock, ShellRun>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'case-insights-guide-'));
  const clone = path.join(folder, 'clone');
  const home = path.join(folder, 'home');
  for (const each of [clone, home]) mkdirSync(each);
  symlinkSync(path.join(REPOSITORY, 'dist'), path.join(clone, 'dist'), 'dir');
  for (const [name, text] of filesOf(page)) writeFileSync(path.join(clone, name), text);

  const all = [...before, ...blocks];
  const place = (index: number, kind: string) => path.join(folder, `${index}.${kind}`);
  const script = all.map((block, index) => {
    writeFileSync(place(index, 'sh'), block.text);
    return `{ . '${place(index, 'sh')}'; } > '${place(index, 'out')}' 2> '${place(index, 'err')}'; : > '${place(index, 'done')}'`;
  });
  const child = spawn('sh', ['-eu', '-c', script.join('\n')], {
    cwd: clone,
    stdio: 'ignore',
    env: {
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HOME: home,
      AWS_PAGER: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...variables,
    },
  });
  await once(child, 'close');

  const read = (index: number, kind: string) => {
    const file = place(index, kind);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const runs = all.map((block, index) => {
    const state = existsSync(place(index, 'done'))
      ? 'done'
      : existsSync(place(index, 'err'))
        ? 'failed'
        : 'not reached';
    return [block, { state, out: read(index, 'out'), err: read(index, 'err') }] as const;
  });
  rmSync(folder, { recursive: true });
  return new Map(runs);
}
