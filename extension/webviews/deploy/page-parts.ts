import type { DeployAction, DeployActionId } from '../../protocol/deploy.ts';
import type { Fold } from '../common/fold.ts';
import type { Local } from './local.ts';

/** What every section of the page gets in addition to its part of the state. */
export interface PageParts {
  readonly local: Local;
  /** What the host does at the moment; buttons wait meanwhile. */
  readonly busy: string;
  /** Milliseconds since the state came. */
  readonly sinceMs: number;
  readonly act: (id: DeployActionId, target?: string, resources?: readonly string[]) => void;
  readonly type: (name: string, value: string) => void;
  readonly fold: (id: string, open: boolean) => void;
  readonly filter: (id: string, text: string) => void;
  readonly mark: (logicalId: string, marked: boolean) => void;
}

/** Read-only actions, which are available while the host is busy. */
const ALWAYS = new Set<DeployActionId>([
  'stop',
  'open-template',
  'open-source',
  'copy-hash',
  'open-changes',
  'copy-output',
  'open-console',
  'show-logs',
  'open-guide',
]);

/** Whether an action has to wait until the host is no longer busy. */
export function waitsForHost({ busy }: PageParts, { id }: DeployAction): boolean {
  return busy !== '' && !ALWAYS.has(id);
}

/** How something that can be folded is, which the page remembers under `id`. */
export function foldOf({ local, fold }: PageParts, id: string, standard: boolean): Fold {
  return { open: local.folds[id] ?? standard, toggled: (open) => fold(id, open) };
}
