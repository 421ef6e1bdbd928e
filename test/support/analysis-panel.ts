import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AnalysisEditor, Remembered } from '../../extension/host/analysis/editor.ts';
import type { EditorModels } from '../../extension/host/analysis/editor-models.ts';
import { openHistoryFolder } from '../../extension/host/analysis/history/history-folder.ts';
import { openToolClient } from '../../extension/host/analysis/server/tool-client.ts';
import { createAnalysisSession } from '../../extension/host/analysis/session.ts';
import { AS_NODE, type StdioLaunch } from '../../extension/host/launch/stdio-launch.ts';
import { analysisContract, type AnalysisToHost, type AnalysisToView } from '../../extension/protocol/analysis.ts';
import { fitted } from '../../extension/protocol/bounds.ts';
import { REPOSITORY } from './case-folder.ts';

type Kind = AnalysisToView['kind'];
type StateOf<K extends Kind> =
  Extract<AnalysisToView, { kind: K }> extends { readonly state: infer State } ? State : never;

/** The panel's session over real servers, with one page that is a list of what it was told. */
export interface PanelUnderTest {
  readonly said: readonly AnalysisToView[];
  send(message: AnalysisToHost): void;
  /** The latest state of a kind that fits; waits for it, and fails with the last state if none comes in time. */
  until<K extends Kind>(kind: K, fits: (state: StateOf<K>) => boolean, withinMs?: number): Promise<StateOf<K>>;
  readonly files: readonly { readonly name: string; readonly format: string; readonly content: string }[];
  readonly copied: readonly string[];
  readonly urls: readonly string[];
  readonly chats: readonly string[];
  readonly ended: readonly string[];
  /** What the person was asked to agree to. */
  readonly confirmed: readonly string[];
  /** Questions for a text. */
  readonly texts: readonly string[];
  readonly commands: readonly string[];
  close(): Promise<void>;
}

export interface PanelOptions {
  readonly launches?: Partial<AnalysisEditor['launches']>;
  readonly models?: EditorModels;
  readonly keepsText?: boolean;
  readonly isVisible?: boolean;
  readonly historyFolder?: string;
  readonly remembered?: Map<string, unknown>;
  readonly agrees?: boolean;
  /** What is typed where a text is asked for; nobody answers unless told. */
  readonly types?: string;
}

/** dist/local.js over the sample, or over a folder. */
export function localLaunch(folder?: string): StdioLaunch {
  const args = [path.join(REPOSITORY, 'dist', 'local.js'), ...(folder === undefined ? [] : [folder])];
  return { label: 'local', command: process.execPath, args, env: AS_NODE, cwd: REPOSITORY, version: '1' };
}

/** Much longer than anything takes here, on a busy machine too; as long as `expect.poll` waits. */
const PATIENCE_MS = 30_000;

const NO_MODELS: EditorModels = {
  list: () => Promise.resolve([]),
  onDidChange: () => () => undefined,
  countTokens: () => Promise.resolve(0),
  ask: () => Promise.reject(new Error('There is no model.')),
};

export function openPanel(options: PanelOptions = {}): PanelUnderTest {
  const scratch = mkdtempSync(path.join(tmpdir(), 'analysis-panel-'));
  const said: AnalysisToView[] = [];
  const waiting = new Set<() => void>();
  const files: { name: string; format: string; content: string }[] = [];
  const copied: string[] = [];
  const urls: string[] = [];
  const chats: string[] = [];
  const ended: string[] = [];
  const commands: string[] = [];
  const confirmed: string[] = [];
  const texts: string[] = [];
  const kept = options.remembered ?? new Map<string, unknown>();
  const remembered = (prefix: string): Remembered => ({
    get: (key, schema) => {
      const read = schema.safeParse(kept.get(prefix + key));
      return read.success ? read.data : undefined;
    },
    set: (key, value) => void kept.set(prefix + key, structuredClone(value)),
  });
  const editor: AnalysisEditor = {
    l10n: {
      t: (message, ...values) => message.replaceAll(/\{(\d+)\}/g, (whole, at) => String(values[Number(at)] ?? whole)),
    },
    launches: {
      servers: () => [],
      ofServer: () => Promise.reject(new Error('No server is known.')),
      deployments: () => Promise.resolve({ servers: [], profile: undefined, region: undefined }),
      ofDeployment: () => Promise.reject(new Error('No server is deployed.')),
      ofSample: () => localLaunch(),
      ofFolder: localLaunch,
      open: openToolClient,
      ...options.launches,
    },
    models: options.models ?? NO_MODELS,
    here: remembered('here.'),
    everywhere: remembered('everywhere.'),
    now: () => new Date(),
    keepsText: () => options.keepsText ?? false,
    historyLimit: () => 100,
    isVisible: () => options.isVisible ?? true,
    askFolder: () => Promise.resolve(undefined),
    askText: (asker, question) => {
      texts.push(`${asker}: ${question}`);
      return Promise.resolve(options.types);
    },
    confirm: (question, detail) => {
      confirmed.push(`${question} ${detail}`);
      return Promise.resolve(options.agrees ?? true);
    },
    saveFile: (name, format, content) => Promise.resolve(void files.push({ name, format, content })),
    copy: (text) => Promise.resolve(void copied.push(text)),
    openUrl: (url) => Promise.resolve(void urls.push(url)),
    openChat: (question) => Promise.resolve(void chats.push(question)),
    runCommand: (command) => Promise.resolve(commands.push(command) > 0),
    openSetting: () => Promise.resolve(),
    openInEditor: () => undefined,
    notifyEnded: (message) => Promise.resolve(ended.push(message) > 0),
  };
  const folder = options.historyFolder ?? path.join(scratch, 'history');
  const history = openHistoryFolder(folder, { isAlive: () => false, ownProcess: process.pid });
  const session = createAnalysisSession(editor, history);
  // What the page would drop, because it is not in the contract, fails the test.
  const { toView } = analysisContract;
  const page = session.attach((message) => {
    said.push(toView.parse(structuredClone(fitted(toView, message))));
    for (const look of waiting) look();
  });
  const send = (message: AnalysisToHost) => {
    page.receive(analysisContract.toHost.parse(message));
  };
  send({ kind: 'ready' });
  return {
    said,
    send,
    until<K extends Kind>(kind: K, fits: (state: StateOf<K>) => boolean, withinMs = PATIENCE_MS) {
      const late = new Error();
      return new Promise<StateOf<K>>((resolve, reject) => {
        const look = () => {
          try {
            const latest = said.findLast((message) => message.kind === kind);
            if (latest === undefined || !('state' in latest)) return;
            // The message is of this kind, and so is its state.
            const state = latest.state as StateOf<K>;
            if (fits(state))
              end(() => {
                resolve(state);
              });
          } catch (error) {
            end(() => {
              reject(error instanceof Error ? error : new Error(String(error)));
            });
          }
        };
        const end = (settle: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          settle();
        };
        const timer = setTimeout(() => {
          const last = JSON.stringify(said.findLast((message) => message.kind === kind)) as string | undefined;
          late.message = `No "${kind}" fitted within ${withinMs / 1000} s. The last: ${last?.slice(0, 2_000) ?? 'none'}`;
          end(() => {
            reject(late);
          });
        }, withinMs);
        waiting.add(look);
        look();
      });
    },
    files,
    copied,
    urls,
    chats,
    ended,
    confirmed,
    texts,
    commands,
    close: async () => {
      page.detach();
      await session.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
