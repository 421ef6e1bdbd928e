import type * as z from 'zod/mini';
import type { ExportFormat } from '../../protocol/analysis.ts';
import type { KnownServer } from '../servers/known-server.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';
import type { EditorModels } from './editor-models.ts';
import type { OpenClient } from './server/tool-client.ts';
import type { L10n } from '../../protocol/analysis-labels.ts';

/** Values that the editor stores between sessions. */
export interface Remembered {
  /** The stored value; `undefined` if there is none of this shape. */
  get<Value>(key: string, schema: z.ZodMiniType<Value>): Value | undefined;
  set(key: string, value: unknown): void;
}

/** Deployments in the account of the chosen credentials. */
export interface DeploymentsFound {
  /** By stack name; `undefined` if AWS could not list them. */
  readonly servers: readonly KnownServer[] | undefined;
  /** Of the chosen credentials; `undefined` if none are chosen. The profile is also undefined for keys without one. */
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** How the panel's servers are started. */
export interface Launches {
  readonly servers: () => readonly KnownServer[];
  readonly ofServer: (server: KnownServer) => Promise<StdioLaunch>;
  readonly deployments: () => Promise<DeploymentsFound>;
  /** Signs with the chosen credentials, from a profile or not. */
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
  /** Stored for this workspace: the draft. */
  readonly here: Remembered;
  /** Stored for all workspaces: saved analyses and queries. */
  readonly everywhere: Remembered;
  readonly now: () => Date;
  /** Whether the text of analyses may be written to disk. */
  readonly keepsText: () => boolean;
  /** How many unpinned runs the history keeps. */
  readonly historyLimit: () => number;
  /** Whether a page of the panel is visible. */
  readonly isVisible: () => boolean;
  askFolder(): Promise<string | undefined>;
  /** Asks for text on behalf of a server; `asker` is its name. */
  askText(asker: string, question: string): Promise<string | undefined>;
  /** Asks a modal question; resolves to true if the person agrees. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** Asks for a path, writes the file and offers to open it. Rejects if the file cannot be written. */
  saveFile(name: string, format: ExportFormat, content: string): Promise<void>;
  copy(text: string): Promise<void>;
  openUrl(url: string): Promise<void>;
  /** Puts a question into the editor's chat input without sending it. */
  openChat(question: string): Promise<void>;
  /** Resolves to false if the command does not exist. */
  runCommand(command: string): Promise<boolean>;
  openSetting(key: string): Promise<void>;
  openInEditor(): void;
  /** Notifies that a run has ended; resolves to whether the person opened the panel from the notification. */
  notifyEnded(message: string, failed: boolean): Promise<boolean>;
}
