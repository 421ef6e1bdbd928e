import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';

/** Milliseconds of one activation, told apart as in the editor's list of running extensions. */
export interface Activation {
  /** From the extension's file to what it exports. */
  readonly loading: number;
  /** Its `activate`, until what that returns is settled. */
  readonly activating: number;
  /** From asking for the extension to having it, whatever the editor does besides, such as asking its window. */
  readonly whole: number;
}

export interface ActivationFigures {
  readonly ours: Activation;
  /** The same of an extension that comes with the editor. */
  readonly theirs: Activation;
}

/** Called by the editor in its extension host. */
export async function run(): Promise<void> {
  const figures: ActivationFigures & Record<string, unknown> = {
    // One that the editor activates for nothing but tasks, so it does not do so meanwhile.
    theirs: await timeActivation('vscode.gulp'),
    ours: await timeActivation('case-insights.case-insights-mcp'),
    passed: 1,
    failed: 0,
    skipped: 0,
  };
  const file = process.env['EDITOR_TEST_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
}

/** Loads the extension's file where the editor will find it loaded, with a clock around its `activate`. */
async function timeActivation(id: string): Promise<Activation> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined || extension.isActive) throw new Error(`${id} cannot be timed.`);
  const { main } = extension.packageJSON as { readonly main: string };
  const load = createRequire(path.join(extension.extensionPath, 'package.json'));
  const file = load.resolve(`./${path.posix.normalize(main)}`);

  const begun = performance.now();
  const program = load(file) as { activate(context: unknown): unknown };
  const loading = performance.now() - begun;
  let activating: number | undefined;
  const loaded = load.cache[file];
  if (loaded === undefined) throw new Error(`${file} is not kept by Node.`);
  loaded.exports = {
    ...program,
    activate: async (context: unknown) => {
      const start = performance.now();
      const api = await program.activate(context);
      activating = performance.now() - start;
      return api;
    },
  };
  const asked = performance.now();
  await extension.activate();
  const whole = loading + performance.now() - asked;
  if (activating === undefined) throw new Error(`The editor loaded another ${file}.`);
  return { loading, activating, whole };
}
