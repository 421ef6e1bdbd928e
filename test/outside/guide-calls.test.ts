import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGuide, type GuideBlock } from '../support/guide.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';
import { needs } from './needs.ts';
import { asksAws, runShellBlocks, type ShellRun } from './run-shell-blocks.ts';

const pages = readGuide();
const blocks = pages.flatMap((page) => page.blocks);

describe('the local gateway, called as the guide says', () => {
  let gateway: RunningGateway;
  let variables: Readonly<Record<string, string>>;

  beforeAll(async () => {
    gateway = await startGatewayProgram();
    variables = {
      ENDPOINT: gateway.url,
      AWS_REGION: gateway.region,
      AWS_ACCESS_KEY_ID: gateway.accessKeyId,
      AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
      AWS_SESSION_TOKEN: '',
    };
  });
  afterAll(() => {
    gateway.stop();
  });

  describe('by a shell', needs('sh', 'curl'), () => {
    const perPage = pages.map((page) => ({
      page,
      commands: page.blocks.filter(
        (block) => block.language === 'sh' && block.notRun === undefined && !asksAws(block) && !definesCall(block),
      ),
    }));
    const runs = new Map<GuideBlock, ShellRun>();

    beforeAll(async () => {
      const call = blocks.filter(definesCall);
      for (const { page, commands } of perPage) {
        if (commands.length === 0) continue;
        for (const [block, run] of await runShellBlocks(page, commands, variables, call)) runs.set(block, run);
      }
    });

    test.each(perPage.flatMap(({ commands }) => commands))('$at answers', (block) => {
      const run = runs.get(block);
      expect(run?.state, run?.err).toBe('done');
      expect(run?.out).not.toBe('');
    });

    test('the bridge answers the call that is piped into it', () => {
      const [, run] = [...runs].find(([{ text }]) => text.includes('"initialize"')) ?? [];
      expect(run?.out).toMatch(/"total_cases":\d+.*"id":2\b/s);
    });
  });

  const python = blocks.filter(({ language }) => language === 'python');
  test.each(python)('$at answers, in Python', needs('python'), async ({ text }) => {
    const child = spawn('python', ['-'], { env: { PATH: process.env['PATH'], ...withoutToken(variables) } });
    const [out, err] = [readAll(child.stdout), readAll(child.stderr)];
    child.stdin.end(text);
    await once(child, 'close');
    expect(await err).toBe('');
    expect(await out).toMatch(/^\d+\n$/);
  });
});

/** The function that other blocks call the server by. */
function definesCall({ language, text }: GuideBlock): boolean {
  return language === 'sh' && text.startsWith('call() {');
}

/** An empty token is no token to the shell's example, and one to botocore. */
function withoutToken({ AWS_SESSION_TOKEN: _, ...rest }: Readonly<Record<string, string>>) {
  return rest;
}
