import { VERSION } from '#core/contract/version.ts';
import { toCaseInsightsError } from '#core/errors.ts';

/** One step of the way from the configuration to an answer. */
export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** `warned`: it works, but something about it should be mended. `skipped`: not tried. */
  readonly state: 'passed' | 'warned' | 'failed' | 'skipped';
  readonly ms: number;
  /** What was found. */
  readonly detail: string;
  /** What to do about it; empty where there is nothing to do. */
  readonly remedy: string;
}

export interface Report {
  /** True if no step failed. */
  readonly ok: boolean;
  readonly steps: readonly Step[];
}

/** What a step found out. A step that fails throws a CaseInsightsError instead. */
export interface Finding {
  readonly state?: 'warned' | 'skipped';
  readonly detail: string;
  readonly remedy?: string;
}

/** The steps in their order, each with those without which it can't be tried. */
export const STEPS = {
  settings: { title: 'Settings', needs: [] },
  credentials: { title: 'Credentials', needs: ['settings'] },
  dns: { title: 'Server name', needs: ['settings'] },
  connection: { title: 'Connection', needs: ['dns'] },
  clock: { title: 'Clock', needs: ['connection'] },
  identity: { title: 'Identity', needs: ['credentials'] },
  signature: { title: 'Signature', needs: ['connection', 'identity'] },
  permission: { title: 'Permission', needs: ['signature'] },
  server: { title: 'Server', needs: ['permission'] },
  query: { title: 'Query', needs: ['server'] },
  model: { title: 'Model', needs: ['server'] },
} as const;

export type StepId = keyof typeof STEPS;

export interface StepRunner {
  /** Runs one step, unless one that it needs has failed or was not tried for such a reason. */
  readonly step: (id: StepId, check: () => Promise<Finding> | Finding) => Promise<void>;
  readonly report: () => Report;
}

/** Called as the steps run. */
export interface StepListener {
  readonly onBegin: (id: StepId) => void;
  /** As soon as a step is over. */
  readonly onStep: (step: Step) => void;
}

export function stepRunner({ onBegin, onStep }: StepListener): StepRunner {
  const steps: Step[] = [];
  /** The first failure on the way to each step that can't go on. */
  const broken = new Map<StepId, string>();

  const take = (step: Step) => {
    steps.push(step);
    onStep(step);
  };

  return {
    async step(id, check) {
      const { title, needs } = STEPS[id];
      const [culprit] = needs.flatMap((need) => broken.get(need) ?? []);
      if (culprit !== undefined) {
        broken.set(id, culprit);
        take({ id, title, state: 'skipped', ms: 0, detail: `Skipped because "${culprit}" failed.`, remedy: '' });
        return;
      }
      onBegin(id);
      const startedAt = performance.now();
      const ms = () => Math.round(performance.now() - startedAt);
      try {
        const { state = 'passed', detail, remedy = '' } = await check();
        take({ id, title, state, ms: ms(), detail, remedy });
      } catch (thrown) {
        broken.set(id, title);
        const { message, remedy } = toCaseInsightsError(thrown);
        take({ id, title, state: 'failed', ms: ms(), detail: message, remedy });
      }
    },
    report: () => ({ ok: !steps.some(({ state }) => state === 'failed'), steps }),
  };
}

const LABELS = { passed: 'ok', warned: 'warning', failed: 'FAILED', skipped: '-' } as const;

/** What a person reads before the first step. */
export const OPENING = `Case Insights bridge ${VERSION}: checking each step from here to an answer.\n\n`;

const COLUMN = 38;
const LINE = 110;

/** One step as a person reads it. */
export function describeStep({ title, state, ms, detail, remedy }: Step): string {
  const time = state === 'skipped' ? '' : `${ms} ms`;
  const head = `${LABELS[state].padEnd(8)}${title.padEnd(20)}${time.padStart(8)}  `;
  const lines = [...wrap(detail), ...(remedy === '' ? [] : wrap(`Fix: ${remedy}`))];
  return `${head}${lines.join(`\n${' '.repeat(COLUMN)}`)}\n`;
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE - COLUMN) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The last words. */
export function describeOutcome({ steps }: Report): string {
  const failed = steps.filter(({ state }) => state === 'failed').map(({ title }) => title);
  if (failed.length > 0) return `\nFailed at ${failed.join(' and ')}. See the fix above.\n`;
  return steps.some(({ state }) => state === 'warned')
    ? '\nPassed with warnings. See the lines marked "warning".\n'
    : '\nAll checks passed.\n';
}
