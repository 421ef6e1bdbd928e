import type * as z from 'zod/mini';
import type { ExportFormat } from '../../protocol/analysis.ts';
import type { KnownServer } from '../servers/known-server.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';
import type { EditorModels } from './editor-models.ts';
import type { OpenClient } from './server/tool-client.ts';
import type { L10n } from '../../protocol/analysis-labels.ts';

/** What is remembered from one session to the next, in the editor's own keeping. */
export interface Remembered {
  /** What was put, or undefined where nothing of this shape is there. */
  get<Value>(key: string, schema: z.ZodMiniType<Value>): Value | undefined;
  set(key: string, value: unknown): void;
}

/** What the account of the chosen credentials holds. */
export interface DeploymentsFound {
  /** By the names of their stacks; undefined where AWS does not list them now. */
  readonly servers: readonly KnownServer[] | undefined;
  /** Of the chosen credentials: undefined where none are chosen, the profile also where they are of none. */
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** How the panel's servers are started. */
export interface Launches {
  readonly servers: () => readonly KnownServer[];
  readonly ofServer: (server: KnownServer) => Promise<StdioLaunch>;
  readonly deployments: () => Promise<DeploymentsFound>;
  /** Signs with the chosen credentials, be they of a profile or not. */
  readonly ofDeployment: (server: KnownServer) => Promise<StdioLaunch>;
  readonly ofSample: () => StdioLaunch;
  readonly ofFolder: (folder: string) => StdioLaunch;
  readonly open: OpenClient;
}

/** What the panel needs from the editor. */
export interface AnalysisEditor {
  readonly l10n: L10n;
  readonly launches: Launches;
  readonly models: EditorModels;
  /** Of this workspace: the draft. */
  readonly here: Remembered;
  /** Everywhere: what was saved by name. */
  readonly everywhere: Remembered;
  readonly now: () => Date;
  /** Whether the words of analyses may go to disk. */
  readonly keepsText: () => boolean;
  /** How many runs that are not pinned stay in the history. */
  readonly historyLimit: () => number;
  /** Whether a page of the panel is in sight. */
  readonly isVisible: () => boolean;
  askFolder(): Promise<string | undefined>;
  /** A text that a server asks for; `asker` is its name. */
  askText(asker: string, question: string): Promise<string | undefined>;
  /** A modal question; true if the person agrees. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** Asks where to, and writes the file; offers to open it. Rejects if the file cannot be written. */
  saveFile(name: string, format: ExportFormat, content: string): Promise<void>;
  copy(text: string): Promise<void>;
  openUrl(url: string): Promise<void>;
  /** Types a question into the editor's chat; sending it is up to the user. */
  openChat(question: string): Promise<void>;
  /** False where there is no such command. */
  runCommand(command: string): Promise<boolean>;
  openSetting(key: string): Promise<void>;
  openInEditor(): void;
  /** Says that a run has ended, and shows the panel if the person wants to see it; resolves to whether they do. */
  notifyEnded(message: string, failed: boolean): Promise<boolean>;
}
